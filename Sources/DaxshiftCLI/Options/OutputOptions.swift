// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The options for the output format.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, also on a terminal; --json=short prints it in one line.")
    var json = false

    /// What ``CommandLineWords`` makes of `--json=short`, since a flag can't have a value.
    @Flag(name: .customLong(CommandLineWords.shortJSON), help: .hidden)
    var jsonLine = false

    @Flag(help: "Print a table, also into a pipe.")
    var table = false

    func validate() throws {
        if isJSON && table { throw ValidationError("--json and --table exclude each other") }
    }

    /// Whether JSON is asked for.
    var isJSON: Bool { json || jsonLine }

    /// The requested format; nil for the one that fits the terminal.
    var format: OutputFormat? {
        jsonLine ? .jsonLine : json ? .json : table ? .table : nil
    }
}
