// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import OrderedJSON
import SampleHosts
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

    @Test func `every key of a snapshot is documented`() throws {
        func keys(of json: JSON) -> Set<String> {
            switch json {
            case .object(let members):
                members.reduce(into: []) { $0.formUnion(keys(of: $1.value).union([$1.key])) }
            case .array(let elements): elements.reduce(into: []) { $0.formUnion(keys(of: $1)) }
            default: []
            }
        }
        let text = try Project.text("docs/snapshot.md")
        var hosts = RandomHost(seed: 1)
        var found: Set<String> = []
        for _ in 0..<50 {
            found.formUnion(keys(of: try JSON(parsing: Snapshot.text(of: hosts.inventory()))))
        }
        #expect(found.count > 60)
        for key in found.sorted() {
            #expect(text.contains("`\(key)`"), "docs/snapshot.md lacks \(key)")
        }
    }
}
