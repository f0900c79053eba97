// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxshiftCLI

@Suite("What a terminal can show")
struct TerminalTests {
    private func terminal(_ isInteractive: Bool, window: Int? = 132, _ environment: [String: String])
        -> Terminal
    {
        Terminal(isInteractive: isInteractive, windowWidth: window) { environment[$0] }
    }

    @Test(
        arguments: [
            (true, ["TERM": "xterm"], true),
            (true, [:], false),
            (true, ["TERM": "dumb"], false),
            (true, ["TERM": "xterm", "NO_COLOR": "1"], false),
            (true, ["TERM": "xterm", "NO_COLOR": ""], true),
            (false, ["TERM": "xterm"], false),
            (false, ["CLICOLOR_FORCE": "1"], true),
            (false, ["CLICOLOR_FORCE": "0"], false),
            (false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
        ] as [(Bool, [String: String], Bool)])
    func `colour is for terminals, and NO_COLOR has the last word`(
        isInteractive: Bool, environment: [String: String], usesColor: Bool
    ) {
        #expect(terminal(isInteractive, environment).usesColor == usesColor)
    }

    @Test(
        arguments: [
            (true, 132, [:], 132),
            (true, nil, [:], 80),
            (true, 132, ["COLUMNS": "60"], 60),
            (true, 132, ["COLUMNS": "0"], 132),
            (true, 132, ["COLUMNS": "wide"], 132),
            (false, nil, [:], nil),
            (false, nil, ["COLUMNS": "60"], 60),
        ] as [(Bool, Int?, [String: String], Int?)])
    func `the width is COLUMNS, the window's, or 80`(
        isInteractive: Bool, window: Int?, environment: [String: String], width: Int?
    ) {
        #expect(terminal(isInteractive, window: window, environment).width == width)
    }

    @Test(
        arguments: [
            (["LANG": "en_US.UTF-8"], true),
            (["LANG": "C.utf8"], true),
            (["LANG": "en_US.UTF-8", "LC_ALL": "C"], false),
            (["LANG": "C", "LC_CTYPE": "en_US.UTF-8"], true),
            (["LANG": "en_US.UTF-8", "LC_ALL": ""], true),
            ([:], false),
        ] as [([String: String], Bool)])
    func `the encoding is the locale's`(environment: [String: String], usesUTF8: Bool) {
        #expect(terminal(true, environment).usesUTF8 == usesUTF8)
    }

    @Test func `a terminal gets a table, all else JSON`() {
        #expect(OutputFormat.fitting(terminal(true, [:])) == .table)
        #expect(OutputFormat.fitting(terminal(false, ["CLICOLOR_FORCE": "1"])) == .json)
    }
}
