// SPDX-License-Identifier: Apache-2.0

import Testing

/// The elements of an XML document that has neither comments nor empty attributes.
struct Markup {
    /// The elements, in the order in which they begin.
    private(set) var elements: [Element] = []

    /// One element.
    struct Element {
        let name: Substring
        let attributes: [Substring: Substring]
        /// The text in it, as it is written.
        var text: Substring = ""

        /// The number that an attribute is; 0 without one.
        subscript(attribute: Substring) -> Int { attributes[attribute].flatMap { Int($0) } ?? 0 }
    }

    /// Reads a document, and records an issue where it is not well-formed.
    init(_ document: String) throws {
        let tag = try Regex<(Substring, Substring, Substring, Substring, Substring)>(
            #"^(/?)([a-z]+)((?: [A-Za-z:-]+="[^"<&]+")*)(/?)$"#)
        let attribute = try Regex<(Substring, Substring, Substring)>(#"([A-Za-z:-]+)="([^"]+)""#)
        let reference = try Regex(#"&(?!amp;|lt;|gt;)"#)
        var open: [(name: Substring, index: Int)] = []
        let pieces = document.split(separator: "<", omittingEmptySubsequences: false)
        #expect(pieces.first == "" && pieces.dropFirst().first?.hasPrefix("?xml ") == true)
        for piece in pieces.dropFirst(2) {
            let halves = piece.split(separator: ">", omittingEmptySubsequences: false)
            guard halves.count == 2, let match = halves[0].wholeMatch(of: tag),
                halves[1].firstMatch(of: reference) == nil
            else {
                Issue.record("not well-formed: <\(piece)")
                continue
            }
            if match.1 == "/" {
                #expect(open.popLast()?.name == match.2)
                continue
            }
            let found = match.3.matches(of: attribute).map { ($0.1, $0.2) }
            #expect(Set(found.map(\.0)).count == found.count)
            elements.append(
                Element(
                    name: match.2, attributes: Dictionary(found) { first, _ in first }, text: halves[1]))
            if match.4.isEmpty { open.append((match.2, elements.count - 1)) }
        }
        #expect(open.isEmpty)
    }

    /// The elements of a name.
    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}
