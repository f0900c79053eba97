// SPDX-License-Identifier: Apache-2.0

import DaxModel
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxFormat

@Suite("An inventory as text")
struct SnapshotTests {
    private static func read(_ text: String) throws(FormatError) -> Inventory {
        try Snapshot.inventory(parsing: Array(text.utf8))
    }

    @Test("what is written is read back")
    func roundTrip() throws {
        var hosts = RandomHost(seed: 1)
        for number in 0..<500 {
            let host = hosts.inventory()
            let text = Snapshot.text(of: host)
            let back = try Self.read(text)
            try #require(back == host, "host \(number): \(text)")
            try #require(Snapshot.text(of: back) == text)
        }
        for host in [Inventory.sample, .tiered, .cut, .sample.inKmem(.pmem, online: .movable)] {
            #expect(try Self.read(Snapshot.text(of: host)) == host)
        }
    }

    @Test("each value that is written makes a difference")
    func everyValueMatters() throws {
        var hosts = RandomHost(seed: 2)
        for _ in 0..<10 {
            let host = hosts.inventory()
            let json = try JSON(parsing: Snapshot.text(of: host))
            for changed in json.withOneValueLess where (try? Self.read(changed.text())) == host {
                Issue.record("nothing is read of what is missing in \(changed.text())")
            }
        }
    }

    @Test("each property of each type is written")
    func everyPropertyIsAMember() {
        func check<Value: Record>(_ type: Value.Type) {
            let properties = Mirror(reflecting: Value.blank).children.map { $0.label ?? "" }
            #expect(properties.count == Value.members.count, "\(type) has \(properties)")
            #expect(Set(Value.members.map(\.key)).count == Value.members.count, "\(type) has a key twice")
        }
        check(Inventory.self)
        check(DaxDevice.self)
        check(Mapping.self)
        check(DeviceUser.self)
        check(Gap.self)
        check(DaxRegion.self)
        check(UnownedMemory.self)
        check(NvdimmBus.self)
        check(Dimm.self)
        check(NvdimmRegion.self)
        check(BadSectors.self)
        check(DimmMapping.self)
        check(NvdimmSeeds.self)
        check(Namespace.self)
        check(BlockContents.self)
        check(BlockSignature.self)
        check(BlockHolder.self)
        check(Node.self)
        check(Node.Performance.self)
        check(HostSettings.self)
        check(WeightedInterleave.self)
        check(WeightedInterleave.Node.self)
        check(HostMemory.self)
        check(NodeMemory.self)
        check(NodeMemory.Usage.self)
        check(NodeMemory.HugePages.self)
        check(NextBoot.self)
        check(ModprobeStatement.self)
        check(Initramfs.self)
        check(Initramfs.Contents.self)
        check(DeviceConfiguration.File.self)
        check(DriverModule.self)
        check(BlockList.Run.self)
        #expect(Mirror(reflecting: MemoryBlock(index: 0, state: nil, zone: nil)).children.count == 3)
        #expect(Mirror(reflecting: FileAccess.common).children.count == 3)
    }

    @Test("what is unknown, none, zero or false is left out")
    func blank() throws {
        let text = """
            {
              "schema": "daxshift.snapshot/1",
              "kernel": "6.12.0"
            }

            """
        let host = Inventory(kernel: KernelRelease(rawValue: "6.12.0"))
        #expect(Snapshot.text(of: host) == text)
        #expect(try Self.read(text) == host)
    }

