// SPDX-License-Identifier: Apache-2.0

/// A name on the command line that no object of its kind can have.
struct MalformedName: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of object that was asked for.
    let kind: ObjectKind
    /// What the user wrote.
    let text: String

    /// What is wrong, and what would be right, in one line.
    var description: String { "'\(text)' does not name a \(kind.rawValue): write \(kind.forms)" }
}
