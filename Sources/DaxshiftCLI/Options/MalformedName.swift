// SPDX-License-Identifier: Apache-2.0

/// A malformed name on the command line.
struct MalformedName: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of object that was asked for.
    let kind: ObjectKind
    /// What the user wrote.
    let text: String

    /// What is wrong, and the right form, in one line.
    var description: String { "'\(text)' does not name a \(kind.rawValue): write \(kind.forms)" }
}
