// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

private func refusal(_ request: Request, on inventory: Inventory) -> Refusal? {
    do throws(Refusal) {
        _ = try Planner(inventory).plan(request)
        return nil
    } catch {
        return error
    }
}

/// The sample with `dax0.0`, 7 blocks of 128 MiB whose map takes 14 MiB, and room for so many MiB of maps.
private func host(room: UInt64, offered: Bool? = nil, keepsMaps: Bool? = nil) -> Inventory {
    var memory = HostMemory.sample
    memory.available = .mebibytes(room)
    memory.keepsMaps = keepsMaps
    var inventory = Inventory.sample.with(memory)
    for name in [DeviceName.pmem, .otherPmem, .hmem] {
        inventory = inventory.with(name) { $0.memmapOnMemory = offered }
    }
    return inventory
}

private func keepingMaps(_ names: DeviceName...) -> Request {
    var request = Request(selection: DeviceSelection(names: names), change: .systemRAM(nil))
    request.keepsMapInMemory = true
    return request
}

@Suite("The map of memory that becomes RAM")
struct MemoryMapTests {
    @Test("takes 64 bytes a page of the host")
    func size() {
        #expect(HostMemory.sample.map(of: .mebibytes(96 << 10)) == .mebibytes(1536))
        #expect(HostMemory(pageSize: .kibibytes(64)).map(of: .mebibytes(96 << 10)) == .mebibytes(96))
        #expect(HostMemory(pageSize: .zero).map(of: .mebibytes(1)) == .zero)
        #expect(
            HostMemory(pageSize: ByteCount(rawValue: 1)).map(of: ByteCount(rawValue: .max))
                == ByteCount(rawValue: .max))
    }

    @Test("finds room in kernel zones alone, and no more than is available")
    func room() {
        var memory = HostMemory.sample.with(movable: 1, 4096, free: 4096)
        #expect(memory.freeForMaps == .mebibytes(680))
        memory.available = nil
        #expect(memory.freeForMaps == .mebibytes(700))
    }

    @Test("must fit beside a margin, or nothing is written")
    func refused() throws {
        let request = Request(.systemRAM(nil), .pmem)
        #expect(refusal(request, on: host(room: 14 + 32)) == nil)
        let finding = try #require(refusal(request, on: host(room: 14 + 31))?.findings.first)
        let need = try #require(mapNeed(finding))
        #expect(finding.severity == .error && finding.object == .device(.pmem))
        #expect(finding.remedies == [.freeMemory, .smallerDevice])
        #expect(need.size == .mebibytes(14) && need.free == .mebibytes(45))
        #expect(refusal(request, on: host(room: 14 + 31))?.isOnlyLoss == false)
        // Offline memory needs its map as well.
        #expect(refusal(Request(.systemRAMOffline, .pmem), on: host(room: 45))?.findings == [finding])
    }

    @Test("counts over all devices, and the first that no longer fits is named")
    func together() throws {
        let request = Request(.systemRAM(nil), .pmem, .otherPmem)
        #expect(refusal(request, on: host(room: 28 + 32)) == nil)
        let findings = try #require(refusal(request, on: host(room: 28 + 31))).findings
        #expect(findings.count == 1 && findings[0].object == .device(.otherPmem))
        let need = try #require(mapNeed(findings[0]))
        #expect(need.devices == [.pmem, .otherPmem] && need.size == .mebibytes(28))
        let reversed = refusal(Request(.systemRAM(nil), .otherPmem, .pmem), on: host(room: 28 + 31))
        #expect(try mapNeed(#require(reversed?.findings.first)) == need)
    }

    /// What the maps need that a finding is about.
    private func mapNeed(_ finding: Finding) -> Finding.MapNeed? {
        if case .memory(.noRoomForMaps(let need)) = finding.cause { need } else { nil }
    }

    @Test("is not needed again by a device in kmem, nor by one that becomes a character device")
    func already() {
        let inKmem = host(room: 0).inKmem(.pmem, online: nil)
        #expect(refusal(Request(.onlineMemory(nil), .pmem), on: inKmem) == nil)
        #expect(refusal(Request(.devdax, .pmem, force: true), on: inKmem) == nil)
    }

    @Test("is said to be kept in the memory only where the kernel can", arguments: [true, false])
    func remedy(isOn: Bool) throws {
        let host = host(room: 0, offered: false, keepsMaps: isOn)
        let finding = try #require(refusal(Request(.systemRAM(nil), .pmem), on: host)?.findings.first)
        #expect(finding.remedies.last == .keepMapInMemory(.pmem, afterBoot: !isOn))
    }

    @Test("is told among what is lost, wherever it lies")
    func loss() throws {
        let outside = try Planner(host(room: 600)).plan(Request(.systemRAM(nil), .pmem)).devices[0]
        #expect(outside.losses.last == .memoryMap(.mebibytes(14), inMemory: false))
        let inside = try Planner(host(room: 0, offered: true, keepsMaps: true))
            .plan(Request(.systemRAM(nil), .pmem)).devices[0]
        #expect(inside.losses.last == .memoryMap(.mebibytes(14), inMemory: true))
        // The device says so, and the kernel ignores it.
        let refused = refusal(
            Request(.systemRAM(nil), .pmem), on: host(room: 0, offered: true, keepsMaps: false))
        #expect(refused?.findings.map(\.code) == [.memoryNoRoomForMaps])
    }

    @Test("is kept in the memory by a step while no driver has the device, and undone with the rest")
    func kept() throws {
        let host = host(room: 0, offered: false, keepsMaps: true)
        let plan = try Planner(host).plan(keepingMaps(.pmem))
        let position = try #require(
            plan.steps.firstIndex { $0.action == .device(.pmem, .setMemmapOnMemory(true)) })
        #expect(plan.steps[position].undo == .action(.device(.pmem, .setMemmapOnMemory(false))))
        #expect(plan.steps[position - 1].action == .device(.pmem, .unbind(.deviceDax, blocks: [])))
        #expect(plan.steps[position + 1].action == .device(.pmem, .bind(.kmem, bystanders: [])))
        let again = try Planner(host.with(.pmem) { $0.memmapOnMemory = true }).plan(keepingMaps(.pmem))
        #expect(!again.steps.contains { $0.action.subject == .memmapOnMemory(.pmem) })
    }

    @Test(
        "is not kept in the memory where the kernel can't",
        arguments: [
            (nil, true, .memoryMapNotOffered), (false, false, .memoryMapTurnedOff),
            (false, nil, .memoryMapNotOffered), (nil, nil, .memoryMapNotOffered),
        ] as [(Bool?, Bool?, Finding.Code)])
    func notKept(offered: Bool?, keepsMaps: Bool?, code: Finding.Code) throws {
        let refused = try #require(
            refusal(keepingMaps(.pmem), on: host(room: 600, offered: offered, keepsMaps: keepsMaps)))
        #expect(refused.findings.map(\.code) == [code])
        #expect(refused.findings.map(\.severity) == [.error])
    }

    @Test("is where it is for a device that is RAM already")
    func tooLate() {
        let host = host(room: 600, offered: false, keepsMaps: true).inKmem(.pmem, online: nil)
        #expect(refusal(keepingMaps(.pmem), on: host)?.findings.map(\.code) == [.memoryMapIsOutside])
    }

    @Test("of a new device is kept where it is asked for, and by default in CXL memory")
    func created() throws {
        var memory = HostMemory.sample
        memory.keepsMaps = true
        let host = Inventory.cut.with(memory).with(.hmem) { $0.memmapOnMemory = false }
        var request = Request(
            selection: DeviceSelection(names: nil, regions: [2]),
            change: .created(DeviceShape(.size(.mebibytes(256))), then: .systemRAM(nil)))
        let name = DeviceName(region: 2, device: 2)
        #expect(
            try Planner(host).plan(request).devices[0].losses == [.memoryMap(.mebibytes(4), inMemory: false)])
        request.keepsMapInMemory = true
        #expect(
            try Planner(host).plan(request).steps.contains {
                $0.action == .device(name, .setMemmapOnMemory(true))
            })
    }
}

