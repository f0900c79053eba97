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

    @Test
    func `every key of the JSON that is printed is documented, and every one that is documented is printed`()
        throws
    {
        let text = try Project.text("docs/json.md")
        let printed = try PrintedJSON.documents().reduce(into: Set<String>()) {
            $0.formUnion(PrintedJSON.keys(of: $1))
        }
        for key in printed.sorted() {
            #expect(text.contains("`\(key)`"), "docs/json.md lacks \(key)")
        }
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let documented = rows.flatMap { row in
            row.split(separator: "|")[0].split(separator: "`").filter {
                !$0.contains(" ") && !$0.contains(",")
            }
        }
        #expect(documented.count > 100)
        for key in Set(documented).subtracting(printed.map { $0[...] }).sorted() {
            Issue.record("docs/json.md has \(key), which is not printed")
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
