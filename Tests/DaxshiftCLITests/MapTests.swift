// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxModel
import Glibc
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("daxshift map")
struct MapTests {
    private static let terminals: [(file: String, terminal: Terminal)] = [
        ("map.txt", Terminal(isInteractive: true, width: 80, usesColor: false, usesUTF8: true)),
        ("map-ascii.txt", Terminal(isInteractive: true, width: 80, usesColor: false, usesUTF8: false)),
        ("map-color.txt", Terminal(isInteractive: true, width: 80, usesColor: true, usesUTF8: true)),
    ]

    @Test(arguments: terminals)
    func `at 80 columns the text is the golden one`(file: String, terminal: Terminal) throws {
        let text = try Self.text(of: .divided, on: terminal)
        try Golden.expect(text, in: file)
        if !terminal.usesColor {
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 && $0.last != " " })
        }
        #expect(terminal.usesUTF8 || text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `colour changes no character`() throws {
        let color = try Self.text(of: .divided, on: Self.terminals[2].terminal)
        #expect(try color.replacing(Regex("\u{1B}\\[[0-9]+m"), with: "") == Golden.text(of: "map.txt"))
    }

    @Test func `the drawing is the golden one`() throws {
        try Golden.expect(Picture(of: .divided).svg(), in: "map.svg")
    }

    @Test func `without a terminal the width is 80 columns`() throws {
        let pipe = Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true)
        #expect(try Self.text(of: .divided, on: pipe) == Golden.text(of: "map.txt"))
    }

    @Test func `a region that is named is drawn alone`() throws {
        let text = try Self.text(of: .divided, on: Self.terminals[0].terminal, "-r", "3")
        #expect(text.contains("region3  cxl, dynamic"))
        #expect(!text.contains("region0") && !text.contains("region2"))
        let failure = #expect(throws: CommandFailure.self) {
            try Self.text(of: .divided, on: Self.terminals[0].terminal, "-r", "9")
        }
        #expect(
            failure?.lines == [
                "region9 does not exist: there are region0, region1, region2, region3, region4"
            ])
    }

    @Test func `each region of an NVDIMM is drawn once, with its own device`() throws {
        var host = Inventory.sample
        for index in host.regions.indices {
            let own = host.devices.filter { $0.regionPath == host.regions[index].path }
            host.regions[index].range = own.first?.ranges.first
        }
        let regions = Picture(of: host).regions.filter { $0.name == "region0" }
        #expect(
            regions.map { $0.spans.compactMap { $0.labels.first?.split(separator: " ").first } } == [
                ["dax0.0"], ["dax0.1"],
            ])
        #expect(
            regions.map { $0.facts.split(separator: ",").first } == [
                "pmem of the nd device dax0.1", "pmem of the nd device dax0.0",
            ])
        for index in host.regions.indices { host.regions[index].range = nil }
        let unplaced = Picture(of: host).regions.filter { $0.name == "region0" }
        #expect(
            unplaced.map { $0.spans.compactMap { $0.labels.first?.split(separator: " ").first } } == [
                ["dax0.1"], ["dax0.0"],
            ])
    }

    @Test func `a host without regions has an empty map`() throws {
        let text = try Self.text(of: MadeUpHost.empty, on: Self.terminals[0].terminal)
        #expect(text == "Linux 6.12.0-1-amd64, no dax device model\nno dax regions\n")
        #expect(Picture(of: MadeUpHost.empty).svg().contains(">no dax regions<"))
    }

    @Test func `the drawing goes to the file, and nothing to standard output`() throws {
        try withTemporaryFolder { folder in
            let output = Recorder()
            let map = try #require(try Daxshift.parseAsRoot(["map", "--svg", folder + "/map.svg"]) as? Map)
            try map.show(
                .divided,
                in: CommandContext(output: output, diagnostics: Recorder(), terminal: MadeUpHost.screen))
            #expect(output.text.isEmpty)
            #expect(try Golden.text(at: FilePath(folder + "/map.svg")) == Picture(of: .divided).svg())
        }
    }

    @Test func `markup in a name does not reach the drawing`() {
        var host = Inventory(kernel: KernelRelease(rawValue: "<&>\u{7}"))
        host.models = [.bus]
        #expect(Picture(of: host).svg().contains("Linux &lt;&amp;&gt;?, bus model"))
    }

    private static func text(
        of host: Inventory, on terminal: Terminal, _ arguments: String...
    ) throws -> String {
        let output = Recorder()
        let map = try #require(try Daxshift.parseAsRoot(["map"] + arguments) as? Map)
        try map.show(host, in: CommandContext(output: output, diagnostics: Recorder(), terminal: terminal))
        return output.text
    }
}

@Suite("The division of a width")
struct ApportionmentTests {
    @Test(
        arguments: [
            ([1, 1], 10, [5, 5]), ([3, 1], 8, [6, 2]), ([1000, 1, 1], 10, [8, 1, 1]),
            ([1, 1000, 1], 3, [1, 1, 1]), ([1, 1, 1, 1], 2, [1, 0, 1, 0]), ([0, 0], 5, [0, 0]), ([], 5, []),
        ] as [([UInt64], Int, [Int])])
    func `keeps to proportion, and shows all there is room for`(
        sizes: [UInt64], width: Int, expected: [Int]
    ) {
        #expect(Apportionment.widths(of: sizes.map(ByteCount.init(rawValue:)), in: width) == expected)
    }
}
