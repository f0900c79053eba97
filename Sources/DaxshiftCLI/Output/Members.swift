// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The members of a JSON object in the order of insertion; nil values are left out.
struct Members {
    private(set) var all: [JSON.Member] = []

    /// The object.
    var object: JSON { .object(all) }

    /// Adds a value.
    mutating func add(_ key: String, _ value: JSON?) {
        if let value { all.append(JSON.Member(key, value)) }
    }

    /// Adds a text.
    mutating func add(_ key: String, _ text: String?) {
        add(key, text.map(JSON.string))
    }

    /// Adds a size in bytes.
    mutating func add(_ key: String, _ size: ByteCount?) {
        add(key, size.map { JSON($0.rawValue) })
    }
}
