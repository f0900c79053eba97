// SPDX-License-Identifier: Apache-2.0

import OrderedJSON

extension JSON {
    /// The value with the members of objects in the order of their keys, and objects in arrays in that of their text.
    var sorted: JSON {
        switch self {
        case .object(let members):
            .object(members.map { Member($0.key, $0.value.sorted) }.sorted { $0.key < $1.key })
        case .array(let elements): .array(elements.map(\.sorted).sorted { $0.objectText < $1.objectText })
        default: self
        }
    }

    /// The value without the bad sectors of namespaces, which ndctl computes from those of the region.
    var withoutNamespaceBadblocks: JSON {
        switch self {
        case .object(let members):
            .object(
                members.map { member in
                    guard member.key == "namespaces", case .array(let namespaces) = member.value else {
                        return Member(member.key, member.value.withoutNamespaceBadblocks)
                    }
                    return Member(member.key, .array(namespaces.map(\.withoutBadblocks)))
                })
        case .array(let elements): .array(elements.map(\.withoutNamespaceBadblocks))
        default: self
        }
    }

    /// The lines of the text that another value has not, and those that only it has, with a sign before each.
    func differences(from other: JSON) -> [String] {
        let (lines, others) = (text(.jsonC).split(separator: "\n"), other.text(.jsonC).split(separator: "\n"))
        return lines.difference(from: others).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
    }

    private var withoutBadblocks: JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !$0.key.hasPrefix("badblock") })
    }

    /// The text of an object; other values keep their place.
    private var objectText: String {
        if case .object = self { line() } else { "" }
    }
}
