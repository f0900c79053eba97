// SPDX-License-Identifier: Apache-2.0

/// An option of a command line in git's syntax.
struct GitOption: Sendable, Hashable {
    /// The name after `--`.
    let long: String
    /// The name after `-`; nil when there is none.
    var short: Character?
    /// The name of the value in the usage; nil for an option without a value.
    var value: String?
    /// Whether the value must be a number.
    var isNumber = false
    /// What the option does, for the usage.
    let help: String

    /// The lines about the option in the usage.
    var usage: String {
        var name = "    " + (short.map { "-\($0), " } ?? "    ") + "--\(long)"
        if let value { name += " <\(value)>" }
        let gap =
            name.count < Self.column
            ? String(repeating: " ", count: Self.column - name.count)
            : "\n" + String(repeating: " ", count: Self.column)
        return name + gap + help + "\n"
    }

    private static let column = 26
}
