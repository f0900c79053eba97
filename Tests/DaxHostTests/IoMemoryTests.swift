// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
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
            Surveyor.ioMemory(Array(iomem.utf8)).map { "\($0.range) \($0.name)" } == [
                "0x1000-0x9fbff System RAM", "0x100000000-0x1ffffffff Persistent Memory",
                "0x108000000-0x1ffffffff dax0.0", "0x108000000-0x1ffffffff System RAM (kmem)",
                "0x300000000-0x307ffffff System RAM (kmem)", "0x204200000-0x2ffffffff dax1.0",
            ])
    }

    @Test("name beside each range of kmem the device whose entry is around it")
    func owners() {
        let iomem = """
            100000000-1ffffffff : CXL Window 0
              108000000-17fffffff : dax2.0
                108000000-17fffffff : System RAM (kmem)
              180000000-18fffffff : System RAM (kmem)
            300000000-307ffffff : System RAM (kmem)
            """
        let ranges = Surveyor.kmemRanges(in: Surveyor.ioMemory(Array(iomem.utf8)))
        #expect(ranges.map(\.range.start) == [0x1_0800_0000, 0x1_8000_0000, 0x3_0000_0000])
        #expect(ranges.map(\.device) == [.hmem, nil, nil])
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

    @Test("are read from the entries of memory in SRAT, up to one that makes no sense")
    func affinity() {
        func entry(_ type: UInt8, _ start: [UInt8], _ size: [UInt8]) -> [UInt8] {
            func filled(_ bytes: [UInt8]) -> [UInt8] { bytes + Array(repeating: 0, count: 8 - bytes.count) }
            return [type, 40, 1, 0, 0, 0, 0, 0] + filled(start) + filled(size)
                + Array(repeating: 1, count: 16)
        }
        let table =
            Array(repeating: UInt8(7), count: 48) + [0, 16] + Array(repeating: 9, count: 14)
            + entry(1, [0, 0, 0, 0, 1], [0, 0, 0, 0x80]) + entry(1, [0, 0x10], []) + entry(2, [1], [1])
            + entry(1, Array(repeating: 0xff, count: 8), [2]) + entry(1, [0, 0, 0, 0, 2], [0, 0x10])
        let ranges = Surveyor.affineMemory(table).map(\.description)
        #expect(ranges == ["0x100000000-0x17fffffff", "0x200000000-0x200000fff"])
        for count in table.indices {
            #expect(ranges.starts(with: Surveyor.affineMemory(Array(table.prefix(count))).map(\.description)))
        }
        #expect(Surveyor.affineMemory(Array(repeating: 0, count: 99)) == [])
    }
}
