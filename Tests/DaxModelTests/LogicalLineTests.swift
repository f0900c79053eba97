// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@Suite("Lines that go on behind a backslash")
struct LogicalLineTests {
    private func lines(_ text: String) -> [String] {
        LogicalLine.all(in: text).map { "\($0.lines.lowerBound)-\($0.lines.upperBound) \($0.text)" }
    }

    @Test
    func `are joined, and keep the numbers of their lines`() {
        #expect(lines("a\\\nb\\\n\nc") == ["1-3 ab", "4-4 c"])
        #expect(lines("a\\") == ["1-1 a"])
        #expect(lines("a\\\n") == ["1-2 a"])
        #expect(lines("") == ["1-1 "])
    }

    @Test
    func `end before a line feed, whatever stands before that`() {
        #expect(lines("a\r\nb") == ["1-1 a\r", "2-2 b"])
        #expect(lines("a\\\r\nb") == ["1-1 a\\\r", "2-2 b"])
    }

    @Test
    func `pass over what does not count, also on the way`() {
        let all = LogicalLine.all(in: "a\\\n#x\nb\n#y\\\nc") { $0.first == "#" ? nil : $0 }
        #expect(all.map(\.text) == ["ab", "c"] && all.map(\.lines) == [1...3, 5...5])
    }
}
