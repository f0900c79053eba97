// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

/// The program of `Examples` that changes a host, as `make examples` builds it.
@Suite("The library's example", .inGuests)
struct ExampleHostTests {
    @Test("makes memory system RAM, but none that keeps data")
    func toSystemRAM() async throws {
        let program = GuestScript.package.appending(".build-check/examples/debug/to-system-ram")
        let guest = try await GuestScript("example", host: "mixed", kernel: "6.1", copying: [program.string])
        let names = try guest["names"].out.split(whereSeparator: \.isWhitespace).map(String.init)
        try #require(names.count == 2)
        let (hmem, pmem) = (names[0], names[1])
        let start = try KernelState(guest["start"])

        #expect(try guest["persistent"].status == 1)
        #expect(try guest["persistent"].out.hasPrefix("nothing was changed: not accepted: \(pmem): "))
        #expect(try KernelState(guest["after-persistent"]) == start)
        for (step, result) in [("to-ram", "changed"), ("again", "unchanged")] {
            let ended = try guest[step]
            #expect(ended.status == 0, "\(step): \(ended.err)")
            #expect(ended.out == "\(hmem): \(result)\n")
        }
        let inRAM = try KernelState(guest["in-ram"])
        #expect(inRAM.drivers[hmem] == "kmem")
        #expect(inRAM.newBlocks(since: start) == ["online Movable": 16])
        #expect(inRAM.others(than: hmem) == start.others(than: hmem))
        #expect(try guest["back"].result == "changed")
        #expect(try KernelState(guest["end"]) == start)
    }
}
