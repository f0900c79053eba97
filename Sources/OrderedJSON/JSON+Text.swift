// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// The style of text with several lines.
    public enum Style: Sendable {
        /// `"key": value`.
        case spaced
        /// The style of json-c: `"key":value`, with `/` in strings as `\/`.
        case jsonC
    }

    /// This value as text with one member or element per line, indented by two spaces, without a final newline.
    ///
    /// - Parameters:
    ///   - style: The style.
    ///   - terminator: The text to append.
    /// - Returns: The text; an empty array is `[]`, an empty object `{}`.
    public func text(_ style: Style = .spaced, terminator: String = "") -> String {
        Writer(style: style, lineStart: "\n").text(terminator) { $0.write(self) }
    }

    /// An array as ``text(_:)`` writes it, with elements made one at a time.
    ///
    /// - Parameters:
    ///   - elements: The elements.
    ///   - style: The style.
    ///   - terminator: The text to append.
    /// - Returns: The text.
    public static func text(
        ofArray elements: some Sequence<JSON>, _ style: Style = .spaced, terminator: String = ""
    ) -> String {
        Writer(style: style, lineStart: "\n").text(terminator) { $0.write(elements) }
    }

    /// Long objects as ``text(ofArray:_:terminator:)`` writes an array of them.
    ///
    /// - Parameters:
    ///   - objects: The objects.
    ///   - isBare: Whether to write just the first one, without the array.
    ///   - style: The style.
    ///   - terminator: The text to append.
    /// - Returns: The text.
    public static func text(
        of objects: [LongObject], isBare: Bool, _ style: Style = .spaced, terminator: String = ""
    ) -> String {
        Writer(style: style, lineStart: "\n").text(terminator) { writer in
            if isBare, let first = objects.first {
                writer.write(first)
            } else {
                writer.write(objects, "[", "]") { $0.write($1) }
            }
        }
    }

    /// This value as text on one line, without white space outside of strings.
    ///
    /// - Returns: `{"key":value}`.
    public func line() -> String {
        Writer(style: .spaced, lineStart: nil).text { $0.write(self) }
    }
}

/// A text builder.
private struct Writer {
    private static let indentation = Array("  ".utf8)

    let style: JSON.Style
    /// The line feed and the indentation that begin a line; nil for one line.
    var lineStart: [UInt8]?
    var bytes: [UInt8] = []

    init(style: JSON.Style, lineStart: String?) {
        self.style = style
        self.lineStart = lineStart.map { Array($0.utf8) }
    }

    consuming func text(_ terminator: String = "", _ body: (inout Writer) -> Void) -> String {
        body(&self)
        write(plain: terminator)
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: write(plain: "null")
        case .bool(let value): write(plain: value ? "true" : "false")
        case .integer(let value): write(plain: String(value))
        case .unsigned(let value): write(plain: String(value))
        case .number(let value):
            precondition(value.isFinite, "JSON has no infinity and no NaN")
            write(plain: "\(value)")
        case .string(let value): write(quoted: value)
        case .array(let elements): write(elements)
        case .object(let members):
            write(members, "{", "}") { writer, member in
                writer.write(key: member.key)
                writer.write(member.value)
            }
        }
    }

    mutating func write(_ object: LongObject) {
        let members = object.members
        write(0..<members.count + (object.count == 0 ? 0 : 1), "{", "}") { writer, index in
            guard index < members.count else {
                writer.write(key: object.key)
                return writer.write(0..<object.count, "[", "]") { $0.write(object.element($1)) }
            }
            writer.write(key: members[index].key)
            writer.write(members[index].value)
        }
    }

    private mutating func write(key: String) {
        write(quoted: key)
        write(plain: lineStart == nil || style == .jsonC ? ":" : ": ")
    }

    mutating func write(_ elements: some Sequence<JSON>) {
        write(elements, "[", "]") { $0.write($1) }
    }

    mutating func write<Items: Sequence>(
        _ items: Items, _ open: Unicode.Scalar, _ close: Unicode.Scalar,
        item write: (inout Writer, Items.Element) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        lineStart?.append(contentsOf: Self.indentation)
        var isEmpty = true
        for item in items {
            if !isEmpty { bytes.append(UInt8(ascii: ",")) }
            isEmpty = false
            beginLine()
            write(&self, item)
        }
        lineStart?.removeLast(Self.indentation.count)
        if !isEmpty { beginLine() }
        bytes.append(UInt8(ascii: close))
    }

    private mutating func beginLine() {
        if let lineStart { bytes.append(contentsOf: lineStart) }
    }

    private mutating func write(plain text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func write(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            if utf8.allSatisfy({ isPlain($0) }) {
                bytes.append(contentsOf: utf8)
            } else {
                utf8.forEach { write(escaping: $0) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a byte stands in a string as it is.
    private func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: false
        case UInt8(ascii: "/"): style != .jsonC
        case 0x7F: style == .jsonC
        default: true
        }
    }

    private mutating func write(escaping byte: UInt8) {
        guard !isPlain(byte) else { return bytes.append(byte) }
        switch byte {
        case UInt8(ascii: "\n"): write(plain: "\\n")
        case UInt8(ascii: "\r"): write(plain: "\\r")
        case UInt8(ascii: "\t"): write(plain: "\\t")
        case 0x08: write(plain: "\\b")
        case 0x0C: write(plain: "\\f")
        case 0..<0x20, 0x7F:
            let digits = String(byte, radix: 16)
            write(plain: "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        default: bytes += [UInt8(ascii: "\\"), byte]
        }
    }
}
