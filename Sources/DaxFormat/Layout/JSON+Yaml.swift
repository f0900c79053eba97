// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

extension JSON {
    /// The value as YAML: objects and arrays of them as blocks, all else in the line of its key.
    var yaml: String {
        var text = ""
        write(to: &text, indentation: "")
        return text
    }

    private func write(to text: inout String, indentation: String) {
        guard case .object(let members) = self, !members.isEmpty else {
            text += flow + "\n"
            return
        }
        for member in members {
            text += indentation + Self.scalar(member.key) + ":"
            if case .object(let inner) = member.value, !inner.isEmpty {
                text += "\n"
                member.value.write(to: &text, indentation: indentation + "  ")
            } else {
                text += " " + member.value.flow + "\n"
            }
        }
    }

    /// The value in one line.
    private var flow: String {
        switch self {
        case .string(let text): Self.scalar(text)
        case .array(let elements): "[" + elements.map(\.flow).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { Self.scalar($0.key) + ": " + $0.value.flow }.joined(separator: ", ") + "}"
        case .null, .bool, .integer, .unsigned, .number: line()
        }
    }

    /// A text, in quotes if some version of YAML would take it for anything else without.
    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { isLetter($0) || "0123456789_-./%".utf8.contains($0) }
            && (text.utf8.first.map(isLetter) == true || isSize(text))
            && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return isPlain ? text : "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    /// Whether it is digits and then a letter or a percent sign, which is a number nowhere.
    private static func isSize(_ text: String) -> Bool {
        let digits = text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return !digits.isEmpty && ["K", "M", "G", "T", "%"].contains(text.dropFirst(digits.count))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// A character between double quotes.
    private static func escaped(_ character: Unicode.Scalar) -> String {
        switch character {
        case "\"", "\\": return "\\\(character)"
        case " "..."~", "\u{a0}"..."\u{2027}", "\u{202a}"..."\u{d7ff}", "\u{e000}"..."\u{fefe}",
            "\u{ff00}"..."\u{fffd}", "\u{10000}"...:
            return String(character)
        default:
            let digits = String(character.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
