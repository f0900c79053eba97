// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxshiftCLI

@Suite("Text tables")
struct TextTableTests {
    private func text(_ table: TextTable) -> [String] {
        table.lines().map { $0.rendered(inColor: false) }
    }

    @Test func `columns are as wide as their content and nothing is padded at the end`() {
        var table = TextTable(columns: [
            .init(title: "A"), .init(title: "SIZE", alignment: .right), .init(title: "B"),
        ])
        table.addRow(["long name", "1", "x"])
        table.addRow(["n", "12345"])
        table.addLine("a line that widens no column at all")
        table.addRow(["", "", "y"])
        #expect(
            text(table) == [
                "A           SIZE  B", "long name      1  x", "n          12345",
                "a line that widens no column at all",
                "                  y",
            ])
    }

    @Test func `an optional column without content is left out`() {
        var table = TextTable(columns: [
            .init(title: "A"), .init(title: "B", isOptional: true), .init(title: "C"),
        ])
        table.addRow(["1", "", "3"])
        #expect(text(table) == ["A  C", "1  3"])
    }

    @Test(arguments: [(7, "abcdef"), (6, "abcdef"), (5, "abcd…"), (4, "abc…"), (1, "…"), (0, "")])
    func `a long text is cut`(limit: Int, expected: String) {
        let text = StyledText("abc", .bold) + "def"
        #expect(text.cut(to: limit, ellipsis: "…").rendered(inColor: false) == expected)
    }

    @Test func `a cut ends the style`() {
        let text = StyledText("abc", .bold) + StyledText("def", .green)
        #expect(text.cut(to: 3, ellipsis: "…").rendered(inColor: true) == "\u{1B}[1mab\u{1B}[0m…")
    }
}
