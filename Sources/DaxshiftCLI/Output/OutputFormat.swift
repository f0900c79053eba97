// SPDX-License-Identifier: Apache-2.0

/// In what form a command prints its result.
enum OutputFormat: String, Sendable, Hashable, CaseIterable {
    /// Aligned columns, for people.
    case table
    /// JSON with a declared schema, for programs.
    case json

    /// The form that fits when the user asked for none: a table on a terminal, JSON elsewhere.
    static func fitting(_ terminal: Terminal) -> OutputFormat {
        terminal.isInteractive ? .table : .json
    }
}
