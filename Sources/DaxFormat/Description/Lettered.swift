// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// A value that is written as a string.
protocol Lettered: Formatted {
    /// The string.
    var letters: String { get }

    /// Reads a string, or returns nil for an invalid one.
    init?(letters: String)

    /// An example.
    static var example: String { get }
}

extension Lettered {
    var json: JSON { .string(letters) }

    init(_ json: JSON) throws(FormatError) {
        guard case .string(let text) = json, let value = Self(letters: text) else {
            throw FormatError(expected: "a string such as \"\(Self.example)\"", not: json)
        }
        self = value
    }
}
