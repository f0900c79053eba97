// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Arguments
import Testing

@testable import DaxLab

@Suite struct CommandLineTests {
    @Test func `the version is that of the release`() {
        #expect(Daxlab.configuration.version == Release.version)
        let error = #expect(throws: (any Error).self) { try Daxlab.parseAsRoot(["--version"]) }
        #expect(error.map { Daxlab.fullMessage(for: $0) } == Release.version)
    }

    @Test func `the help of every command has an example, which is a command line of it`() throws {
        let subcommands = Daxlab.configuration.subcommands
        for command in subcommands { #expect(try Self.parsedExample(of: command) == command) }
        #expect(try Self.parsedExample(of: Daxlab.self) == Run.self)
    }

    /// The command that the example in a command's help parses as.
    private static func parsedExample(
        of command: any ParsableCommand.Type
    ) throws -> any ParsableCommand.Type {
        let start = "Example: daxlab "
        let line = command.configuration.discussion.split(separator: "\n").first { $0.hasPrefix(start) }
        let words = try #require(line, "\(command)").dropFirst(start.count).split(separator: " ")
        return type(of: try Daxlab.parseAsRoot(words.map(String.init)))
    }

    @Test(arguments: [
        ([], ""), (["--append", "a b", "--append", "-c", "--append=d"], " a b -c d"),
    ])
    func `what is appended adds up in its order`(_ options: [String], _ end: String) throws {
        let line = try GuestOptions.parse(options).guest().qemuCommand().last
        #expect(line == "console=ttyS0 quiet panic=-1 no_timer_check" + end)
    }
}
