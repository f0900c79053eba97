// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Testing

@Suite struct TextTests {
    private let value = JSON.object([
        .init("path", .string("/sys/\"x\"\\\n\u{01}")),
        .init("empty", .object([.init("array", .array([])), .init("object", .object([]))])),
        .init("numbers", .array([.integer(-1), .unsigned(.max), .number(1.5)])),
        .init("rest", .array([.null, .bool(true)])),
    ])

    @Test func isIndentedByTwoSpaces() {
        #expect(
            value.text() == #"""
                {
                  "path": "/sys/\"x\"\\\n\u0001",
                  "empty": {
                    "array": [],
                    "object": {}
                  },
                  "numbers": [
                    -1,
                    18446744073709551615,
                    1.5
                  ],
                  "rest": [
                    null,
                    true
                  ]
                }
                """#)
    }

    @Test func longObjectsAreWrittenAsOthers() {
        let members = [JSON.Member("id", .integer(1))]
        func texts(_ elements: [JSON]) -> [String] {
            let objects = [elements, elements].map { elements in
                LongObject(members, "devices", count: elements.count) { elements[$0] }
            }
            return [JSON.text(of: objects, isBare: false), JSON.text(of: objects, isBare: true)]
        }
        let full = JSON.object(members + [.init("devices", .array([value, .null]))])
        #expect(texts([value, .null]) == [JSON.array([full, full]).text(), full.text()])
        let bare = JSON.object(members)
        #expect(texts([]) == [JSON.array([bare, bare]).text(), bare.text()])
    }

    @Test func fitsOnOneLine() {
        #expect(
            value.line()
                == #"{"path":"/sys/\"x\"\\\n\u0001","empty":{"array":[],"object":{}},"numbers":[-1,18446744073709551615,1.5],"rest":[null,true]}"#
        )
    }

    @Test func eachStyleEscapesWhatItMust() throws {
        let string = JSON.string("\"\\/\u{08}\u{0C}\n\r\t\u{1F}\u{7F}é")
        #expect(string.text() == #""\"\\/\b\f\n\r\t\u001f\u007fé""#)
        #expect(string.text(.jsonC) == #""\"\\\/\b\f\n\r\t\u001f"# + "\u{7F}é\"")
        #expect(try JSON(parsing: string.text()) == string)
        #expect(try JSON(parsing: string.text(.jsonC)) == string)
    }

    @Test func isReadBack() throws {
        #expect(try JSON(parsing: value.text()) == value)
        #expect(try JSON(parsing: value.line()) == value)
    }
}
