// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import DaxshiftCLI

@Suite struct ExampleTests {
    @Test func `the help of every command has an example, which is a command line of it`() throws {
        let subcommands = Daxshift.configuration.subcommands.filter { $0.configuration.shouldDisplay }
        #expect(subcommands.count > 10)
        for command in subcommands { #expect(try Self.parsedExample(of: command) == command) }
        #expect(try Self.parsedExample(of: Daxshift.self) == List.self)
    }

    /// The command that the example in a command's help parses as.
    private static func parsedExample(
        of command: any ParsableCommand.Type
    ) throws -> any ParsableCommand.Type {
        let start = "Example: daxshift "
        let line = command.configuration.discussion.split(separator: "\n").first { $0.hasPrefix(start) }
        let words = try #require(line, "\(command)").dropFirst(start.count).split(separator: " ")
        return type(of: try Daxshift.parseAsRoot(words.map(String.init)))
    }
}
