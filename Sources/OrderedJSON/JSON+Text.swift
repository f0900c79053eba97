// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// How text of several lines is written.
    public enum Style: Sendable {
        /// `"key": value`.
        case spaced
        /// As json-c does: `"key":value`, and each `/` in a string is `\/`.
        case jsonC
    }

    /// This value as text with one member or element a line, indented by two spaces, without a final newline.
    ///
    /// - Parameter style: How members and strings are written.
    /// - Returns: The text; an empty array is `[]`, an empty object `{}`.
    public func text(_ style: Style = .spaced) -> String {
        var text = ""
        write(to: &text, Layout(style: style, indentation: 0))
        return text
    }

    /// This value as text on one line, without any white space outside of strings.
    ///
    /// - Returns: `{"key":value}`.
    public func line() -> String {
        var text = ""
        write(to: &text, Layout(style: .spaced, indentation: nil))
        return text
    }

    /// How a value is written: on one line when `indentation` is nil.
    private struct Layout {
        var style: Style
        var indentation: Int?

        var inner: Layout { Layout(style: style, indentation: indentation.map { $0 + 2 }) }
        var colon: String { indentation == nil || style == .jsonC ? ":" : ": " }
    }

    /// Appends this value.
    private func write(to text: inout String, _ layout: Layout) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .unsigned(let value): text += String(value)
        case .number(let value):
            precondition(value.isFinite, "JSON has no infinity and no NaN")
            text += "\(value)"
        case .string(let value): JSON.write(value, to: &text, layout.style)
        case .array(let elements):
            JSON.write(elements, "[", "]", to: &text, layout) { element, text, inner in
                element.write(to: &text, inner)
            }
        case .object(let members):
            JSON.write(members, "{", "}", to: &text, layout) { member, text, inner in
                JSON.write(member.key, to: &text, inner.style)
                text += inner.colon
                member.value.write(to: &text, inner)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ open: String, _ close: String, to text: inout String, _ layout: Layout,
        item write: (Item, inout String, Layout) -> Void
    ) {
        let inner = layout.inner
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            newline(inner.indentation, to: &text)
            write(item, &text, inner)
        }
        if !items.isEmpty { newline(layout.indentation, to: &text) }
        text += close
    }

    private static func newline(_ indentation: Int?, to text: inout String) {
        if let indentation { text += "\n" + String(repeating: " ", count: indentation) }
    }

    private static func write(_ string: String, to text: inout String, _ style: Style) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "/" where style == .jsonC: text += "\\/"
            case "\u{7F}" where style == .jsonC: text += "\u{7F}"
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
