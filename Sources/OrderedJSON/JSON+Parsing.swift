// SPDX-License-Identifier: Apache-2.0

extension JSON {
    /// Reads one JSON value (RFC 8259) from a string.
    ///
    /// - Parameter text: The text; nothing but white space may surround the value.
    /// - Throws: ``JSONSyntaxError`` at the first byte that is not JSON, at a duplicate key in an object, at a number
    ///   that no 64-bit type can hold, and beyond 256 nested arrays and objects.
    public init(parsing text: String) throws(JSONSyntaxError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads one JSON value (RFC 8259) from UTF-8 bytes.
    ///
    /// - Parameter bytes: The bytes; nothing but white space may surround the value.
    /// - Throws: ``JSONSyntaxError``, as for a string, and for bytes that are not UTF-8.
    public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        var parser = Parser(bytes: bytes)
        self = try parser.document()
    }
}

private struct Parser {
    static let maximumDepth = 256
    static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    let bytes: [UInt8]
    var position = 0
    var depth = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The byte at the position, nil at the end.
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func document() throws(JSONSyntaxError) -> JSON {
        let value = try value()
        skipSpace()
        if next != nil { throw failure("expected the end of the text") }
        return value
    }

    mutating func value() throws(JSONSyntaxError) -> JSON {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"): return try number()
        case let byte? where Parser.digits ~= byte: return try number()
        default: throw failure("expected a value")
        }
    }

    mutating func nested(
        _ body: (inout Parser) throws(JSONSyntaxError) -> JSON
    ) throws(JSONSyntaxError) -> JSON {
        guard depth < Parser.maximumDepth else {
            throw failure("arrays and objects are nested deeper than \(Parser.maximumDepth)")
        }
        depth += 1
        position += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    mutating func array() throws(JSONSyntaxError) -> JSON {
        var elements: [JSON] = []
        skipSpace()
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw failure("expected a comma or \"]\"") }
        }
    }

    mutating func object() throws(JSONSyntaxError) -> JSON {
        var members: [JSON.Member] = []
        var keys: Set<String> = []
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            let start = position
            guard next == UInt8(ascii: "\"") else { throw failure("expected a key in quotes") }
            let key = try string()
            guard keys.insert(key).inserted else {
                throw failure("the key \"\(key)\" appears twice in one object", at: start)
            }
            skipSpace()
            guard take(":") else { throw failure("expected a colon") }
            members.append(JSON.Member(key, try value()))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw failure("expected a comma or \"}\"") }
        }
    }

    mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        var content: [UInt8] = []
        let start = position
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: content, as: UTF8.self) else {
                    throw failure("a string is not UTF-8", at: start)
                }
                position += 1
                return string
            case UInt8(ascii: "\\"):
                content.append(contentsOf: try escape())
            case 0..<0x20:
                throw failure("a control character in a string must be escaped")
            default:
                content.append(byte)
                position += 1
            }
        }
        throw failure("a string has no end")
    }

    mutating func escape() throws(JSONSyntaxError) -> [UInt8] {
        let start = position
        position += 1
        guard let byte = next else { throw failure("a string has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") { units.append(try codeUnit()) }
            guard let string = String(validating: units, as: UTF16.self) else {
                throw failure("half a surrogate pair", at: start)
            }
            return Array(string.utf8)
        default:
            throw failure("no such escape in a string", at: start)
        }
    }

    mutating func codeUnit() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("expected four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        var isWhole = true
        if take(".") {
            isWhole = false
            try digits()
        }
        if take("e") || take("E") {
            isWhole = false
            _ = take("+") || take("-")
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole {
            if let value = Int64(text) { return .integer(value) }
            if let value = UInt64(text) { return .unsigned(value) }
            throw failure("\(text.prefix(40)) does not fit in 64 bits", at: start)
        }
        guard let value = Double(text), value.isFinite else {
            throw failure("\(text.prefix(40)) is out of range", at: start)
        }
        return .number(value)
    }

    mutating func digits() throws(JSONSyntaxError) {
        let start = position
        while let byte = next, Parser.digits ~= byte { position += 1 }
        if position == start { throw failure("expected a digit") }
    }

    mutating func literal(_ word: String, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw failure("expected a value") }
        position += word.utf8.count
        return value
    }

    mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    func failure(_ reason: String, at place: Int? = nil) -> JSONSyntaxError {
        let before = bytes[..<(place ?? position)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONSyntaxError(
            line: before.count { $0 == 0x0A } + 1, column: before.count - lineStart + 1, reason: reason)
    }
}
