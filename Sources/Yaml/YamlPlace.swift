// SPDX-License-Identifier: Apache-2.0

/// A place in a text.
public struct YamlPlace: Sendable, Hashable {
    /// The number of the line, from 1.
    public let line: Int
    /// The number of the character in the line, from 1.
    public let column: Int

    /// Creates a place.
    ///
    /// - Parameters:
    ///   - line: The number of the line, from 1.
    ///   - column: The number of the character in the line, from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first character.
    public static let start = YamlPlace(line: 1, column: 1)
}
