// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxModel
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("read-labels")
struct ReadLabelsTests {
    private struct Unreadable: Error, CustomStringConvertible { let description = "EIO" }

    private static var host: Inventory {
        var host = Inventory(kernel: KernelRelease(rawValue: "6.12.0-sample"))
        host.dimms = ["nmem0", "nmem1"].map {
            Dimm(name: KernelName(rawValue: $0), bus: KernelName(rawValue: "ndbus0"), isEnabled: true)
        }
        return host
    }

    /// The labels 1 and 3 of nmem0, and nmem1, which is blank.
    private static func area(of name: KernelName) -> [UInt8] {
        guard name.rawValue == "nmem0" else { return [UInt8](repeating: 0, count: 2048) }
        var sample = LabelAreaSample(.v1_2)
        sample.add(1, name: "cache")
        sample.add(3, name: "")
        sample.sign()
        return sample.bytes
    }

    private func run(
        _ words: String..., isRoot: Bool = true, reading read: (KernelName) throws -> [UInt8] = area
    ) throws -> (output: String, failure: CommandFailure?) {
        let output = Recorder()
        let context = CommandContext(
            output: output, diagnostics: Recorder(),
            terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
        let command = try #require(try Daxshift.parseAsRoot(["read-labels"] + words) as? ReadLabels)
        do {
            try command.run(in: context, on: Self.host, isRoot: isRoot, reading: read)
        } catch let failure as CommandFailure {
            return (output.text, failure)
        }
        return (output.text, nil)
    }

    @Test func `has ndctl's keys, and the labels in use alone`() throws {
        let json = try JSON(parsing: try run("nmem0", "--json").output)
        #expect(json["schema"] == .string("daxshift.labels/1"))
        let dimm = try #require(json["dimms"]?.elements.first)
        #expect(dimm["dev"] == .string("nmem0"))
        #expect(dimm["index"]?.elements.map { $0["current"] } == [.bool(true), .bool(false)])
        #expect(dimm["index"]?.elements.first?["nslot"] == .integer(6))
        let labels = try #require(dimm["label"]?.elements)
        #expect(labels.map { $0["slot"] } == [.integer(1), .integer(3)])
        #expect(labels.map { $0["name"] } == [.string("cache"), .string("")])
        #expect(labels[0]["rawsize"] == .integer(1 << 30))
        #expect(labels[0]["isetcookie"] == JSON(0xfedc_ba98_7654_3210 as UInt64))
        #expect(labels[0]["type_guid"] != nil)
    }

    @Test func `has a table for each DIMM, in the order of their names`() throws {
        let lines = try run("all", "--table").output.split(separator: "\n")
        #expect(lines.first == "nmem0: labels 1.2, 2 of 6 slots in use")
        #expect(lines.last == "nmem1: no labels")
        #expect(lines.count == 5)
    }

    @Test func `reads nothing for a DIMM that is not there`() throws {
        let ended = try run("nmem0", "nmem7") { _ in
            Issue.record("something was read")
            return []
        }
        #expect(ended.failure?.code == .failure)
        #expect(ended.failure?.findings.map(\.code) == [.nvdimmNoDimm])
    }

    @Test func `says what can't be read, and needs root`() throws {
        let ended = try run("nmem0") { _ in throw Unreadable() }
        #expect(ended.failure?.findings.map(\.code) == [.nvdimmUnread])
        #expect(ended.failure?.findings.first?.object == .dimm(KernelName(rawValue: "nmem0")))
        #expect(try run("nmem0", isRoot: false).failure?.findings.map(\.code) == [.startNotRoot])
    }

    @Test(arguments: [[], ["nmem0", "all"], ["nmem0", "0"], ["nmem"], ["region0"], ["nmem00"], ["-1"]])
    func `is given at least one DIMM, each once`(words: [String]) {
        let error = #expect(throws: (any Error).self) {
            try Daxshift.parseAsRoot(["read-labels"] + words)
        }
        if let error { #expect(Daxshift.exitCode(for: error).rawValue == 64) }
    }
}
