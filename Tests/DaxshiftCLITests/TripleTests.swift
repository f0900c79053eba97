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

    private static let plans: [String] = names(in: folder).flatMap { host in
        names(in: folder.appending(host)).filter { $0.hasSuffix(".plan") }.map { "\(host)/\($0)" }
    }

    @Test(arguments: plans)
    func `the plan is the one in the file`(file: String) throws {
        let path = Self.folder.pushing(FilePath(file))
        let text = try Golden.text(at: path)
        let line = try #require(text.split(separator: "\n").first)
        let words = line.split(separator: " ").map(String.init)
        try #require(words.starts(with: ["$", "daxshift"]))
        let snapshot = path.removingLastComponent().appending("host.json").string
        let run = try Run.line(
            words.dropFirst(2) + ["--dry-run", "--table", "--from", snapshot],
            on: SimulatedHost(Inventory(kernel: KernelRelease(rawValue: "none"))))
        let refusal = run.failure?.lines.map { "daxshift: \($0)\n" }.joined() ?? ""
        try Golden.expect("\(line)\n\(run.output.text)\(refusal)", at: path)
    }

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
