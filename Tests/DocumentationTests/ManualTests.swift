// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage
import Testing

@testable import DaxLab
@testable import DaxshiftCLI

@Suite struct ManualTests {
    @Test func `every command has a page with all of its options`() async throws {
        for command in try await Project.commands(of: "daxshift") {
            let name = command.name == "daxshift" ? "daxshift" : "daxshift-\(command.name)"
            let page = try Project.text("Man/\(name).8")
            for option in command.options {
                #expect(Self.names(option, in: page), "\(name).8 lacks \(option)")
            }
        }
    }

    @Test func `the page of daxlab has all commands and options`() async throws {
        let page = try Project.text("Man/daxlab.8")
        for command in try await Project.commands(of: "daxlab") {
            #expect(command.name == "daxlab" || page.contains("\n.Ss daxlab \(command.name)\n"))
            for option in command.options {
                #expect(Self.names(option, in: page), "daxlab.8 lacks \(option)")
            }
        }
    }

    @Test func `every page of daxshift has every exit status`() async throws {
        for command in try await Project.commands(of: "daxshift") {
            let name = command.name == "daxshift" ? "daxshift" : "daxshift-\(command.name)"
            let page = try Project.text("Man/\(name).8")
            for code in DaxshiftCLI.ExitCode.allCases {
                #expect(page.contains("\n.It \(code.rawValue)\n"), "\(name).8 lacks \(code.rawValue)")
            }
        }
    }

    @Test func `docs and pages have every exit status`() throws {
        let text = try Project.text("docs/exit-codes.md")
        let sections = text.split(separator: "\n## ")
        let daxshift = try #require(sections.first { $0.hasPrefix("daxshift\n") })
        let daxlab = try #require(sections.first { $0.hasPrefix("daxlab\n") })
        for code in DaxshiftCLI.ExitCode.allCases {
            #expect(daxshift.contains("\n| \(code.rawValue) |"), "docs/exit-codes.md lacks \(code)")
        }
        let page = try Project.text("Man/daxlab.8")
        for code in DaxLab.ExitCode.allCases {
            #expect(daxlab.contains("\n| \(code.rawValue) |"), "docs/exit-codes.md lacks \(code)")
            #expect(page.contains("\n.It \(code.rawValue)\n"), "daxlab.8 lacks \(code)")
        }
    }

    @Test(.enabled(if: Tools.has("groff"), "groff is not installed"))
    func `pages fit a terminal of 80 columns and give no warnings`() async throws {
        let pages = try await Project.run(.name("sh"), ["-c", "ls Man/*.8"])
        for page in pages.output.split(separator: "\n") {
            let rendered = try await Project.run(
                .name("groff"), ["-mandoc", "-Tutf8", "-P-cbou", "-ww", "-rLL=78n", String(page)])
            #expect(rendered.status == .exited(0))
            #expect(rendered.errors.isEmpty, "\(page): \(rendered.errors)")
            #expect(rendered.output.contains("\nEXIT STATUS\n"))
            for line in rendered.output.split(separator: "\n") {
                #expect(line.count <= 80, "\(page): \(line)")
            }
        }
    }

    /// Whether a page has an item for an option.
    private static func names(_ option: String, in page: String) -> Bool {
        page.split(separator: "\n").contains { line in
            line.hasPrefix(".It ") && (line + " ").contains("Fl \(option.dropFirst()) ")
        }
    }
}