/// `dax0.0` online in Movable, all of its 896 MiB, of which so much is used; and so much room on node 0.
private func host(used: UInt64, room: UInt64) -> Inventory {
    var memory = HostMemory(pageSize: .kibibytes(4))
    memory.nodes = [
        NodeMemory(0, kernel: .init(mebibytes: 2048, free: room, cache: 0, low: 0)),
        NodeMemory(1, movable: .init(mebibytes: 896, free: 896 - used)),
    ]
    return Inventory.sample.inKmem(.pmem, online: .movable).with(memory)
}

@Suite("What must leave a node")
struct LeavingMemoryTests {
    private static let requests: [Request] = [
        Request(.offlineMemory, .pmem), Request(.devdax, .pmem, force: true),
        Request(.disabled, .pmem, force: true), Request(.onlineMemory(.kernel), .pmem, force: true),
    ]

    @Test("fits elsewhere, or nothing is written unless that is allowed", arguments: requests)
    func refused(request: Request) throws {
        #expect(refusal(request, on: host(used: 500, room: 500)) == nil)
        let refused = try #require(refusal(request, on: host(used: 501, room: 500)))
        #expect(refused.isOnlyLoss)
        let finding = try #require(refused.findings.first)
        #expect(finding.object == .device(.pmem))
        guard case .memory(.noRoomElsewhere(let departure)) = finding.cause else {
            Issue.record("\(finding)")
            return
        }
        #expect(departure.size == .mebibytes(501) && departure.nodes == [1])
        #expect(departure.ram == .mebibytes(500) && departure.others == [0])
        #expect(finding.remedies == [.makeRoomInMemory, .allowOOM])
        var allowed = request
        allowed.allowsOOM = true
        let plan = try Planner(host(used: 501, room: 500)).plan(allowed)
        #expect(plan.steps.allSatisfy { !$0.requires.contains(where: \.isRoom) })
    }

