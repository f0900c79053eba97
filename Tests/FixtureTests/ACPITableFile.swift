// SPDX-License-Identifier: Apache-2.0

/// The bytes of made-up ACPI tables: domain 0 has processors and two ranges of memory, 1 an NVDIMM, 4 other memory.
enum ACPITableFile {
    /// A System Resource Affinity Table.
    static func srat(_ entries: [[UInt8]]? = nil) -> [UInt8] {
        let standard: [[UInt8]] = [
            bytes(0, 1) + bytes(16, 1) + zeros(14), memory(0, 0, 0xa0000), memory(0, 0x10_0000, 0x7ff0_0000),
            memory(1, 0x1_0000_0000, 0x1_0000_0000), memory(4, 0x3_0000_0000, 0x4000_0000),
            bytes(2, 1) + bytes(24, 1) + zeros(22),
        ]
        return table("SRAT", bytes(1, 4) + zeros(8) + (entries ?? standard).joined())
    }

    /// An entry of memory in a SRAT.
    static func memory(_ domain: Int, _ start: Int, _ size: Int, length: Int = 40) -> [UInt8] {
        bytes(1, 1) + bytes(length, 1) + bytes(domain, 4) + zeros(2) + bytes(start, 8) + bytes(size, 8)
            + zeros(4) + bytes(3, 4) + zeros(8)
    }

    /// A System Locality Information Table.
    static func slit(_ count: Int) -> [UInt8] {
        let distances = (0..<count * count).map { place in
            let (from, to) = place.quotientAndRemainder(dividingBy: count)
            return UInt8(from == to ? 10 : 20 + from + to)
        }
        return table("SLIT", bytes(count, 8) + distances)
    }

    /// An NVDIMM Firmware Interface Table with a range of domain 1, one of domain 9, and what is no range.
    static func nfit(start: Int = 0x1_0000_0000) -> [UInt8] {
        let other = bytes(6, 2) + bytes(8, 2) + bytes(0x6463_6261, 4)
        return table(
            "NFIT",
            zeros(4) + other + span(3, 1, start, 0x1_0000_0000) + span(7, 9, 0x8_0000_0000, 4096) + other)
    }

    /// The UUID of ranges of persistent memory.
    private static let persistentMemory: [UInt8] = [
        0x79, 0xd3, 0xf0, 0x66, 0xf3, 0xb4, 0x74, 0x40, 0xac, 0x43, 0x0d, 0x33, 0x18, 0xb7, 0x8c, 0xdb,
    ]

    private static func span(_ index: Int, _ domain: Int, _ start: Int, _ size: Int) -> [UInt8] {
        bytes(0, 2) + bytes(56, 2) + bytes(index, 2) + bytes(2, 2) + zeros(4) + bytes(domain, 4)
            + persistentMemory + bytes(start, 8) + bytes(size, 8) + bytes(0x8008, 8)
    }

    private static func table(_ signature: String, _ body: [UInt8]) -> [UInt8] {
        var table =
            Array(signature.utf8) + bytes(36 + body.count, 4) + [1, 0] + Array("MAKER MADE-UP ".utf8)
            + bytes(1, 4) + Array("TEST".utf8) + bytes(1, 4) + body
        table[9] = 0 &- table.reduce(0, &+)
        return table
    }

    private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}
