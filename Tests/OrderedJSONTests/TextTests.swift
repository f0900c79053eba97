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

    @Test func fitsOnOneLine() {
        #expect(
            value.line()
                == #"{"path":"/sys/\"x\"\\\n\u0001","empty":{"array":[],"object":{}},"numbers":[-1,18446744073709551615,1.5],"rest":[null,true]}"#
        )
    }

    @Test func isReadBack() throws {
        #expect(try JSON(parsing: value.text()) == value)
        #expect(try JSON(parsing: value.line()) == value)
    }
}
