// SPDX-License-Identifier: Apache-2.0

/// The format of a result.
enum OutputFormat: Sendable, Hashable {
    /// Aligned columns, for people.
    case table
    /// JSON with a declared schema, for programs.
    case json
    /// The same JSON in one line.
    case jsonLine

    /// The default format: a table on a terminal, JSON elsewhere.
    static func fitting(_ terminal: Terminal) -> OutputFormat {
        terminal.isInteractive ? .table : .json
    }
}
