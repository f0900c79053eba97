// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// A name on a command line, or the word `all`.
enum NameOrAll<Name: Hashable & Sendable & CustomStringConvertible>: Hashable, Sendable {
    case all
    case name(Name)

    /// Reads a word.
    ///
    /// - Throws: What the parser of names throws.
    init<Failure: Error>(_ text: String, _ name: (String) throws(Failure) -> Name) throws(Failure) {
        self = text == "all" ? .all : .name(try name(text))
    }

    /// Checks that there is a name, that none is given twice, and that `all` stands alone.
    ///
    /// - Parameters:
    ///   - words: The words.
    ///   - noun: What they name.
    /// - Throws: `ValidationError` that says what is wrong.
    static func check(_ words: [Self], of noun: String) throws {
        guard !words.isEmpty else { throw ValidationError("name a \(noun), or 'all'") }
        guard words.count == 1 || !words.contains(.all) else {
            throw ValidationError("'all' can't be mixed with names")
        }
        var seen: Set<Self> = []
        for word in words where !seen.insert(word).inserted {
            if case .name(let name) = word { throw ValidationError("\(name) is given twice") }
        }
    }

    /// The names; nil for `all`.
    static func names(_ words: [Self]) -> [Name]? {
        words.contains(.all)
            ? nil
            : words.compactMap { if case .name(let name) = $0 { name } else { nil } }
    }
}
