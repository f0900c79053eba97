// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

/// What docs/terminal.md shows of terminals is what the commands print there; with DAXSHIFT_RECORD=1 it is written anew.
@Suite("The pictures of the terminal")
struct TerminalPicturesTests {
    private static let project = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()
    private static let document = project.appending("docs").appending("terminal.md")
    private static let snapshot = project.appending("Tests/Triples/mixed/host.json").string

    @Test func `are what the commands print`() throws {
        var pages: [String] = []
        var isOutput = false
        let page = try Golden.text(at: Self.document)
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```" { isOutput = false }
            if !isOutput { pages.append(String(line)) }
            guard line.hasPrefix("$ COLUMNS=") else { continue }
            isOutput = true
            pages += try Self.output(of: line.split(separator: " ").map(String.init))
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
        #expect(pages.count > 60)
        try Golden.expect(pages.joined(separator: "\n"), at: Self.document)
    }

    /// What a line `$ COLUMNS=80 daxshift list …` prints.
    private static func output(of words: [String]) throws -> String {
        let output = Recorder()
        let width = try #require(Int(words[1].dropFirst("COLUMNS=".count)))
        let context = CommandContext(
            output: output, diagnostics: Recorder(),
            terminal: Terminal(isInteractive: false, width: width, usesColor: false, usesUTF8: true))
        let arguments = words.dropFirst(2).map { $0 == "mixed.json" ? snapshot : $0 }
        switch try Daxshift.parse(Array(arguments), in: context) {
        case let list as List: try list.run(in: context)
        case let map as Map: try map.run(in: context)
        case let change as any ChangeCommand:
            try withTemporaryFolder {
                try change.run(
                    in: context, on: SimulatedHost(.sample), journal: JournalFolder(in: $0), isRoot: false)
            }
        default: Issue.record("\(words) shows nothing")
        }
        return output.text
    }
}
