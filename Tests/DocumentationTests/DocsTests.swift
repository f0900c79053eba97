// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
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

    @Test func `the example of a configuration is a valid one, and none as it is installed`() throws {
        let text = try Project.text("Sources/daxshift/Boot/daxctl.conf")
        let lines = text.split(separator: "\n").map { line in
            line.hasPrefix("#") && !line.hasPrefix("# ") ? line.dropFirst() : line
        }
        func configuration(_ text: String) -> DeviceConfiguration {
            DeviceConfiguration([.init(path: "daxctl.conf", text: .success(text))])
        }
        let used = configuration(lines.joined(separator: "\n"))
        #expect(used.problems.isEmpty)
        #expect(used.sections.count == 4)
        #expect(configuration(text).sections.isEmpty && configuration(text).problems.isEmpty)
    }

    @Test func `every key that is printed is in a schema, and every key of a schema is printed`() throws {
        let printed = try PrintedJSON.documents().reduce(into: Set<String>()) {
            $0.formUnion(PrintedJSON.keys(of: $1))
        }
        let names = ["list", "map", "plan", "outcome", "refusal", "model", "abandon", "labels"]
        let described = try names.reduce(into: Set<String>()) { keys, name in
            let text = try Project.text("docs/schema/daxshift.\(name)-1.schema.json")
            keys.formUnion(Self.properties(of: try JSON(parsing: text)))
        }
        #expect(described.count > 100)
        #expect(printed.subtracting(described).sorted() == [])
        #expect(described.subtracting(printed).sorted() == [])
    }

    @Test func `every schema is named in the documentation of JSON, and its file is there`() throws {
        let text = try Project.text("docs/json.md")
        let names = text.matches(of: /\(schema\/(daxshift\.[a-z]+-1\.schema\.json)\)/).map(\.1)
        #expect(Set(names).count == 12)
        for name in names { _ = try JSON(parsing: Project.text("docs/schema/\(name)")) }
    }

    @Test func `the layouts that are shown are those that guests get`() throws {
        let shown = try Project.text("docs/layouts.md").split(separator: "```yaml\n").dropFirst()
            .map { String($0.split(separator: "```\n", omittingEmptySubsequences: false)[0]) }
        #expect(shown.count == 5)
        for (name, text) in zip(["optane", "hbm", "cxl", "qemu", "tiering"], shown) {
            #expect(try Project.text("Tests/HostTests/Layouts/\(name).yaml") == text)
        }
    }

    /// The keys of all objects that a schema describes.
    private static func properties(of schema: JSON) -> Set<String> {
        switch schema {
        case .object(let members):
            members.reduce(into: []) { keys, member in
                if member.key == "properties", case .object(let properties) = member.value {
                    keys.formUnion(properties.map(\.key))
                }
                keys.formUnion(Self.properties(of: member.value))
            }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(properties(of: $1)) }
        default: []
        }
    }

    @Test func `every key of a snapshot is documented`() throws {
        let text = try Project.text("docs/snapshot.md")
        var hosts = RandomHost(seed: 1)
        var found: Set<String> = []
        for _ in 0..<50 {
            found.formUnion(PrintedJSON.keys(of: try JSON(parsing: Snapshot.text(of: hosts.inventory()))))
        }
        #expect(found.count > 60)
        for key in found.sorted() {
            #expect(text.contains("`\(key)`"), "docs/snapshot.md lacks \(key)")
        }
    }
}
