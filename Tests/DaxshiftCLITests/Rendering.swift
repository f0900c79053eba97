// SPDX-License-Identifier: Apache-2.0

import DaxModel
import OrderedJSON

@testable import DaxshiftCLI

/// What `daxshift list --table` prints.
func table(
    _ host: Inventory, width: Int?, selecting selection: ListSelection = ListSelection(), color: Bool = false,
    utf8: Bool = true
) throws -> String {
    let terminal = Terminal(isInteractive: true, width: width, usesColor: color, usesUTF8: utf8)
    return try selection.listing(of: host).text(in: .table, for: terminal)
}

extension JSON {
    /// The members' names, in order.
    var keys: [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.key)
    }

    /// The elements of an array.
    var elements: [JSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// The elements of the array called `list` whose member `key` is the string `name`.
    func element(of list: String, where key: String, is name: String) -> JSON? {
        self[list]?.elements.first { $0[key] == .string(name) }
    }

    /// The strings of the member `key` of each element of the array called `list`.
    func column(_ key: String, of list: String) -> [String] {
        self[list]?.elements.compactMap { element in
            if case .string(let text) = element[key] { text } else { nil }
        } ?? []
    }
}
