// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("The free pieces of an NVDIMM region")
struct FreePiecesTests {
    private static let start: UInt64 = 9 << 30
    private static let align = ByteCount(rawValue: 16 << 20)

    /// MiB of the region, without the last one.
    private func range(_ mebibytes: Range<UInt64>) throws -> PhysicalRange {
        try #require(
            PhysicalRange(
                start: Self.start + mebibytes.lowerBound << 20,
                end: Self.start + (mebibytes.upperBound << 20 - 1)))
    }

    private func pieces(_ taken: [Range<UInt64>], align: ByteCount = align) throws -> FreePieces {
        try FreePieces(of: range(0..<4096), taken: taken.map(range), align: align)
    }

    @Test func `lie before, between and behind the namespaces, in any order`() throws {
        let pieces = try pieces([2048..<3072, 16..<1024])
        #expect(try pieces.ranges == [range(0..<16), range(1024..<2048), range(3072..<4096)])
        #expect(pieces.total.rawValue == 2064 << 20)
        #expect(try pieces.largest == range(1024..<2048))
        #expect(try self.pieces([]).ranges == [range(0..<4096)])
        #expect(try self.pieces([0..<4096]).ranges.isEmpty)
        #expect(try self.pieces([0..<4096]).largest == nil)
    }

    @Test func `give a namespace the first one that holds it`() throws {
        let pieces = try pieces([16..<1024, 2048..<2560])
        #expect(try pieces.place(for: ByteCount(rawValue: 16 << 20)) == range(0..<16))
        #expect(try pieces.place(for: ByteCount(rawValue: 32 << 20)) == range(1024..<1056))
        #expect(try pieces.place(for: ByteCount(rawValue: 1536 << 20)) == range(2560..<4096))
        #expect(pieces.place(for: pieces.total) == nil)
        #expect(pieces.place(for: .zero) == nil)
    }

    @Test func `begin and end at multiples of the alignment, counted from the region's start`() throws {
        #expect(try pieces([0..<17, 63..<4096]).ranges == [range(32..<48)])
        #expect(try pieces([0..<17, 31..<4096]).ranges.isEmpty)
        let six = try pieces([0..<96, 400..<4096], align: ByteCount(rawValue: 96 << 20))
        #expect(try six.ranges == [range(96..<384)])
    }

    @Test func `are found among namespaces that overlap or lie elsewhere`() throws {
        let pieces = try pieces([0..<1024, 512..<768, 1008..<2048, 8192..<9000])
        #expect(try pieces.ranges == [range(2048..<4096)])
        #expect(try self.pieces([0..<16], align: .zero).ranges.isEmpty)
    }

    @Test func `are in the region and free, whatever the numbers are`() {
        var random = SplitMix64(seed: 5)
        func address() -> UInt64 {
            let number = random.next() >> UInt64.random(in: 0..<64, using: &random)
            return Bool.random(using: &random) ? number : .max - number
        }
        var found = 0
        for _ in 0..<2000 {
            guard let region = PhysicalRange(start: address(), end: address()) else { continue }
            let taken = (0..<4).compactMap { _ in PhysicalRange(start: address(), end: address()) }
            let pieces = FreePieces(of: region, taken: taken, align: ByteCount(rawValue: address()))
            found += pieces.ranges.count
            #expect(pieces.ranges.allSatisfy(region.contains))
            #expect(!pieces.ranges.contains { piece in taken.contains(where: piece.overlaps) })
            #expect(zip(pieces.ranges, pieces.ranges.dropFirst()).allSatisfy { $0.end < $1.start })
            if let largest = pieces.largest { #expect(pieces.place(for: largest.size) != nil) }
        }
        #expect(found > 100)
    }
}
