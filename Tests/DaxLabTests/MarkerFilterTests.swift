// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxLab

@Suite struct MarkerFilterTests {
    /// Whatever the pieces a stream comes in, its content is the same.
    @Test(arguments: 1...9)
    func endsAtTheMarker(_ size: Int) {
        let stream = Array("aaxaxbaxaxxrest".utf8)
        var filter = MarkerFilter(marker: "axaxx")
        var content: [UInt8] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            content += filter.pass(stream[start..<min(start + size, stream.count)])
        }
        #expect(String(decoding: content, as: UTF8.self) == "aaxaxb")
        #expect(filter.hasEnded)
    }

    @Test func holdsBackOnlyWhatMayBeTheMarker() {
        var filter = MarkerFilter(marker: "END")
        #expect(filter.pass("abc".utf8) == Array("abc".utf8))
        #expect(filter.pass("dE".utf8) == Array("d".utf8))
        #expect(filter.pass("N".utf8) == [])
        #expect(filter.pass("x".utf8) == Array("ENx".utf8))
        #expect(filter.pass("EN".utf8) == [])
        #expect(!filter.hasEnded)
        #expect(filter.flush() == Array("EN".utf8))
    }
}
