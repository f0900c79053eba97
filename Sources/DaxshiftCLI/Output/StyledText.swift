// SPDX-License-Identifier: Apache-2.0

/// One line of text whose parts may have a style.
///
/// Control characters, which a malformed file may have brought in, are shown as `?`: they never reach a terminal.
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

    /// Whether there is nothing to show.
    var isEmpty: Bool { width == 0 }

    /// The two texts in one line.
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

    /// The text itself if `limit` columns are enough for it, else its beginning and `ellipsis`.
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

    /// The characters to write, with the escape sequences of the styles when `inColor`.
    func rendered(inColor: Bool) -> String {
        spans.reduce(into: "") { line, span in
            guard inColor, let style = span.style else { return line += span.text }
            line += "\u{1B}[\(style.rawValue)m\(span.text)\u{1B}[0m"
        }
    }

    private static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isControl) else { return text }
        return String(text.map { $0.unicodeScalars.contains(where: \.isControl) ? "?" : $0 })
    }

    private struct Span: Sendable, Hashable {
        let text: String
        let style: Style?
    }

    /// A style, as the parameter of the terminal's escape sequence SGR.
    enum Style: String, Sendable, Hashable {
        /// Brighter or heavier than the rest.
        case bold = "1"
        /// Paler than the rest.
        case dim = "2"
        /// As it should be.
        case green = "32"
        /// Worth a look.
        case yellow = "33"
        /// Gone, or going wrong.
        case red = "31"
        /// One kind of thing, to be told from the others.
        case blue = "34"
        /// Another kind of thing.
        case magenta = "35"
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
