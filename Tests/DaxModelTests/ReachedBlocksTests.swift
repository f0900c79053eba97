// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("What a plan makes of memory blocks")
struct ReachedBlocksTests {
    /// A device on node 1 with three blocks.
    private static let host = Inventory.sample.with(.pmem) { device in
        device.driver = .kmem
        device.targetNode = 1
        device.blocks = [
            MemoryBlock(index: 33, state: .online, zone: .movable),
            MemoryBlock(index: 34, state: .offline, zone: nil),
            MemoryBlock(index: 35, state: .online, zone: .normal),
        ]
    }.with(memory(movable: 1, kernel: 1))

    /// The memory of node 1, in blocks.
    private static func memory(movable: UInt64, kernel: UInt64) -> HostMemory {
        var memory = HostMemory.sample
        var node = NodeMemory(id: 1)
        node.movable.present = Inventory.sampleBlockSize * movable
        node.kernel.present = Inventory.sampleBlockSize * kernel
        memory.nodes.append(node)
        return memory
    }

    private static func plan(
        _ memory: DevicePlan.Goal.Memory, _ actions: Action...
    ) -> Plan {
        Plan(
            devices: [
                DevicePlan(
                    name: .pmem, identity: ObjectIdentity(ranges: []),
                    goal: .init(driver: .kmem, memory: memory),
                    isUnchanged: false)
            ], steps: actions.map { Step(for: .device(.pmem), action: $0, undo: .nothing) })
    }

    private static let offline = plan(.offline, .block(33, .offline), .block(35, .offline))
    private static let online = plan(.online(nil), .block(34, .online(.movable)))

    @Test("is known where the zones have the memory that it gives them")
    func known() throws {
        let none = Self.memory(movable: 0, kernel: 0)
        let offline = try #require(Self.offline.blocks(after: Self.host, memory: none)?[.pmem])
        #expect(
            offline.map(\.state) == [.offline, .offline, .offline] && offline.allSatisfy { $0.zone == nil })
        #expect(Self.offline.blocks(after: Self.host, memory: .sample)?[.pmem] == offline)
        let online = try #require(
            Self.online.blocks(after: Self.host, memory: Self.memory(movable: 2, kernel: 1))?[.pmem])
        #expect(online.map(\.zone) == [.movable, .movable, .normal])
        #expect(online.allSatisfy { $0.state == .online })
    }

    @Test("is not known where a zone has more or less, since someone else changed a block")
    func others() {
        for (movable, kernel) in [(1, 0), (0, 1), (1, 1), (2, 0)] as [(UInt64, UInt64)] {
            let now = Self.memory(movable: movable, kernel: kernel)
            #expect(Self.offline.blocks(after: Self.host, memory: now) == nil)
        }
        for (movable, kernel) in [(1, 1), (1, 2), (3, 1), (2, 0)] as [(UInt64, UInt64)] {
            let now = Self.memory(movable: movable, kernel: kernel)
            #expect(Self.online.blocks(after: Self.host, memory: now) == nil)
        }
    }

    @Test("is not known where it does not follow from what was read")
    func unknown() {
        let online = Self.memory(movable: 2, kernel: 1)
        #expect(Self.online.blocks(after: Self.host, memory: online) != nil)
        #expect(Self.online.blocks(after: Self.host, memory: nil) == nil)
        var host = Self.host
        host.memory = nil
        #expect(Self.online.blocks(after: host, memory: online) == nil)
        host = Self.host.with(.pmem) { $0.targetNode = nil }
        #expect(Self.online.blocks(after: host, memory: online) == nil)
        host = Self.host.with(.pmem) { $0.blocks[1] = MemoryBlock(index: 34, state: nil, zone: nil) }
        #expect(Self.offline.blocks(after: host, memory: Self.memory(movable: 0, kernel: 1)) == nil)
        // The kernel chooses one of its zones.
        let kernel = Self.plan(.online(.kernel), .block(34, .online(.kernel)))
        #expect(kernel.blocks(after: Self.host, memory: Self.memory(movable: 1, kernel: 2)) == nil)
        // udev tells agents of the blocks of a device that is bound.
        let bound = Self.plan(
            .online(nil), .device(.pmem, .bind(.kmem, bystanders: [])), .block(34, .online(.movable)))
        #expect(!bound.changesOnlyBlocks && bound.blocks(after: Self.host, memory: online) == nil)
    }
}
