// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage
import Testing

@Suite struct DocsTests {
    @Test(arguments: ["docs/architecture.md", "docs/CONTRIBUTING.md", "docs/exit-codes.md", "docs/daxctl.md"])
    func `a source file that is named is there`(document: String) async throws {
        let sources = try await Project.run(.name("find"), ["Sources", "Tests", "-name", "*.swift"])
        let files = sources.output.split(separator: "\n")
        let words = try Project.text(document).split { !$0.isLetter && !$0.isNumber && !"/+-_.".contains($0) }
        for path in words where path.contains("/") && path.hasSuffix(".swift") {
            #expect(files.contains { "/\($0)".hasSuffix("/\(path)") }, "\(document) names \(path)")
        }
    }

    @Test func `every key of the JSON is documented`() async throws {
        let text = try Project.text("docs/json.md")
        let sources = try await Project.run(
            .name("grep"),
            ["-rhoE", #"(\.init|JSON\.Member|members\.add|add)\("[a-z_]+""#, "Sources/DaxshiftCLI"])
        let keys = Set(sources.output.split(separator: "\n").compactMap { $0.split(separator: "\"").last })
        #expect(keys.count > 40)
        for key in keys.sorted() {
            #expect(text.contains("`\(key)`"), "docs/json.md lacks \(key)")
        }
    }
}
