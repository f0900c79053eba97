// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxHost

@Suite("A region's badblocks")
struct BadSectorsTests {
    @Test("are lines of two numbers")
    func lines() throws {
        let sectors = try #require(Surveyor.badSectors("32 8\n524288 1"))
        #expect(sectors.runs == [.init(offset: 32, length: 8), .init(offset: 524_288, length: 1)])
        #expect(!sectors.isCut)
        #expect(Surveyor.badSectors("")?.runs == [])
    }

    @Test(
        "that the kernel never writes are none",
        arguments: ["8", "a b", "1 2 3", "-1 2", "1 18446744073709551616"])
    func malformed(text: String) {
        #expect(Surveyor.badSectors(text) == nil)
    }

    @Test("that fill a page lack the last line, which may be cut")
    func cut() throws {
        let text = String(String(repeating: "1000000 8\n", count: 500).prefix(4095))
        let sectors = try #require(Surveyor.badSectors(text))
        #expect(sectors.isCut)
        #expect(sectors.runs.count == 409)
    }
}
