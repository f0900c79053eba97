// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The options for the output format.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, also on a terminal.")
    var json = false

    @Flag(help: "Print a table, also into a pipe.")
    var table = false

    func validate() throws {
        if json && table { throw ValidationError("--json and --table exclude each other") }
    }

    /// The requested format; nil for the one that fits the terminal.
    var format: OutputFormat? {
        json ? .json : table ? .table : nil
    }
}
