// SPDX-License-Identifier: Apache-2.0

/// Why a text is not JSON, and where.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line of the first offending byte, counted from 1.
    public let line: Int
    /// The column of the first offending byte, counted from 1 in bytes.
    public let column: Int
    /// What is wrong there.
    public let reason: String

    /// One line: `line 3, column 7: expected a comma or "}"`.
    public var description: String { "line \(line), column \(column): \(reason)" }
}
