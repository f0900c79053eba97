// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// A value that is written as an object, described by its list of members.
protocol Record: Formatted {
    /// The default value: a member that is left out has its value from here.
    static var blank: Self { get }

    /// The members, in the order in which they are written.
    static var members: [RecordMember<Self>] { get }
}

/// A member of an object: its key and its property.
struct RecordMember<Owner: Sendable>: Sendable {
    let key: String
    let isRequired: Bool
    /// Writes the value; nil leaves the member out.
    let write: @Sendable (Owner) -> JSON?
    let read: @Sendable (JSON, inout Owner) throws(FormatError) -> Void

    /// A member that is always there.
    static func required<Value: Formatted>(
        _ key: String, _ property: any WritableKeyPath<Owner, Value> & Sendable
    ) -> Self {
        Self(key: key, isRequired: true) {
            $0[keyPath: property].json
        } read: { json, owner throws(FormatError) in
            owner[keyPath: property] = try Value(json)
        }
    }

    /// A member that is left out when it is unknown.
    static func known<Value: Formatted>(
        _ key: String, _ property: any WritableKeyPath<Owner, Value?> & Sendable
    ) -> Self {
        Self(key: key, isRequired: false) {
            $0[keyPath: property]?.json
        } read: { json, owner throws(FormatError) in
            owner[keyPath: property] = try Value(json)
        }
    }

    /// A member that is left out when it has its default value: empty, zero or false.
    static func any<Value: Formatted & Equatable>(
        _ key: String, _ property: any WritableKeyPath<Owner, Value> & Sendable
    ) -> Self where Owner: Record {
        Self(key: key, isRequired: false) {
            let value = $0[keyPath: property]
            return value == Owner.blank[keyPath: property] ? nil : value.json
        } read: { json, owner throws(FormatError) in
            owner[keyPath: property] = try Value(json)
        }
    }
}

extension Record {
    var json: JSON { .object(jsonMembers) }

    /// The members that are written, in order.
    var jsonMembers: [JSON.Member] {
        Self.members.compactMap { member in member.write(self).map { JSON.Member(member.key, $0) } }
    }

    init(_ json: JSON) throws(FormatError) {
        guard case .object(let found) = json else { throw FormatError(expected: "an object", not: json) }
        try self.init(found)
    }

    /// Reads the members of an object.
    init(_ found: [JSON.Member]) throws(FormatError) {
        self = Self.blank
        var values = Dictionary(found.map { ($0.key, $0.value) }) { first, _ in first }
        for member in Self.members {
            guard let value = values.removeValue(forKey: member.key) else {
                guard !member.isRequired else { throw FormatError("\"\(member.key)\" is missing") }
                continue
            }
            do throws(FormatError) {
                try member.read(value, &self)
            } catch {
                throw error.inside(key: member.key)
            }
        }
        if let key = found.first(where: { values[$0.key] != nil })?.key {
            throw FormatError(
                "unknown key \"\(key.prefix(40))\"; expected \(Self.members.map(\.key).joined(separator: ", "))"
            )
        }
    }
}
