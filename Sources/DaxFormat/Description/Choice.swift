// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// One of several cases: written as its name, or with a value as an object with one member of that name.
protocol Choice: Formatted {
    /// The cases; each value is one of them.
    static var cases: [ChoiceCase<Self>] { get }
}

/// A case: its name and its value.
struct ChoiceCase<Owner: Sendable>: Sendable {
    let name: String
    /// The value as JSON; nil for another case.
    let write: @Sendable (Owner) -> JSON?
    /// Reads the value of the case; nil for a case without a value.
    let read: @Sendable (JSON?) throws(FormatError) -> Owner

    /// A case without a value.
    static func plain(_ name: String, _ value: Owner) -> Self where Owner: Equatable {
        Self(name: name) {
            $0 == value ? .string(name) : nil
        } read: { held throws(FormatError) in
            guard held == nil else {
                throw FormatError("\"\(name)\" takes no value: expected the string alone")
            }
            return value
        }
    }

    /// A case with a value.
    static func holding<Value: Formatted>(
        _ name: String, _ make: @escaping @Sendable (Value) -> Owner,
        _ held: @escaping @Sendable (Owner) -> Value?
    ) -> Self {
        Self(name: name) {
            held($0).map { .object([JSON.Member(name, $0.json)]) }
        } read: { json throws(FormatError) in
            guard let json else { throw FormatError("\"\(name)\" needs a value: expected {\"\(name)\": …}") }
            do throws(FormatError) {
                return make(try Value(json))
            } catch {
                throw error.inside(key: name)
            }
        }
    }
}

extension Choice {
    var json: JSON {
        Self.cases.lazy.compactMap { $0.write(self) }.first ?? .null
    }

    init(_ json: JSON) throws(FormatError) {
        let (name, held): (String, JSON?) =
            switch json {
            case .string(let name): (name, nil)
            case .object(let members) where members.count == 1: (members[0].key, members[0].value)
            default: ("", nil)
            }
        guard let match = Self.cases.first(where: { $0.name == name }) else {
            throw FormatError(
                expected: "one of \(Self.cases.map(\.name).joined(separator: ", "))", not: json)
        }
        self = try match.read(held)
    }
}
