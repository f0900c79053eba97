// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxLab

@Suite struct TableTests {
    @Test func alignsWithoutBlanksAtTheEnd() {
        #expect(table([["A", "LONG"], ["wide", "x"]]) == "A     LONG\nwide  x\n")
    }
}
