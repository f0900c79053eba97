// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// This value as text with one member or element a line, indented by two spaces, without a final newline.
    ///
    /// - Returns: `"key": value` members; an empty array is `[]`, an empty object `{}`.
    public func text() -> String {
        var text = ""
        write(to: &text, indentation: 0)
        return text
    }

    /// This value as text on one line, without any white space outside of strings.
    ///
    /// - Returns: `{"key":value}`.
    public func line() -> String {
        var text = ""
        write(to: &text, indentation: nil)
        return text
    }

    /// Appends this value, on one line when `indentation` is nil.
    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .unsigned(let value): text += String(value)
        case .number(let value):
            precondition(value.isFinite, "JSON has no infinity and no NaN")
            text += "\(value)"
        case .string(let value): JSON.write(value, to: &text)
        case .array(let elements):
            JSON.write(elements, "[", "]", to: &text, indentation) { element, text, inner in
                element.write(to: &text, indentation: inner)
            }
        case .object(let members):
            JSON.write(members, "{", "}", to: &text, indentation) { member, text, inner in
                JSON.write(member.key, to: &text)
                text += inner == nil ? ":" : ": "
                member.value.write(to: &text, indentation: inner)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ open: String, _ close: String, to text: inout String, _ indentation: Int?,
        item write: (Item, inout String, Int?) -> Void
    ) {
        let inner = indentation.map { $0 + 2 }
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            newline(inner, to: &text)
            write(item, &text, inner)
        }
        if !items.isEmpty { newline(indentation, to: &text) }
        text += close
    }

    private static func newline(_ indentation: Int?, to text: inout String) {
        if let indentation { text += "\n" + String(repeating: " ", count: indentation) }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{08}": text += "\\b"
            case "\u{0C}": text += "\\f"
            case "\u{00}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
