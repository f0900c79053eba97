// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import DaxModel
import Glibc
import OrderedJSON
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

    @Test func `the JSON is the golden one`() throws {
        try Golden.expect(Picture(of: .divided).json().text() + "\n", in: "map.json")
        let screen = Self.terminals[0].terminal
        #expect(try Self.text(of: .divided, on: screen, "--json") == Golden.text(of: "map.json"))
        let line = try Self.text(of: .divided, on: screen, "--json-short", "-r", "3")
        #expect(line.split(separator: "\n").count == 1 && line.contains(#""fits":0"#))
    }

    @Test func `a drawing is neither JSON nor text`() {
        for format in ["--json", "--table"] {
            #expect(throws: (any Error).self) {
                try Daxshift.parseAsRoot(["map", "--svg", "map.svg", format])
            }
        }
    }

    @Test func `the drawing in the README is that of a captured host with one NVDIMM as system RAM`() throws {
        let root = FilePath(#filePath).removingLastComponent().removingLastComponent()
            .removingLastComponent()
        let host = try SnapshotFile(path: root.appending("Tests/Triples/mixed/host.json").string).read()
        let machine = SimulatedHost(host)
        let plan = try Planner(host).plan(Request(.systemRAM(nil), .pmem, force: true))
        #expect(Executor(host: machine).run(plan, basis: host).failure == nil)
        try Golden.expect(Picture(of: machine.inventory).svg(), at: root.appending("docs/map.svg"))
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

    @Test func `an NVDIMM region is drawn with its namespaces and its free pieces`() throws {
        let picture = Picture(of: MadeUpHost.interleaved)
        let region = try #require(picture.regions.first)
        #expect(
            region.facts
                == "NVDIMM region, 2 ways, 8 GiB, align 16 MiB, 4 GiB free in 2 pieces")
        #expect(region.spans.map(\.size) == [1024, 4096, 3072].map(MadeUpHost.size(mebibytes:)))
        #expect(region.spans.map(\.use) == [.free, .disabled, .free])
        #expect(
            region.table.lines().map { $0.rendered(inColor: false) } == [
                "AT            SIZE  NAMESPACE     MODE",
                "0x100000000  1 GiB  free", "0x140000000  4 GiB  namespace0.1  fsdax, disabled",
                "0x240000000  3 GiB  free",
            ])
        let json = picture.json()["nvdimm_regions"]?.elements.first
        #expect(json?["dev"] == .string("region0") && json?["start"] == JSON(4 << 30))
        let parts = json?["parts"]?.elements ?? []
        #expect(parts.map { $0["kind"] } == ["free", "namespace", "free"].map(JSON.string))
        #expect(parts.map { $0["dev"] } == [nil, .string("namespace0.1"), nil])
        #expect(picture.svg().contains("namespace0.1 disabled 4 GiB"))
        var host = MadeUpHost.interleaved
        host.namespaces[0].isEnabled = true
        #expect(Picture(of: host).uses == [.fsdax, .free])
        host.namespaces[0].range = nil
        #expect(Picture(of: host).regions[0].place == nil)
    }

    @Test func `an NVDIMM region comes before the dax region in it`() throws {
        var host = MadeUpHost.interleaved
        let range = try #require(PhysicalRange(start: 5 << 30, size: MadeUpHost.size(mebibytes: 4096)))
        var region = DaxRegion(
            id: 0, provider: .pmem, kind: .static, size: range.size, align: MadeUpHost.size(mebibytes: 2),
            path: "/nd/dax0.0")
        region.range = range
        host.regions = [region]
        let regions = Picture(of: host).regions
        #expect(regions.map(\.range?.size) == [8192, 4096].map(MadeUpHost.size(mebibytes:)))
        #expect(regions.map(\.place?.gap) == [nil, nil])
    }

    @Test func `a host without regions has an empty map`() throws {
        let text = try Self.text(of: MadeUpHost.empty, on: Self.terminals[0].terminal)
        #expect(text == "Linux 6.12.0-1-amd64, no dax device model\nno regions\n")
        #expect(Picture(of: MadeUpHost.empty).svg().contains(">no regions<"))
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
        host = Inventory(kernel: KernelRelease(rawValue: "<\u{301}&\u{301}\u{FFFF}"))
        #expect(Picture(of: host).svg().contains(">Linux &lt;\u{301}&amp;\u{301}?, no dax"))
    }

    @Test func `any drawing is well-formed, without scripts`() throws {
        var hosts = RandomHost(seed: 1)
        for host in [.divided, .sample] + (0..<100).map({ _ in hosts.inventory() }) {
            let names = Set(try Markup(Picture(of: host).svg()).elements.map(\.name))
            #expect(names.isSubset(of: ["svg", "title", "style", "rect", "text", "g"]))
        }
    }

    @Test func `each part has a title, a gap to its neighbour, and its place on an axis`() throws {
        let picture = Picture(of: .divided)
        let drawing = try Markup(picture.svg())
        let boxes = drawing.all("rect").filter { $0["height"] == 36 }
        let drawn = picture.regions.filter { $0.place != nil }
        #expect(boxes.count == drawn.flatMap(\.spans).count)
        let rows = Dictionary(grouping: boxes) { $0["y"] }.sorted { $0.key < $1.key }.map(\.value)
        for (row, region) in zip(rows, drawn) {
            #expect(row.count == region.spans.count && row[0]["x"] == 20)
            for (left, right) in zip(row, row.dropFirst()) {
                #expect(right["x"] - left["x"] - left["width"] == 2)
            }
        }
        let page = drawing.all("rect")[0]
        for box in drawing.all("rect") {
            #expect(box["width"] > 0 && box["x"] + box["width"] <= page["width"] - (box["x"] > 0 ? 20 : 0))
        }
        let titles = Set(drawing.all("title").map(\.text))
        for span in drawn.flatMap(\.spans) {
            #expect(titles.contains { $0 == span.description })
        }
        #expect(titles.contains("free 512 MiB, 0x10060000000-0x1007fffffff, fits none"))
        #expect(titles.contains("lost: no whole block, 62 MiB, 0x204200000-0x207ffffff"))
        #expect(titles.contains("online, zone Normal, 128 MiB, 0x108000000-0x10fffffff"))
        let labels = drawing.all("text")
        for range in drawn.compactMap(\.place?.range) {
            for (address, anchor) in [(range.start, "start"), (range.end, "end")] {
                let text = "0x" + String(address, radix: 16)
                #expect(
                    labels.contains { $0.text == text && $0.attributes["text-anchor"] == anchor[...] })
            }
        }
    }

    @Test func `text can be read on a light and on a dark page`() throws {
        for (text, ground) in [
            (Paint.ink, [Paint.page, .free]), (.pale, [.page]),
            (.label, [.systemRAM, .devdax, .famfs, .disabled]),
        ] {
            for ground in ground {
                for color in [\Paint.light, \.dark] {
                    let contrast = try Self.contrast(text[keyPath: color], ground[keyPath: color])
                    #expect(contrast >= 4.5, "\(text) on \(ground): \(contrast)")
                }
            }
        }
    }

    /// The contrast of two colours as WCAG defines it.
    private static func contrast(_ one: String, _ other: String) throws -> Double {
        let luminances = try [one, other].map { color in
            let number = try #require(UInt32(color.dropFirst(), radix: 16))
            return zip([16, 8, 0], [0.2126, 0.7152, 0.0722]).reduce(0.0) { sum, channel in
                let value = Double(number >> channel.0 & 0xff) / 255
                let linear = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
                return sum + channel.1 * linear
            }
        }.sorted()
        return (luminances[1] + 0.05) / (luminances[0] + 0.05)
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

@Suite("The memory of a part")
struct MemoryRunTests {
    private static func range(_ start: UInt64, _ end: UInt64) throws -> PhysicalRange {
        try #require(PhysicalRange(start: start, end: end))
    }

    @Test(arguments: [0, 4, UInt64.max - 99] as [UInt64])
    func `is divided without gaps, up to the last address`(start: UInt64) throws {
        let range = try Self.range(start, start + 99)
        let size = ByteCount(rawValue: 16)
        let indexes = range.wholeBlocks(of: size)
        let blocks = indexes.map { index in
            MemoryBlock(
                index: index, state: index == indexes.lowerBound ? .offline : .online,
                zone: index == indexes.lowerBound ? nil : .movable)
        }
        for runs in [MemoryRun.runs(in: range, of: blocks, size), MemoryRun.runs(in: range, size)] {
            #expect(runs.first?.range.start == range.start && runs.last?.range.end == range.end)
            for (left, right) in zip(runs, runs.dropFirst()) {
                #expect(left.range.addressBehind == right.range.start && left.content != right.content)
            }
            let lost = runs.filter { $0.content == .lost }.map(\.range).size
            #expect(lost == range.size - size * UInt64(indexes.count))
        }
    }

    @Test func `is lost where no block fits, and where there is none`() throws {
        let size = ByteCount(rawValue: 16)
        let small = try Self.range(8, 24)
        #expect(MemoryRun.runs(in: small, size) == [MemoryRun(range: small, content: .lost)])
        let large = try Self.range(16, 63)
        let last = MemoryBlock(index: 3, state: nil, zone: nil)
        #expect(
            MemoryRun.runs(in: large, of: [last], size) == [
                MemoryRun(range: try Self.range(16, 47), content: .lost),
                MemoryRun(range: try Self.range(48, 63), content: .blocks(nil, nil)),
            ])
    }
}

