// SPDX-License-Identifier: Apache-2.0

/// A JSON value whose objects keep the order of their members.
///
/// `JSONEncoder` orders keys differently on every run, and `JSONDecoder` ignores unknown keys.
/// Both matter here: scripts compare output byte for byte, and a wrong key in a file is an error.
public enum JSON: Sendable, Hashable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction or exponent that a signed 64-bit integer holds.
    case integer(Int64)
    /// A whole number above `Int64.max`.
    case unsigned(UInt64)
    /// A number with fraction or exponent.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSON])
    /// An object: its members in order.
    case object([Member])

    /// One member of an object.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public var key: String
        /// The member's value.
        public var value: JSON

        /// Creates a member of an object.
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// Creates the JSON number for any integer.
    @inlinable
    public init(_ value: some BinaryInteger) {
        if let signed = Int64(exactly: value) {
            self = .integer(signed)
        } else {
            self = .unsigned(UInt64(value))
        }
    }

    /// The value of the first member called `key`, or nil when there is none or this is no object.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }
}
