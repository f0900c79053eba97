// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxModel
import OrderedJSON
import Testing

@testable import DaxshiftCLI

@Suite("daxshift list of buses, DIMMs and NVDIMM regions")
struct ListNvdimmTests {
    private func table(
        _ selection: ListSelection, of host: Inventory = MadeUpHost.interleaved
    ) throws -> [Substring] {
        let terminal = Terminal(isInteractive: true, width: nil, usesColor: false, usesUTF8: false)
        return try selection.listing(of: host).text(in: .table, for: terminal)
            .split(separator: "\n")
    }

    @Test func `DIMMs alone are a plain list`() throws {
        #expect(
            try table(ListSelection(kinds: [.dimm])).dropFirst() == [
                "NAME   PROVIDER  STATE     FLAGS        SLOTS  SERIAL",
                "nmem0  pmem      active    label        16344  0x56341200",
                "nmem1  pmem      disabled  alias, lock",
            ])
    }

    @Test func `a bus has its DIMMs, and its regions with their namespaces`() throws {
        var all = ListSelection(kinds: Set(ListedKind.allCases), includesIdle: true)
        all.layout = ListLayout(columns: [.name, .provider], hasHeadings: false)
        let tree = try table(all)
        #expect(
            tree == [
                "ndbus0              ACPI.NFIT", "|- nmem0            pmem", "|- nmem1            pmem",
                "`- region0          pmem", "   `- namespace0.1",
            ])
        all.kinds = [.bus, .namespace]
        let branches = try table(all)
        #expect(branches == ["ndbus0           ACPI.NFIT", "`- namespace0.1  pmem"])
    }

    @Test func `a region says what is free, also beside a namespace that is not listed`() throws {
        var regions = ListSelection(kinds: [.region])
        regions.layout = ListLayout(columns: [.name, .ways, .align, .free, .bad, .readOnly, .persistence])
        #expect(
            try table(regions)[1...2] == [
                "NAME     WAYS   ALIGN  FREE               BAD  RO   PERSISTENCE",
                "region0     2  16 MiB  4 GiB in 2 pieces    3  yes  memory_controller",
            ])
        let json = try regions.listing(of: MadeUpHost.interleaved).json()
        let region = try #require(json["nvdimm_regions"]?.elements.first)
        #expect(region["ways"] == JSON(2) && region["labelled"] == .bool(true))
        #expect(region["read_only"] == .bool(true) && region["align"] == JSON(16 << 20))
        #expect(region["persistence_domain"] == .string("memory_controller"))
        #expect(region["max_available_extent"] == JSON(3072 << 20))
        let free = region["free"]?.elements ?? []
        #expect(free.map { $0["start"] } == [JSON(4 << 30), JSON(9 << 30)])
        #expect(free.map { $0["size"] } == [JSON(1 << 30), JSON(3 << 30)])
    }

    @Test func `where a namespace lies is unknown, so is what is free`() throws {
        var host = MadeUpHost.interleaved
        host.namespaces[0].range = nil
        let json = try ListSelection(kinds: [.region]).listing(of: host).json()
        #expect(json["nvdimm_regions"]?.elements.first?["free"] == nil)
    }

    @Test func `DIMMs and namespaces have the keys of ndctl`() throws {
        let json = try ListSelection(kinds: [.bus, .dimm, .namespace], includesIdle: true)
            .listing(of: MadeUpHost.interleaved).json()
        #expect(json.column("provider", of: "buses") == ["ACPI.NFIT"])
        let dimms = json["dimms"]?.elements ?? []
        #expect(dimms.map { $0["active"] } == [.bool(true), .bool(false)])
        #expect(dimms.map { $0["flags"]?.elements.count } == [1, 2])
        #expect(dimms.map { $0["free_slots"] } == [JSON(16344), nil])
        #expect(dimms.map { $0["serial"] } == [.string("0x56341200"), nil])
        #expect(dimms.map { $0["state"] } == [nil, .string("disabled")])
        let namespace = try #require(json["namespaces"]?.elements.first)
        #expect(namespace["map"] == .string("mem") && namespace["align"] == JSON(2 << 20))
        #expect(namespace["raw_size"] == JSON(4 << 30) && namespace["sector_size"] == JSON(512))
        #expect(namespace["raw_uuid"] == .string("5f1f9a1e-0f5c-4ee5-9e4e-0d3f6f3f8b11"))
        #expect(namespace["blockdev"] == .string("pmem0.1"))
    }

    @Test func `a DIMM says how well it is, and its firmware, if that does`() throws {
        let dimms = ListSelection(kinds: [.dimm])
        #expect(
            try table(dimms, of: MadeUpHost.ailing).dropFirst() == [
                "NAME   PROVIDER  STATE     FLAGS        SLOTS  HEALTH                           SERIAL",
                "nmem0  pmem      active    label        16344  non-critical, temperature alarm  0x56341200",
                "nmem1  pmem      disabled  alias, lock",
            ])
        let listed = try dimms.listing(of: MadeUpHost.ailing).json()["dimms"]?.elements
        #expect(listed?.map { $0["firmware_version"] } == [.string("0x10200001f3c"), nil])
        let found = listed?.map { $0["health"] }
        #expect(
            found == [
                .object([
                    .init("state", .string("non-critical")), .init("temperature", .number(40.5)),
                    .init("controller_temperature", .number(30)), .init("spares", JSON(75)),
                    .init("life_used", JSON(5)), .init("dirty_shutdown", .bool(false)),
                    .init("dirty_shutdowns", JSON(7)), .init("alarms", .array([.string("temperature")])),
                ]), nil,
            ])
    }

    @Test func `a region that is named brings its bus and its DIMMs`() throws {
        var host = MadeUpHost.interleaved
        host.buses.append(NvdimmBus(name: MadeUpHost.name("ndbus1"), provider: "e820"))
        host.dimms.append(
            Dimm(name: MadeUpHost.name("nmem2"), bus: MadeUpHost.name("ndbus0"), isEnabled: true))
        let found = try ListSelection(kinds: [.bus, .dimm], regions: [0]).listing(of: host)
        #expect(found.inventory.dimms.map(\.name.rawValue) == ["nmem0", "nmem1"])
        #expect(found.inventory.buses.map(\.name.rawValue) == ["ndbus0"])
    }

    @Test func `the options name the kinds`() throws {
        func kinds(_ words: String...) throws -> Set<ListedKind>? {
            (try Daxshift.parseAsRoot(["list"] + words) as? List)?.list.selection.kinds
        }
        #expect(try kinds() == [.region, .namespace, .device])
        #expect(try kinds("-B", "--dimms") == [.bus, .dimm])
        #expect(try kinds("--buses", "-D") == [.bus, .device])
    }
}
