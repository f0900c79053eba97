// SPDX-License-Identifier: Apache-2.0

/// A malformed name on the command line.
struct MalformedName: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the name should be of.
    let noun: String
    /// How such an object can be written.
    let forms: String
    /// What the user wrote.
    let text: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - noun: What the name should be of.
    ///   - forms: How such an object can be written.
    ///   - text: What the user wrote.
    init(_ noun: String, forms: String, text: String) {
        self.noun = noun
        self.forms = forms
        self.text = text
    }

    /// Creates an error for an object of a list.
    init(kind: ObjectKind, text: String) {
        self.init(kind.rawValue, forms: kind.forms, text: text)
    }

    /// What is wrong, and the right form, in one line.
    var description: String { "'\(text)' does not name a \(noun): write \(forms)" }
}