    @Test(
        "is looked at again before every fourth block, for all that the blocks up to the next look may hold")
    func steps() throws {
        let plan = try Planner(host(used: 1, room: 500)).plan(Request(.offlineMemory, .pmem))
        let looks: [[Condition]] = [4, 3].map {
            [.node(1, .roomElsewhere(for: Inventory.sampleBlockSize * $0))]
        }
        #expect(plan.steps.map(\.requires) == [looks[0], [], [], [], looks[1], [], []])
    }

    @Test("may be paged out, is file cache, or stays on the rest of the node")
    func counted() {
        var memory = host(used: 600, room: 500).memory ?? .sample
        let all: [NodeNumber: ByteCount] = [1: .mebibytes(896)]
        #expect(!memory.balance(of: all).fits)
        // Half of the node stays: 448 MiB take what they can, and the other 152 MiB leave.
        #expect(memory.balance(of: [1: .mebibytes(448)]).leaving == .mebibytes(152))
        memory.swapFree = .mebibytes(100)
        #expect(memory.balance(of: all).fits)
        memory.swapFree = .zero
        memory.nodes[1].movable.cache = .mebibytes(100)
        #expect(memory.balance(of: all).leaving == .mebibytes(500) && memory.balance(of: all).fits)
        memory.nodes[0].kernel.low = .mebibytes(1)
        #expect(!memory.balance(of: all).fits)
        memory.nodes[0].kernel.cache = .mebibytes(1)
        #expect(memory.balance(of: all).fits)
    }

    @Test("goes to no node that the cpuset forbids, nor to one that loses its memory too")
    func nodes() {
        var memory = host(used: 100, room: 500).memory ?? .sample
        memory.nodes.append(NodeMemory(2, movable: .init(mebibytes: 896, free: 896)))
        let both: [NodeNumber: ByteCount] = [1: .mebibytes(896), 2: .mebibytes(896)]
        #expect(memory.balance(of: both).ram == .mebibytes(500))
        #expect(memory.balance(of: [1: .mebibytes(896)]).ram == .mebibytes(1396))
        memory.allowedNodes = [1...2]
        #expect(memory.balance(of: [1: .mebibytes(896)]).ram == .mebibytes(896))
        #expect(memory.balance(of: [1: .mebibytes(896)]).nodes == [2])
    }

    @Test("takes huge pages that are free elsewhere, and leaves its own free ones behind")
    func hugePages() {
        var memory = host(used: 600, room: 500).memory ?? .sample
        let all: [NodeNumber: ByteCount] = [1: .mebibytes(896)]
        memory.nodes[1].hugePages = [.init(size: .mebibytes(2), used: 0, free: 50)]
        #expect(memory.balance(of: all).leaving == .mebibytes(500))
        memory.nodes[1].hugePages = [.init(size: .mebibytes(2), used: 60, free: 0)]
        #expect(!memory.balance(of: all).fits)
        memory.nodes[0].hugePages = [.init(size: .mebibytes(2), used: 0, free: 50)]
        #expect(memory.balance(of: all).fits)
    }

