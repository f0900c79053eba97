// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxHost

@Suite("The kernel's physical addresses")
struct IoMemoryTests {
    @Test("are read from /proc/iomem with or without a parent, and what makes no sense is left out")
    func lines() {
        let iomem = """
            00001000-0009fbff : System RAM
            100000000-1ffffffff : Persistent Memory
              108000000-1ffffffff : dax0.0
                108000000-1ffffffff : System RAM (kmem)
            300000000-307ffffff : System RAM (kmem)
              204200000-2ffffffff : dax1.0
            zzz-1 : System RAM (kmem)
            5-4 : System RAM (kmem)
            -: System RAM (kmem)
            00000000-00000000 : System RAM (kmem)
            """
        #expect(
            Surveyor.ioMemory(iomem).map { "\($0.range) \($0.name)" } == [
                "0x1000-0x9fbff System RAM", "0x100000000-0x1ffffffff Persistent Memory",
                "0x108000000-0x1ffffffff dax0.0", "0x108000000-0x1ffffffff System RAM (kmem)",
                "0x300000000-0x307ffffff System RAM (kmem)", "0x204200000-0x2ffffffff dax1.0",
            ])
    }

    @Test(
        "overlap a device that begins and ends elsewhere",
        arguments: [(0, 9, true), (20, 30, false), (5, 6, true)])
    func overlap(start: UInt64, end: UInt64, expected: Bool) throws {
        let device = try #require(PhysicalRange(start: 4, end: 19))
        let part = try #require(PhysicalRange(start: start, end: end))
        #expect(device.overlaps(part) == expected)
        #expect(part.overlaps(device) == expected)
    }
}
