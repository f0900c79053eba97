// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("Under the name of ndctl, checks of sector namespaces")
struct NdctlTableCheckTests {
    private static let name = KernelName(rawValue: "namespace0.2")
    private static let parent: [UInt8] = [0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 2]
    private static let table = BlockTableSample(parent: parent)
    private static let suspension: [Action] = [.namespace(name, .disable), .namespace(name, .enableRaw)]
    private static let end: [Action] = [
        .namespace(name, .disableRaw), .namespace(name, .enable(.sector, .ndPmem)),
    ]

    /// A host whose `namespace0.2` holds these bytes.
    private static func host(
        _ bytes: [UInt8], fault: SimulatedHost.Fault = .none
    ) -> SimulatedHost {
        var inventory = Inventory.nvdimms
        for index in inventory.namespaces.indices where inventory.namespaces[index].name == name {
            inventory.namespaces[index].rawSize = ByteCount(rawValue: UInt64(bytes.count))
        }
        let host = SimulatedHost(inventory, fault: fault)
        host.stored[name] = bytes
        return host
    }

    private static func damaged(_ change: (inout BlockTableSample) -> Void) -> [UInt8] {
        var table = table
        change(&table)
        return table.bytes
    }

    private static let withoutCopy = damaged {
        $0.write([UInt8](repeating: 0, count: 4096), at: $0.copy())
    }

    @Test("an enabled namespace is left alone without -f")
    func enabled() {
        let host = Self.host(Self.table.bytes)
        let line = NdctlLine(line: "check-namespace namespace0.2", on: host)
        #expect(line.status == 240)
        #expect(
            line.lines == [
                "namespace0.2: check aborted, namespace online",
                "error checking namespaces: Device or resource busy", "checked 0 namespaces",
            ])
        #expect(host.performed.isEmpty)
    }

    @Test("a check brings the namespace back, whatever it finds")
    func sound() {
        let host = Self.host(Self.table.bytes)
        let line = NdctlLine(line: "check-namespace -f namespace0.2", on: host)
        #expect(line.status == 0 && line.output.isEmpty)
        #expect(line.lines == ["checked 1 namespace"])
        #expect(host.performed == Self.suspension + Self.end)
        #expect(host.inventory.namespace(Self.name)?.mode == "sector")

        let verbose = NdctlLine(line: "check-namespace -f -v namespace0.2", on: Self.host(Self.table.bytes))
        #expect(
            verbose.lines.suffix(6) == [
                "checking namespace0.2", "found 1 BTT arena", "arena[0]: log_index_0 = 0",
                "arena[0]: log_index_1 = 1", "checking arena 0", "checked 1 namespace",
            ])
    }

    private static let faults: [(bytes: [UInt8], status: UInt8, lines: [String])] = [
        (
            withoutCopy, 0,
            ["Arena 0: BTT info2 needs to be restored", "  Run with --repair to make the changes"]
        ),
        (
            damaged { $0.write([0], at: 4096) }, 250,
            [
                "BTT info block at offset 0x1000 needs to be restored",
                "  Run with --repair to make the changes",
            ]
        ),
        (
            damaged { $0.setLog(0, 1, [9, 9, UInt32($0.sectors), 2]) }, 250,
            ["Arena 0: map[0x9] needs to be updated to 0x1d4", "  Run with --repair to make the changes"]
        ),
        (
            damaged { $0.setMap(9, 0xc000_0008) }, 250,
            [
                "arena 0: internal block 0x8 is referenced by two map entries",
                "arena 0: bitmap error: internal blocks are incorrectly referenced",
            ]
        ),
        (
            [UInt8](repeating: 0, count: 1 << 16), 250,
            ["Unable to recover any BTT info blocks", "This may not be a sector mode namespace"]
        ),
    ]

    @Test("what is wrong is told in the words of ndctl", arguments: faults)
    func fault(bytes: [UInt8], status: UInt8, lines: [String]) {
        let host = Self.host(bytes)
        let line = NdctlLine(line: "check-namespace -f namespace0.2", on: host)
        #expect(line.status == status)
        #expect(Array(line.lines.prefix(lines.count)) == lines)
        #expect(line.lines.last == "checked \(status == 0 ? "1 namespace" : "0 namespaces")")
        #expect(host.nvdimms.repaired.isEmpty && host.performed == Self.suspension + Self.end)
    }

    @Test("repairs are written, and what can't be repaired is told", arguments: faults)
    func repair(bytes: [UInt8], status: UInt8, lines: [String]) throws {
        let host = Self.host(bytes)
        let line = NdctlLine(line: "check-namespace -f --repair namespace0.2", on: host)
        let isRepairable = lines.contains("  Run with --repair to make the changes")
        #expect(line.status == (isRepairable ? 0 : 250), "\(line.lines)")
        #expect(line.output.isEmpty)
        #expect(line.lines.count == (isRepairable ? 1 : lines.count + 2))
        #expect(host.nvdimms.repaired.isEmpty != isRepairable)
        guard isRepairable else { return }
        #expect(host.performed.count == 5 && host.performed.suffix(2) == Self.end[...])
        let again = NdctlLine(line: "check-namespace -f namespace0.2", on: host)
        #expect(again.status == 0 && again.lines == ["checked 1 namespace"])
    }

    @Test("a repair that fails is undone")
    func failure() {
        let host = Self.host(Self.withoutCopy, fault: .cut(at: 3, after: 2, .inputOutput))
        let line = NdctlLine(line: "check-namespace -f -R namespace0.2", on: host)
        #expect(line.status == 251 && line.output.isEmpty, "\(line.lines)")
        #expect(line.lines.contains { $0.hasSuffix("everything is as it was before") })
        #expect(host.nvdimms.repaired.isEmpty && !host.nvdimms.isHalfMade)
        #expect(host.inventory.namespace(Self.name)?.mode == "sector")
    }

    @Test("a new log is only written together with repairs")
    func log() throws {
        let host = Self.host(Self.table.bytes)
        let alone = NdctlLine(line: "check-namespace -f -L namespace0.2", on: host)
        #expect(alone.status == 234 && host.performed.isEmpty)
        #expect(alone.lines.first == "--rewrite-log also requires --repair")
        #expect(NdctlLine(line: "check-namespace -f -R -L namespace0.2", on: host).status == 0)
        #expect(host.nvdimms.repaired[Self.name]?.map(\.offset) == [Self.table.log()])
    }

    @Test("names as ndctl takes them")
    func names() {
        let host = Self.host(Self.table.bytes)
        let none = NdctlLine(line: "check-namespace", on: host)
        #expect(none.status == 129)
        #expect(none.lines.first == "  Error: specify a namespace to check, or \"all\"")
        let unknown = NdctlLine(line: "check-namespace namespace9.0", on: host)
        #expect(unknown.status == 250)
        #expect(unknown.lines.first == "error checking namespaces: No such device or address")
        let user = NdctlLine(line: "check-namespace -f namespace0.2", on: host, isRoot: false)
        #expect(user.status == 243 && host.performed.isEmpty)
    }
}
