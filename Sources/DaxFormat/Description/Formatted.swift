// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// A value that is written as JSON and read back without loss.
///
/// A type is described once, by its members (``Record``), its cases (``Choice``), its text (``Lettered``) or its raw
/// value, for both directions.
protocol Formatted: Sendable {
    /// The value as JSON.
    var json: JSON { get }

    /// Reads a value.
    ///
    /// - Parameter json: The JSON.
    /// - Throws: ``FormatError`` for JSON that ``json`` never returns.
    init(_ json: JSON) throws(FormatError)
}

extension JSON {
    /// The kind of value, for messages.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .integer(let number): "the number \(number)"
        case .unsigned(let number): "the number \(number)"
        case .number(let number): "the number \(number)"
        case .string(let text): "\"\(text.prefix(40))\""
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension FormatError {
    /// Creates an error for an unexpected value.
    init(expected: String, not json: JSON) {
        self.init("expected \(expected), not \(json.kind)")
    }
}

extension String: Formatted {
    var json: JSON { .string(self) }

    init(_ json: JSON) throws(FormatError) {
        guard case .string(let text) = json else { throw FormatError(expected: "a string", not: json) }
        self = text
    }
}

extension Bool: Formatted {
    var json: JSON { .bool(self) }

    init(_ json: JSON) throws(FormatError) {
        guard case .bool(let value) = json else { throw FormatError(expected: "true or false", not: json) }
        self = value
    }
}

extension UInt64: Formatted {
    var json: JSON { JSON(self) }

    init(_ json: JSON) throws(FormatError) {
        switch json {
        case .integer(let number) where number >= 0: self = UInt64(number)
        case .unsigned(let number): self = number
        default: throw FormatError(expected: "a whole number from 0", not: json)
        }
    }
}

/// A count or an index, from 0.
extension Int: Formatted {
    var json: JSON { JSON(self) }

    init(_ json: JSON) throws(FormatError) {
        guard case .integer(let number) = json, let value = Int(exactly: number), value >= 0 else {
            throw FormatError(expected: "a whole number from 0 to \(Int.max)", not: json)
        }
        self = value
    }
}

extension Double: Formatted {
    var json: JSON { .number(self) }

    init(_ json: JSON) throws(FormatError) {
        guard case .number(let number) = json else {
            throw FormatError(expected: "a number with a fraction", not: json)
        }
        self = number
    }
}

extension Array: Formatted where Element: Formatted {
    var json: JSON { .array(map(\.json)) }

    init(_ json: JSON) throws(FormatError) {
        guard case .array(let elements) = json else { throw FormatError(expected: "an array", not: json) }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(FormatError) {
                append(try Element(element))
            } catch {
                throw error.inside(index: index)
            }
        }
    }
}

/// A set is an array in the order of the type's cases.
extension Set: Formatted where Element: Formatted & CaseIterable {
    var json: JSON { Element.allCases.filter(contains).json }

    init(_ json: JSON) throws(FormatError) {
        let elements = try [Element](json)
        self = Set(elements)
        guard Element.allCases.filter(contains) == elements else {
            throw FormatError(
                "expected each value once, in the order \(Element.allCases.map(\.json.kind).joined(separator: ", "))"
            )
        }
    }
}

extension Formatted where Self: RawRepresentable, RawValue: Formatted {
    var json: JSON { rawValue.json }

    init(_ json: JSON) throws(FormatError) {
        guard let value = Self(rawValue: try RawValue(json)) else {
            throw FormatError("unknown value: \(json.kind)")
        }
        self = value
    }
}