@Suite("The axis of a region")
struct AddressAxisTests {
    @Test func `has the multiples of a power of two, each in its part`() throws {
        let parts = try [(0x1100, 0x1fff, 0, 30), (0x2000, 0x20ff, 30, 10), (0x2100, 0x5fff, 40, 126)].map {
            AddressAxis.Part(
                range: try #require(PhysicalRange(start: $0.0, end: $0.1)), start: $0.2, width: $0.3)
        }
        let axis = AddressAxis(parts: parts)
        #expect(axis.ticks(apart: 30) == [0x2000, 0x3000, 0x4000, 0x5000])
        #expect([0x1100, 0x2000, 0x2080, 0x2100, 0x5fff].map(axis.place) == [0, 30, 35, 40, 166])
        #expect(axis.place(of: 0x6000) == nil && AddressAxis(parts: []).ticks(apart: 30).isEmpty)
    }

    @Test func `ends with the last address`() throws {
        let range = try #require(PhysicalRange(start: 1, end: .max))
        let axis = AddressAxis(parts: [AddressAxis.Part(range: range, start: 0, width: 40)])
        #expect(axis.ticks(apart: 10) == [1 << 62, 1 << 63, 3 << 62])
        #expect(axis.ticks(apart: 1000).isEmpty)
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
