// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxModel
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("A file with the ranges of a device")
struct MappingsFileTests {
    private static let ranges = [Inventory.blocks(40..<41), Inventory.blocks(36..<37)]

    private func read(_ text: String) throws(MappingsFile.Unusable) -> [PhysicalRange] {
        try MappingsFile(parsing: Array(text.utf8)).ranges
    }

    private static let numbers = """
        {"chardev":"dax0.0","size":268435456,"mappings":[
          {"page_offset":32768,"start":4831838208,"end":4966055935,"size":134217728},
          {"page_offset":0,"start":5368709120,"end":5502926847,"size":134217728}]}
        """
    private static let human = """
        {"chardev":"dax0.0","size":"256.00 MiB (268.44 MB)","mappings":[
          {"page_offset":"0x8000","start":"0x120000000","end":"0x127ffffff","size":"128.00 MiB (134.22 MB)"},
          {"page_offset":"0","start":"0x140000000","end":"0x147ffffff","size":"128.00 MiB (134.22 MB)"}]}
        """
    private static let other = #"{"chardev":"dax1.0","size":5,"mode":"devdax"}"#

    @Test(
        "is an object or an array, with numbers or as for people, in page-offset order",
        arguments: [
            numbers, human, "[\(numbers)]", "[\(other),\(human)]",
            #"[{"path":"/platform/hmem.0","id":0,"devices":[\#(numbers)]}]"#,
            #"{"schema":"daxshift.list/1","nvdimm_regions":[{"dev":"region0","mappings":[{"dimm":"nmem0"}]}],"devices":[\#(numbers),\#(other)]}"#,
        ])
    func forms(text: String) throws {
        #expect(try read(text) == Self.ranges)
    }

    @Test("is what list prints")
    func listing() throws {
        let listing = Listing(
            of: Inventory.cut, kinds: [.device], showsMappings: true)
        let device = try #require(Inventory.cut.device(.hmem))
        #expect(try read(listing.json(of: device).text()) == device.ranges)
    }

    @Test(
        "is refused when it is anything else",
        arguments: [
            "", "{", "[]", "{}", "7", other, "[\(numbers),\(numbers)]",
            #"{"chardev":"dax0.0","mappings":[]}"#, #"{"mappings":[{"page_offset":0,"start":0,"end":1}]}"#,
            #"{"chardev":"dax0.0","mappings":[{"start":0,"end":1}]}"#,
            #"{"chardev":"dax0.0","mappings":[{"page_offset":0,"start":1,"end":0}]}"#,
            #"{"chardev":"dax0.0","mappings":[{"page_offset":-1,"start":0,"end":1}]}"#,
            #"{"chardev":"dax0.0","mappings":[{"page_offset":0,"start":"0xg","end":1}]}"#,
            #"{"chardev":"dax0.0","mappings":[{"page_offset":0,"start":0,"end":1,"size":3}]}"#,
        ])
    func refused(text: String) {
        #expect(throws: MappingsFile.Unusable.self) { try read(text) }
    }

    @Test("is read as a whole, and its lack is told")
    func files() throws {
        try withTemporaryFolder { folder in
            #expect(throws: MappingsFile.Unusable.self) { try MappingsFile(reading: folder) }
            try ResultFile(path: folder + "/file").write(Self.human)
            #expect(try MappingsFile(reading: folder + "/file").ranges == Self.ranges)
            do {
                _ = try MappingsFile(reading: folder + "/none")
                Issue.record("a file that is not there was read")
            } catch let error as MappingsFile.Unusable {
                #expect(error.description.hasPrefix("cannot read \(folder)/none: "))
            }
        }
    }
}

@Suite("Commands that make, destroy and resize devices")
struct ShapeCommandTests {
    private let made = DeviceName(region: 2, device: 2)

    @Test("make a device in devdax mode, of all that is free, unless told otherwise")
    func create() throws {
        let host = SimulatedHost(.cut)
        let run = try Run("create-device", "--table", on: host)
        #expect(run.failure == nil)
        #expect(run.output.text == "dax2.2: changed: 1.38 GiB, devdax, enabled\n")
        #expect(host.inventory.device(made)?.ranges == [35..<37, 39..<48].map(Inventory.blocks))
        let ram = SimulatedHost(.cut)
        let small = try Run(
            "create-device", "-r", "2", "-s", "128MiB", "-a", "4K", "-m", "system-ram", "--zone", "kernel",
            on: ram)
        #expect(small.failure == nil)
        #expect(ram.inventory.device(made)?.blocks.map(\.zone) == [.normal])
        #expect(ram.inventory.device(made)?.align == ByteCount(rawValue: 4096))
    }

