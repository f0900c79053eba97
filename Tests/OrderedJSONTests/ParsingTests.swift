// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Testing

@Suite struct ParsingTests {
    @Test(arguments: [
        ("null", JSON.null), (" true\n", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
        ("-12", .integer(-12)), ("9223372036854775808", .unsigned(1 << 63)), ("1.5", .number(1.5)),
        ("-2e3", .number(-2000)), ("0.25E-1", .number(0.025)), ("\"a\"", .string("a")), ("[]", .array([])),
        ("{}", .object([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])),
        (#""\"\\\/\b\f\n\r\t\u00e9""#, .string("\"\\/\u{08}\u{0C}\n\r\té")),
        (#""\ud83d\ude00""#, .string("😀")),
        ("\"é😀\"", .string("é😀")),
    ])
    func reads(_ text: String, _ value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
    }

    @Test func keepsTheOrderOfMembers() throws {
        let value = try JSON(parsing: #"{"b": 1, "a": {"d": null, "c": []}}"#)
        #expect(
            value
                == .object([
                    .init("b", .integer(1)),
                    .init("a", .object([.init("d", .null), .init("c", .array([]))])),
                ]))
    }

    @Test(arguments: [
        ("", 1, 1, "expected a value"), ("nul", 1, 1, "expected a value"),
        ("01", 1, 2, "expected the end of the text"),
        ("[1,]", 1, 4, "expected a value"), ("[1 2]", 1, 4, "expected a comma or \"]\""),
        ("{\"a\" 1}", 1, 6, "expected a colon"), ("{\"a\":1,}", 1, 8, "expected a key in quotes"),
        ("{\n \"a\":1\n \"b\":2}", 3, 2, "expected a comma or \"}\""),
        ("{a:1}", 1, 2, "expected a key in quotes"),
        ("{\"a\":1,\n\"a\":2}", 2, 1, "the key \"a\" appears twice in one object"),
        ("-", 1, 2, "expected a digit"),
        ("1.", 1, 3, "expected a digit"), ("+1", 1, 1, "expected a value"),
        ("1e999", 1, 1, "1e999 is out of range"),
        ("18446744073709551616", 1, 1, "18446744073709551616 does not fit in 64 bits"),
        ("\"a", 1, 3, "a string has no end"), ("\"\\", 1, 3, "a string has no end"),
        ("\"a\nb\"", 1, 3, "a control character in a string must be escaped"),
        (#""\x""#, 1, 2, "no such escape in a string"),
        (#""\u12g4""#, 1, 6, "expected four hexadecimal digits"),
        (#""\ud83d""#, 1, 2, "half a surrogate pair"), (#""\ude00""#, 1, 2, "half a surrogate pair"),
        (#""\ud83d\n""#, 1, 8, "half a surrogate pair"), ("1 2", 1, 3, "expected the end of the text"),
        ("\u{FEFF}1", 1, 1, "expected a value"),
    ])
    func refuses(_ text: String, _ line: Int, _ column: Int, _ reason: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
        #expect(error?.description.hasSuffix(reason) == true, "\(error?.description ?? "")")
        if reason != "half a surrogate pair" {
            #expect(error?.line == line)
            #expect(error?.column == column)
        }
    }

    @Test func refusesWhatIsNotUTF8() {
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: [0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test func limitsTheDepth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try JSON(parsing: nested(256))
        let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: nested(257)) }
        #expect(error?.column == 257)
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: nested(100_000)) }
    }
}