    @Test("can't be a huge page that only a pool has, when no pool elsewhere has one")
    func gigantic() throws {
        var memory = host(used: 600, room: 2000).memory ?? .sample
        memory.nodes[1].hugePages = [.init(size: .mebibytes(1024), used: 1, free: 0)]
        let host = host(used: 0, room: 0).with(memory)
        #expect(
            refusal(Request(.offlineMemory, .pmem), on: host)?.findings == [
                Finding(
                    .memory(.noHugePages(.init(size: .mebibytes(1024), used: 1, free: 0), node: 1)),
                    about: .device(.pmem), remedies: .moveHugePages)
            ])
        memory.nodes[0].hugePages = [.init(size: .mebibytes(1024), used: 0, free: 1)]
        #expect(refusal(Request(.offlineMemory, .pmem), on: host.with(memory)) == nil)
    }

    @Test(
        "has room while a block's worth of it has, on other nodes or on its own where it is the only one",
        arguments: [(600, 128, true), (600, 127, false), (20, 20, true), (20, 19, false), (0, 0, true)])
    func room(used: UInt64, room: UInt64, hasRoom: Bool) throws {
        let memory = try #require(host(used: used, room: room).memory)
        #expect(memory.hasRoom(besides: 1, for: Inventory.sampleBlockSize) == hasRoom)
        #expect(memory.hasRoom(besides: 7, for: Inventory.sampleBlockSize))
        var alone = memory
        alone.nodes.removeFirst()
        #expect(alone.hasRoom(besides: 1, for: Inventory.sampleBlockSize) == (used <= 768))
    }
}

@Suite("What becomes of a host's memory")
struct MemoryNoteTests {
    private func notes(_ request: Request, kernel: UInt64) throws -> [Finding] {
        var memory = HostMemory.sample
        memory.nodes[0].kernel.present = .mebibytes(kernel)
        return try Planner(Inventory.sample.with(memory)).plan(request).notes
    }

    @Test(
        "is told where four times as much is movable as kernel memory, and not where it is asked for in a kernel zone"
    )
    func ratio() throws {
        #expect(try notes(Request(.systemRAM(nil), .pmem), kernel: 224).isEmpty)
        let notes = try notes(Request(.systemRAM(nil), .pmem), kernel: 223)
        #expect(
            notes == [
                Finding(
                    .memory(.mostlyMovable(.mebibytes(896), kernel: .mebibytes(223), usualRatio: 4)),
                    severity: .warning, remedies: .kernelZone)
            ])
        #expect(try self.notes(Request(.systemRAM(.kernel), .pmem), kernel: 10).isEmpty)
        #expect(try self.notes(Request(.systemRAMOffline, .pmem), kernel: 10).isEmpty)
    }

    @Test("is told where an NVDIMM's device comes to the node of other memory")
    func sharedNode() throws {
        let shared = Inventory.sample.with(.sample).with(.pmem) { $0.targetNode = 0 }
        #expect(
            try Planner(shared).plan(Request(.systemRAM(nil), .pmem)).notes.map(\.code) == [.memorySharedNode]
        )
        #expect(try Planner(shared).plan(Request(.systemRAM(nil), .otherPmem)).notes.isEmpty)
        // Its own memory is no other, nor is that of another device there.
        let own = shared.inKmem(.pmem, online: .movable).with(.otherPmem) { $0.targetNode = 1 }
            .with(.pmem) { $0.targetNode = 1 }
            .with(HostMemory.sample.with(movable: 1, 896, free: 896))
        #expect(own.device(.otherPmem).flatMap { own.sharedNode(of: $0) } == nil)
        let unknown = own.with(HostMemory.sample.with(movable: 1, 897, free: 897)).with(.pmem) {
            $0.blocks = []
        }
        #expect(unknown.device(.otherPmem).flatMap { unknown.sharedNode(of: $0) } == nil)
        let more = own.with(HostMemory.sample.with(movable: 1, 897, free: 897))
        #expect(
            more.device(.otherPmem).flatMap { more.sharedNode(of: $0) }?.device == .otherPmem)
    }
}

extension Condition {
    fileprivate var isRoom: Bool {
        if case .node(_, .roomElsewhere) = self { true } else { false }
    }
}
