// SPDX-License-Identifier: Apache-2.0

import Subprocess
import Testing

/// What the documents show of the library is quoted from the examples, which `make examples` builds and runs.
@Suite struct LibraryTests {
    @Test(arguments: ["docs/library.md", "Sources/DaxHost/DaxHost.docc/DaxHost.md"])
    func `each block of code or output is in a file of the examples`(document: String) async throws {
        let found = try await Project.run(
            .name("git"), ["ls-files", "--cached", "--others", "--exclude-standard", "Examples"])
        let files = try found.output.split(separator: "\n").map { try Self.flush(Project.text(String($0))) }
        let blocks = Self.blocks(of: try Project.text(document))
        #expect(!blocks.isEmpty)
        for block in blocks {
            let quote = Self.flush(block)
            #expect(
                files.contains { $0.contains(quote) }, "\(document) shows what is in no example:\n\(block)")
        }
    }

    /// The text without the indentation of its lines, each of them between line feeds.
    private static func flush(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .reduce(into: "\n") { $0 += $1.drop { $0 == " " } + "\n" }
    }

    /// The contents of the fenced blocks of a document.
    private static func blocks(of document: String) -> [String] {
        let parts = ("\n" + document).split(separator: "\n```", omittingEmptySubsequences: false)
        return parts.indices.filter { !$0.isMultiple(of: 2) }.map { index in
            String(parts[index].drop { $0 != "\n" }.dropFirst())
        }
    }
}
