// SPDX-License-Identifier: Apache-2.0

/// The text of a configuration file: sections of keys with values, in the dialect of daxctl's library.
///
/// A line is a header, `[name]`; a key, `=` and a value; a comment after `#` or `;`; or empty. A backslash at its end
/// continues it on the next line. Names and keys ignore case. A quoted value keeps its white space, and may hold `#` and `;`.
struct IniFile: Sendable, Hashable {
    /// The sections in order; the lines before the first header are a section without a name.
    private(set) var sections: [Section] = []

    /// Reads a text.
    ///
    /// It never fails: an invalid line is a fault of its section.
    init(_ text: String) {
        for line in LogicalLine.all(in: text, part: Self.trimmingEnd) {
            read(Self.trimming(Substring(line.text).unicodeScalars), at: line.lines.lowerBound)
        }
    }

    private typealias Text = Substring.UnicodeScalarView

    private mutating func read(_ line: Text, at number: Int) {
        guard let first = line.first, first != "#", first != ";" else { return }
        if first == "[" {
            let name = line.last == "]" ? Self.trimming(line.dropFirst().prefix { $0 != "]" }) : Text()
            sections.append(Section(name: name.isEmpty ? nil : String(name), line: number))
            if name.isEmpty {
                fail(at: number, .noHeader(line: String(line).excerpt))
            }
            return
        }
        if sections.isEmpty { sections.append(Section(name: nil, line: number)) }
        let key = Self.trimming(line.prefix { $0 != "=" })
        guard !key.isEmpty, let sign = line.firstIndex(of: "=") else {
            return fail(at: number, .noKey(line: String(line).excerpt))
        }
        sections[sections.count - 1].entries.append(
            Entry(
                key: String(key).lowercased(), value: Self.value(line[line.index(after: sign)...]),
                line: number))
    }

    private mutating func fail(at number: Int, _ cause: Finding.ConfigurationFault) {
        guard sections[sections.count - 1].fault == nil else { return }
        sections[sections.count - 1].fault = Fault(line: number, cause: cause)
    }

    private static func value(_ text: Text) -> String {
        let text = trimming(text)
        if let quote = text.first, quote == "\"" || quote == "'" {
            let quoted = text.dropFirst().prefix { $0 != quote }
            if !quoted.isEmpty { return String(quoted) }
        }
        let value = String(trimming(text.prefix { $0 != "#" && $0 != ";" }))
        return ["\"\"", "''"].contains(value) ? "" : value
    }

    private static func trimming(_ text: Text) -> Text {
        trimmingEnd(text.drop(while: \.properties.isWhitespace))
    }

    private static func trimmingEnd(_ text: Text) -> Text {
        let end = text.lastIndex { !$0.properties.isWhitespace }.map(text.index(after:))
        return text[..<(end ?? text.startIndex)]
    }

    /// A header and what belongs to it.
    struct Section: Sendable, Hashable {
        /// The name; nil before the first header, or after an invalid one.
        let name: String?
        /// The number of the line with the header, from 1.
        let line: Int
        /// The keys in order.
        var entries: [Entry] = []
        /// The first invalid line.
        var fault: Fault?
    }

    /// A key with its value.
    struct Entry: Sendable, Hashable {
        /// The key in lower case.
        let key: String
        /// The value without its quotes.
        let value: String
        /// The number of the line, from 1.
        let line: Int
    }

    /// What is wrong, and where.
    struct Fault: Error, Sendable, Hashable {
        /// The number of the line, from 1; nil for the whole file.
        let line: Int?
        /// What is wrong.
        let cause: Finding.ConfigurationFault
    }
}

extension String {
    /// The text, shortened if it is too long for a message.
    package var excerpt: String {
        let shown = unicodeScalars.prefix(80)
        return shown.endIndex == unicodeScalars.endIndex ? self : String(shown) + "…"
    }
}