    @Test("begin a device at an address", arguments: ["0x148000000", "5248M"])
    func address(text: String) throws {
        let host = SimulatedHost(.cut)
        #expect(try Run("create-device", "--at", text, "-s", "128M", on: host).failure == nil)
        #expect(host.inventory.device(made)?.ranges == [Inventory.blocks(41..<42)])
        let again = try Run("create-device", "--at", text, on: host)
        #expect(
            again.failure?.lines.first
                == "no device can be made in region 2: the range 0x148000000-0x1481fffff overlaps dax2.2; "
                + "'daxshift map --region 2' shows its layout")
        let moved = try Run("reconfigure-device", "--force", "--at", "5G", "-s", "max", "dax2.2", on: host)
        #expect(moved.failure == nil)
        #expect(host.inventory.device(made)?.ranges == [Inventory.blocks(40..<48)])
        #expect(DaxctlLine("create-device", "--at", text, on: host).status == 129)
    }

    @Test("fill whole memory blocks with what becomes system RAM, but not under daxctl's name")
    func wholeBlocks() throws {
        let host = SimulatedHost(.cutWithinBlock)
        let other = DeviceName(region: 2, device: 4)
        #expect(try Run("create-device", "-s", "128M", "-m", "system-ram", on: host).failure == nil)
        #expect(host.inventory.device(other)?.blocks.map(\.index) == [36])
        let tiny = try Run("create-device", "-s", "64M", "-m", "system-ram", on: host)
        #expect(
            tiny.failure?.lines.first
                == "dax2.5: its 64 MiB contain no whole memory block of 128 MiB; the nearest that fit: 128M")

        let inside = DeviceName(region: 2, device: 1)
        let words = ["reconfigure-device", "-s", "256M", "-m", "system-ram", "dax2.1"]
        let own = SimulatedHost(.cutWithinBlock)
        #expect(try Run.line(words, on: own).failure == nil)
        #expect(own.inventory.device(inside)?.blocks.map(\.index) == [33, 36])
        let daxctl = SimulatedHost(.cutWithinBlock)
        #expect(DaxctlLine(words, on: daxctl).status == 0)
        #expect(daxctl.inventory.device(inside)?.blocks.map(\.index) == [33])
    }

    @Test("lay a device out as a file says")
    func input() throws {
        try withTemporaryFolder { folder in
            let source =
                #"{"chardev":"x","mappings":[{"page_offset":0,"start":"0x110000000","end":"0x117ffffff"}]}"#
            try ResultFile(path: folder + "/file").write(source)
            let host = SimulatedHost(.cut)
            #expect(try Run("create-device", "--input", folder + "/file", on: host).failure?.code == .failure)
            try ResultFile(path: folder + "/file").write(source.replacing("0x11", with: "0x14"))
            #expect(try Run("create-device", "--input", folder + "/file", on: host).failure == nil)
            #expect(host.inventory.device(made)?.ranges == [Inventory.blocks(40..<41)])
        }
    }

    @Test("tell what is lost, and are refused with a code of their own")
    func losses() throws {
        let host = SimulatedHost(.cut)
        #expect(try Run("destroy-device", "dax2.1", on: host).failure?.code == .refused)
        #expect(try Run("reconfigure-device", "-s", "128M", "dax2.0", on: host).failure?.code == .refused)
        #expect(host.performed.isEmpty)
        let run = try Run("destroy-device", "--force", "dax2.1", "dax2.0", "--table", on: host)
        #expect(run.failure == nil)
        #expect(run.output.text == "dax2.1: changed: gone\ndax2.0: changed: 0 B, devdax, disabled\n")
        #expect(
            run.diagnostics.text.hasPrefix("dax2.1: what is stored in the 128 MiB that it gives up is gone\n")
        )
        let dry = try Run("destroy-device", "--force", "--dry-run", "all", on: SimulatedHost(.cut))
        #expect(dry.json?["devices"]?.elements.first?["goal"]?["size"] == .integer(0))
        #expect(
            dry.json?["devices"]?.elements.first?["losses"]?.elements.first?["kind"] == .string("contents"))
    }

    @Test("resize and change the mode in one run, and put both back on a failure")
    func resize() throws {
        func resize(_ host: SimulatedHost) throws -> Run {
            try Run("reconfigure-device", "-s", "512M", "-m", "system-ram", "dax2.0", "--table", on: host)
        }
        let host = SimulatedHost(.cut)
        #expect(try resize(host).failure == nil)
        #expect(host.inventory.device(.hmem)?.blocks.map(\.index) == [32, 34, 35, 36])
        let failing = SimulatedHost(.cut, fault: .refused(at: 6, .noMemory))
        let run = try resize(failing)
        #expect(run.output.text == "dax2.0: failed: 256 MiB, devdax, enabled\n")
        #expect(failing.inventory.devices == Inventory.cut.devices)
    }

    @Test(
        "refuse a command line that makes no sense",
        arguments: [
            ["create-device", "dax0.0"], ["create-device", "-s", "1.5G"], ["create-device", "-s", ""],
            ["create-device", "-m", "devdax", "--no-online"], ["create-device", "-r", "x"],
            ["create-device", "--zone", "kernel"], ["create-device", "--force"],
            ["create-device", "-s", "1G", "--input", "/dev/null"], ["create-device", "--input", "/dev/null"],
            ["create-device", "--at", "0x"], ["create-device", "--at", "5G", "--input", "/dev/null"],
            ["reconfigure-device", "--at", "5G", "dax0.0"],
            ["reconfigure-device", "--at", "5G", "-m", "devdax", "dax0.0"],
            ["destroy-device"], ["destroy-device", "-s", "1G", "dax0.0"],
            ["reconfigure-device", "-a", "50%", "dax0.0"],
            ["reconfigure-device", "-s", "1G", "--zone", "kernel", "all"],
        ])
    func usage(words: [String]) {
        do {
            _ = try Daxshift.parseAsRoot(words)
            Issue.record("\(words) was taken")
        } catch {
            #expect(Daxshift.exitCode(for: error).rawValue == DaxshiftCLI.ExitCode.usage.rawValue)
        }
    }
}
