// SPDX-License-Identifier: Apache-2.0

/// One line of text whose parts may have a style.
///
/// Control characters, such as from a malformed file, are shown as `?`.
struct StyledText: Sendable, Hashable, ExpressibleByStringLiteral {
    private var spans: [Span] = []

    /// How many columns the text takes.
    private(set) var width = 0

    /// Creates a text of one style.
    init(_ text: String, _ style: Style? = nil) {
        guard !text.isEmpty else { return }
        spans = [Span(text: Self.printable(text), style: style)]
        width = text.count
    }

    /// Creates a text without style.
    init(stringLiteral text: String) {
        self.init(text)
    }

    /// Whether the text is empty.
    var isEmpty: Bool { width == 0 }

    /// The concatenation of two texts.
    static func + (left: StyledText, right: StyledText) -> StyledText {
        var both = left
        both += right
        return both
    }

    /// Appends a text to the line.
    static func += (left: inout StyledText, right: StyledText) {
        left.spans += right.spans
        left.width += right.width
    }

    /// The text if it fits in `limit` columns, else its beginning and `ellipsis`.
    func cut(to limit: Int, ellipsis: String) -> StyledText {
        guard width > limit else { return self }
        var left = max(0, limit - ellipsis.count)
        var short = StyledText("")
        for span in spans where left > 0 {
            let part = StyledText(String(span.text.prefix(left)), span.style)
            short += part
            left -= part.width
        }
        return short + StyledText(String(ellipsis.prefix(limit)))
    }

    /// The characters to write, with escape sequences for the styles if `inColor`.
    func rendered(inColor: Bool) -> String {
        spans.reduce(into: "") { line, span in
            guard inColor, let style = span.style else { return line += span.text }
            line += "\u{1B}[\(style.rawValue)m\(span.text)\u{1B}[0m"
        }
    }

    /// A text with `?` for each control character.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isControl) else { return text }
        return String(text.map { $0.unicodeScalars.contains(where: \.isControl) ? "?" : $0 })
    }

    private struct Span: Sendable, Hashable {
        let text: String
        let style: Style?
    }

    /// A style, as the parameter of the terminal's escape sequence SGR.
    enum Style: String, Sendable, Hashable {
        /// Bold text.
        case bold = "1"
        /// Pale text.
        case dim = "2"
        /// A good state.
        case green = "32"
        /// A state that needs attention.
        case yellow = "33"
        /// A loss or an error.
        case red = "31"
        /// The first category.
        case blue = "34"
        /// The second category.
        case magenta = "35"
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
