// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Glibc
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

/// The files of `Tests/Triples`: a host, a request, and the plan.
///
/// A folder is a host, and `host.json` in it is its snapshot. Each other file in it is a plan: its first line
/// is the command line, and the rest is what that prints with `--dry-run`. To add one, write its first line
/// and record.
@Suite("Hosts, requests and plans in files")
struct TripleTests {
    private static let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .appending("Triples")

    /// The plans, each as its host and its file.
    static let plans: [String] = names(in: folder).flatMap { host in
        names(in: folder.appending(host)).filter { $0.hasSuffix(".plan") }.map { "\(host)/\($0)" }
    }

    @Test(arguments: plans)
    func `the plan is the one in the file`(file: String) throws {
        let (line, words, host) = try Self.command(of: file)
        let run = try Run.line(
            words + ["--table", "--from", host],
            on: SimulatedHost(Inventory(kernel: KernelRelease(rawValue: "none"))))
        let refusal = run.failure?.lines.map { "daxshift: \($0)\n" }.joined() ?? ""
        let told = words[0] == "plan" ? run.diagnostics.text : ""
        let folder = FilePath(host).removingLastComponent().string + "/"
        try Golden.expect(
            "\(line)\n\(run.output.text)\(told)\(refusal)".replacing(folder, with: ""),
            at: Self.folder.pushing(FilePath(file)))
    }

    @Test func `each layout has a plan`() {
        let layouts = Self.names(in: Self.folder).flatMap { host in
            Self.names(in: Self.folder.appending(host)).filter { $0.hasSuffix(".yaml") }.map {
                "\(host)/\($0)"
            }
        }
        #expect(layouts.count >= 8)
        for layout in layouts { #expect(Self.plans.contains(layout.dropLast("yaml".count) + "plan")) }
    }

    /// The command line of a plan as its file has it, the words after the program's name that print the plan and change nothing,
    /// and the snapshot of its host; a layout lies beside the plan.
    static func command(of plan: String) throws -> (line: String, words: [String], host: String) {
        let path = folder.pushing(FilePath(plan))
        let line = try #require(Golden.text(at: path).split(separator: "\n").first)
        let words = line.split(separator: " ").map(String.init)
        try #require(words.starts(with: ["$", "daxshift"]))
        let host = path.removingLastComponent()
        let named = words.dropFirst(2).map { $0.hasSuffix(".yaml") ? host.appending($0).string : $0 }
        return (
            String(line), named + (named[0] == "plan" ? [] : ["--dry-run"]),
            host.appending("host.json").string
        )
    }

    /// The snapshots of all hosts.
    static let hosts: [String] = names(in: folder).map { folder.appending($0).appending("host.json").string }

    @Test func `each host has plans`() {
        #expect(
            Set(Self.plans.map { $0.split(separator: "/")[0] }).count == Self.names(in: Self.folder).count)
        #expect(Self.plans.count >= 20)
    }

    /// The names in a folder, sorted.
    private static func names(in folder: FilePath) -> [String] {
        guard let handle = opendir(folder.string) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
