// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxshiftCLI

/// The reader of git-style command lines, on a table of its own.
@Suite struct GitArgumentsTests {
    private static let options = [
        GitOption(long: "region", short: "r", value: "id", help: "one region"),
        GitOption(long: "regions", short: "R", help: "regions"),
        GitOption(long: "dev", short: "d", value: "name", help: "one device"),
        GitOption(long: "no-online", short: "N", help: "offline"),
        GitOption(long: "mode", short: "m", value: "mode", help: "the mode"),
    ]

    /// Words, the values and flags that they set, and the operands.
    private static let readable: [([String], [String: String], Set<String>, [String])] = [
        (["-r", "1"], ["region": "1"], [], []),
        (["-r1"], ["region": "1"], [], []),
        (["-r=1"], ["region": "=1"], [], []),
        (["--region=1"], ["region": "1"], [], []),
        (["--region", "1"], ["region": "1"], [], []),
        (["--region="], ["region": ""], [], []),
        (["--region", "-R"], ["region": "-R"], [], []),
        (["-Rr", "1"], ["region": "1"], ["regions"], []),
        (["-RNd0.0"], ["dev": "0.0"], ["regions", "no-online"], []),
        (["--mo", "x", "--d=y"], ["mode": "x", "dev": "y"], [], []),
        (["a", "-R", "b"], [:], ["regions"], ["a", "b"]),
        (["-", "-R", "--", "-N", "--mode"], [:], ["regions"], ["-", "-N", "--mode"]),
        (["-R", "--no-regions"], [:], [], []),
        (["--regions", "--no-d", "-r", "1", "--no-region"], [:], ["regions"], []),
        (["--no-online"], [:], ["no-online"], []),
        (["--no-on"], [:], ["no-online"], []),
        (["-N", "--online"], [:], [], []),
        (["-N", "--on"], [:], [], []),
        (["-N", "--no-no-online"], [:], [], []),
        (["-m", "a", "-m", "b"], ["mode": "b"], [], []),
        ([], [:], [], []),
    ]

    @Test(arguments: readable.indices)
    func `a command line is read`(index: Int) throws {
        let (words, values, flags, operands) = Self.readable[index]
        let arguments = try GitArguments(words, Self.options)
        #expect(arguments.values == values)
        #expect(Set(arguments.flags.keys) == flags)
        #expect(arguments.operands == operands)
    }

    @Test(
        arguments: [
            (["-z"], "unknown switch `z'"), (["-Rz"], "unknown switch `z'"),
            (["--size"], "unknown option `size'"),
            (["--regionss"], "unknown option `regionss'"),
            (["--no-size"], "unknown option `no-size'"),
            (["--re"], "Ambiguous option: re (could be --region or --regions)"),
            (["--no-re"], "Ambiguous option: no-re (could be --no-region or --no-regions)"),
            (["-r"], "switch `r' requires a value"),
            (["-Rd"], "switch `d' requires a value"),
            (["--region"], "option `region' requires a value"),
            (["--mod"], "option `mode' requires a value"),
            (["--regions=1"], "option `regions' takes no value"),
            (["--no-dev=1"], "option `no-dev' takes no value"),
        ] as [([String], String)])
    func `what can't be read is named`(words: [String], problem: String) {
        let error = #expect(throws: GitOptionError.self) { try GitArguments(words, Self.options) }
        #expect(error?.problem == problem)
    }

    @Test(
        arguments: [
            (["-h"], GitOptionError.help), (["-Rh"], .help), (["-R", "--help"], .help),
            (["--help-all"], .help),
            (["x", "--list-opts"], .listOptions),
        ] as [([String], GitOptionError)])
    func `the usage and the names of options can be asked for`(words: [String], error: GitOptionError) {
        #expect(throws: error) { try GitArguments(words, Self.options) }
    }

    @Test func `no two options of a command share a name`() {
        for verb in DaxctlVerb.allCases as [any DropInVerb] + NdctlVerb.allCases {
            #expect(Set(verb.options.map(\.long)).count == verb.options.count, "\(verb)")
            let letters = verb.options.compactMap(\.short)
            #expect(Set(letters).count == letters.count, "\(verb)")
        }
    }

    @Test func `a flag counts`() throws {
        #expect(try GitArguments(["-vv", "--verbose"], NdctlVerb.list.options).flags == ["verbose": 3])
        #expect(
            try GitArguments(["-vv", "--no-verbose", "-v"], NdctlVerb.list.options).flags == ["verbose": 1])
    }
}
