// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxModel

@Suite("Bytes that a plan writes")
struct BytePatchTests {
    @Test(
        "are short in a journal, and the same again",
        arguments: [
            (BytePatch(at: 0, []), "at=0 bytes=-"), (BytePatch(at: 7, [0xa, 0xff]), "at=7 bytes=0aff"),
            (BytePatch(at: 0, [UInt8](repeating: 0, count: 2 << 20)), "at=0 bytes=00*2097152"),
            (
                BytePatch(at: 1, [1] + [UInt8](repeating: 255, count: 8) + [UInt8](repeating: 2, count: 7)),
                "at=1 bytes=01,ff*8,02020202020202"
            ),
        ])
    func text(patch: BytePatch, text: String) {
        #expect(BytePatch.journalSyntax.text(of: patch) == text)
        #expect(BytePatch.journalSyntax.value(of: text) == patch)
    }

    @Test(
        "are read in the form in which they are written alone",
        arguments: [
            "at=0", "at=0 bytes=", "at=-1 bytes=00", "at=0 bytes=0", "at=0 bytes=0g", "at=0 bytes=00*0",
            "at=0 bytes=00*7", "at=0 bytes=00*08", "at=0 bytes=00*8*8", "at=0 bytes=0000*8", "at=0 bytes=0A",
            "at=0 bytes=00*99999999999999999999", "at=0 bytes=00*268435457", "at=0 bytes=01,02",
            "at=0 bytes=00*8,00*8", "at=0 bytes=00,", "at=0 bytes=+1", "at=0 bytes=00 x",
        ])
    func strict(text: String) {
        #expect(BytePatch.journalSyntax.value(of: text) == nil)
    }

    @Test func `overwrite so many bytes from their place on, and never trap`() {
        #expect(BytePatch(at: 3, [1, 2]).range == 3..<5)
        #expect(BytePatch(at: .max, [1, 2]).range == .max..<(.max))
        #expect(BytePatch(at: -1, [1]).range == 0..<1)
    }
}
