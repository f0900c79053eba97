// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// A result that a command can print for people and for programs.
protocol Presentable {
    /// The lines for people, drawn with the characters that `terminal` has.
    func lines(for terminal: Terminal) -> [StyledText]

    /// The value for programs, with its schema.
    func json() -> JSON
}

extension Presentable {
    /// The whole text in `format`, cut and coloured as `terminal` wants it.
    func text(in format: OutputFormat, for terminal: Terminal) -> String {
        switch format {
        case .table: terminal.text(of: lines(for: terminal))
        case .json: json().text() + "\n"
        }
    }
}
