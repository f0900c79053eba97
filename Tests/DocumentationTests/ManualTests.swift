// SPDX-License-Identifier: Apache-2.0

import Arguments
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

    @Test(arguments: ["daxshift", "daxlab"])
    func `the example of a command's help is among those of its page alone`(program: String) async throws {
        for command in try await Project.commands(of: program) {
            let isOwnPage = program == "daxshift" && command.name != program
            let page = try Project.text("Man/\(isOwnPage ? "\(program)-\(command.name)" : program).8")
            let example = try #require(command.example, "\(command.name)")
            let section = page.split(separator: "\n.Sh ").first { $0.hasPrefix("EXAMPLES\n") }
            let lines = try #require(section).split(separator: "\n")
            #expect(lines.contains { $0 == "# \(example)" || $0 == "$ \(example)" }, "\(command.name)")
            #expect(!page.contains("Example: "))
        }
    }

    @Test func `no page refers to itself`() async throws {
        for name in try await Self.pages() {
            let page = try Project.text("Man/\(name).8")
            #expect(!page.contains(".Xr \(name) 8") && !page.contains("\(name)(8)"), "\(name).8")
        }
    }

    @Test func `every page has the version and the date of the release`() async throws {
        let day = try #require(Release.date.split(separator: "-").last.flatMap { Int($0) })
        let year = try #require(Release.date.split(separator: "-").first)
        for name in try await Self.pages() {
            let page = try Project.text("Man/\(name).8")
            #expect(page.contains(/\n\.Dd [A-Z][a-z]+ \d+, \d{4}\n/) && page.contains(" \(day), \(year)\n"))
            #expect(page.contains("\n.Os \(name.prefix { $0 != "-" }) \(Release.version)\n"), "\(name).8")
        }
    }

    @Test func `the changes begin with the release`() throws {
        let heading = try Project.text("CHANGELOG.md").split(separator: "\n").first { $0.hasPrefix("## ") }
        let (version, date) = (Release.version, Release.date)
        #expect(heading == "## \(version), \(date)" || heading == "## \(version), unreleased")
    }

    @Test(.enabled(if: Tools.has("groff"), "groff is not installed"))
    func `pages fit a terminal of 80 columns and give no warnings`() async throws {
        for name in try await Self.pages() {
            let page = "Man/\(name).8"
            let rendered = try await Project.run(
                .name("groff"), ["-mandoc", "-Tutf8", "-P-cbou", "-ww", "-rLL=78n", page])
            #expect(rendered.status == .exited(0))
            #expect(rendered.errors.isEmpty, "\(page): \(rendered.errors)")
            #expect(rendered.output.contains("\nEXIT STATUS\n"))
            for line in rendered.output.split(separator: "\n") {
                #expect(line.count <= 80, "\(page): \(line)")
            }
        }
    }

    /// The names of all pages.
    private static func pages() async throws -> [String] {
        let found = try await Project.run(.name("sh"), ["-c", "cd Man && ls *.8"])
        return found.output.split(separator: "\n").map { String($0.dropLast(".8".count)) }
    }

    /// Whether a page has an item for an option.
    private static func names(_ option: String, in page: String) -> Bool {
        page.split(separator: "\n").contains { line in
            line.hasPrefix(".It ") && (line + " ").contains("Fl \(option.dropFirst()) ")
        }
    }
}
