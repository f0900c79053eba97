// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// A result that a command can print as a table and as JSON.
protocol Presentable {
    /// The table, drawn with the characters of `terminal`.
    func lines(for terminal: Terminal) -> [StyledText]

    /// The JSON value, with its schema.
    func json() -> JSON
}

extension Presentable {
    /// The text in `format`, cut and coloured for `terminal`.
    func text(in format: OutputFormat, for terminal: Terminal) -> String {
        switch format {
        case .table: terminal.text(of: lines(for: terminal))
        case .json: json().text() + "\n"
        case .jsonLine: json().line() + "\n"
        }
    }
}