    @Test("blocks that are alike are one run")
    func runs() throws {
        let host = Inventory.sample.inKmem(.pmem, online: .movable)
        #expect(
            Snapshot.text(of: host).contains(
                """
                      "memblocks": [
                        {
                          "first": 65,
                          "count": 7,
                          "state": "online",
                          "zone": "Movable"
                        }
                      ]
                """))
    }

    @Test(
        "a text that is no snapshot is refused, and the place is named",
        arguments: [
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": 6}"#,
                #"kernel: expected a string, not the number 6"#
            ),
            ("{\n  \"schema\" 1\n}", "line 2, column 12: expected a colon"),
            ("[]", #"it is not a snapshot: the first key is not "schema""#),
            (#"{"kernel": "6"}"#, #"it is not a snapshot: the first key is not "schema""#),
            (
                #"{"schema": "daxshift.list/1"}"#,
                #"schema: expected "daxshift.snapshot/1", not "daxshift.list/1""#
            ),
            (#"{"schema": "daxshift.snapshot/1"}"#, #""kernel" is missing"#),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "gaps": [{"file": "a", "reason": "b", "root": 1}]}"#,
                #"gaps[0]: unknown key "root"; expected file, reason, needs_root"#
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "poisoned": -1}"#,
                "poisoned: expected a whole number from 0, not the number -1"
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "poisoned": null}"#,
                "poisoned: expected a whole number from 0, not null"
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "models": ["class", "bus"]}"#,
                #"models: expected each value once, in the order "bus", "class""#
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "auto_online_blocks": "on"}"#,
                #"auto_online_blocks: unknown value: "on""#
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "next_boot": {"modprobe": {"absent": 1}}}"#,
                #"next_boot.modprobe: "absent" takes no value: expected the string alone"#
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "next_boot": {"modprobe": {"link": 1}}}"#,
                "next_boot.modprobe.link: expected a string, not the number 1"
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "next_boot": {"modprobe": "link"}}"#,
                #"next_boot.modprobe: "link" needs a value: expected {"link": …}"#
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "unowned_memory": [{"range": "0x2-0x1"}]}"#,
                #"unowned_memory[0].range: expected a string such as "0x140000000-0x23fffffff", not "0x2-0x1""#
            ),
            (
                #"{"schema": "daxshift.snapshot/1", "kernel": "6", "memory": {"page_size": 1, "allowed_nodes": ["3-1"]}}"#,
                #"memory.allowed_nodes[0]: expected a string such as "2-5", not "3-1""#
            ),
        ])
    func refusals(text: String, message: String) {
        let error = #expect(throws: FormatError.self) { try Self.read(text) }
        #expect(error?.description == message)
    }

    @Test("devices and regions must be in order")
    func order() {
        var host = Inventory.sample
        host.devices.swapAt(0, 1)
        #expect(throws: FormatError.self) { try Self.read(Snapshot.text(of: host)) }
        host = .sample
        host.regions.append(host.regions[0])
        let error = #expect(throws: FormatError.self) { try Self.read(Snapshot.text(of: host)) }
        #expect(error?.path == "regions[3]")
    }

    @Test("no number of blocks fills the memory", arguments: [1 << 40, Int.max])
    func manyBlocks(count: Int) {
        let text = Snapshot.text(of: .sample.inKmem(.pmem, online: nil))
            .replacing(#""count": 7"#, with: #""count": \#(count)"#)
        #expect(text.contains("\(count)"))
        #expect(throws: FormatError.self) { try Self.read(text) }
    }
}

extension JSON {
    /// This value without each member and element in turn, at any depth; the member that names its form
    /// stays.
    fileprivate var withOneValueLess: [JSON] {
        switch self {
        case .object(let members):
            members.indices.flatMap { index -> [JSON] in
                var rest = members
                rest.remove(at: index)
                let within = members[index].value.withOneValueLess.map { value in
                    var changed = members
                    changed[index].value = value
                    return JSON.object(changed)
                }
                return [.object(rest)] + within
            }
        case .array(let elements):
            elements.indices.flatMap { index -> [JSON] in
                var rest = elements
                rest.remove(at: index)
                let within = elements[index].withOneValueLess.map { value in
                    var changed = elements
                    changed[index] = value
                    return JSON.array(changed)
                }
                return [.array(rest)] + within
            }
        default: []
        }
    }
}
