// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Arguments
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("A command line that needs no parser")
struct PlainCommandTests {
    private static let lists: [[String]] = [
        ["list"], ["ls"], ["list", "--json"], ["list", "--json=pretty"], ["list", "--json=short"],
        ["list", "--json=short", "--json"], ["list", "--json", "--json"],
        ["list", "-B"], ["list", "--dimms", "-R"], ["ls", "-N", "--json=short", "-N", "-i"],
        ["list", "--buses", "--regions", "--namespaces"], ["list", "--devices", "--mappings", "--idle"],
        ["list", "-D", "-M", "--json"],
    ]

    private static func context(_ output: Recorder) -> CommandContext {
        CommandContext(output: output, diagnostics: Recorder(), terminal: MadeUpHost.screen)
    }

    @Test("asks for the list that the parser finds in it", arguments: lists)
    func list(words: [String]) throws {
        let parsed = try #require(
            try Daxshift.parse(["daxshift"] + words, in: Self.context(Recorder())) as? List)
        #expect(parsed.capture == nil && parsed.snapshot == nil && parsed.from.snapshot == nil)
        #expect(PlainCommand(words[...]) == .list(parsed.list))
    }

    @Test("prints the version that the parser prints")
    func version() throws {
        let output = Recorder()
        try #require(PlainCommand(["--version"])).run(in: Self.context(output))
        #expect(output.text == Daxshift.configuration.version + "\n")
    }

    @Test(
        "is nothing else",
        arguments: [
            [], ["help"], ["--help"], ["--version", "list"], ["list", "--help"],
            ["list", "--json=long"], ["list", "-DM"], ["list", "-r", "0"], ["list", "--table"], ["ls", "x"],
            ["map"], ["list", ""], ["-version"],
        ])
    func other(words: [String]) {
        #expect(PlainCommand(words[...]) == nil)
    }

    @Test("is understood faster since each verb names itself", arguments: Daxshift.configuration.subcommands)
    func names(command: any ParsableCommand.Type) {
        #expect(command.configuration.commandName != nil)
    }
}
