// SPDX-License-Identifier: Apache-2.0

/// The format of a result.
enum OutputFormat: String, Sendable, Hashable, CaseIterable {
    /// Aligned columns, for people.
    case table
    /// JSON with a declared schema, for programs.
    case json

    /// The default format: a table on a terminal, JSON elsewhere.
    static func fitting(_ terminal: Terminal) -> OutputFormat {
        terminal.isInteractive ? .table : .json
    }
}
