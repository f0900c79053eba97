// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@Suite("The size of a new namespace")
struct NamespaceSizingTests {
    private static func mebibytes(_ number: UInt64) -> ByteCount { ByteCount(rawValue: number << 20) }
    private static let all = mebibytes(4096)

    /// One NVDIMM, as in the guests.
    private let plain = NamespaceSizing(regionAlign: mebibytes(16), ways: 1, align: mebibytes(2))

    @Test(
        "is a multiple of the region's alignment, and of the namespace's for each way, in MiB",
        arguments: [
            (16, 1, nil, 16), (16, 1, 2, 16), (16, 4, 2, 16), (16, 16, 2, 32), (96, 6, 2, 96),
            (16, 1, 1024, 1024), (96, 6, 1024, 6144), (16, 3, 2, 48),
        ] as [(UInt64, Int, UInt64?, UInt64)])
    func granule(region: UInt64, ways: Int, align: UInt64?, granule: UInt64) {
        let sizing = NamespaceSizing(
            regionAlign: Self.mebibytes(region), ways: ways, align: align.map(Self.mebibytes))
        #expect(sizing.granule == Self.mebibytes(granule))
        #expect(sizing.allows(Self.mebibytes(granule)))
        #expect(sizing.allows(Self.mebibytes(3 * granule)))
        #expect(!sizing.allows(Self.mebibytes(granule + 1)))
        #expect(!sizing.allows(Self.mebibytes(granule / 2)))
    }

    @Test func `is at least 16 MiB where the alignment is small`() {
        let sizing = NamespaceSizing(regionAlign: ByteCount(rawValue: 4096), ways: 1)
        #expect(sizing.least == Self.mebibytes(16))
        #expect(sizing.allows(ByteCount(rawValue: 16 << 20 + 4096)))
        #expect(!sizing.allows(ByteCount(rawValue: 16 << 20 - 4096)))
        #expect(sizing.nearest(to: ByteCount(rawValue: 4096), in: Self.all).below == nil)
        #expect(sizing.nearest(to: ByteCount(rawValue: 4096), in: Self.all).above == sizing.least)
        #expect(sizing.nearest(to: .zero, in: Self.mebibytes(15)).above == nil)
    }

    @Test(
        "has a nearest one below and above, in MiB",
        arguments: [
            (1000, 4096, 992, 1008), (1008, 4096, 1008, 1008), (5, 4096, nil, 16), (4090, 4096, 4080, 4096),
            (5000, 4096, 4096, nil), (20, 15, nil, nil), (4095, 4095, 4080, nil),
        ] as [(UInt64, UInt64, UInt64?, UInt64?)])
    func nearest(size: UInt64, piece: UInt64, below: UInt64?, above: UInt64?) {
        let nearest = plain.nearest(to: Self.mebibytes(size), in: Self.mebibytes(piece))
        #expect(nearest.below == below.map(Self.mebibytes))
        #expect(nearest.above == above.map(Self.mebibytes))
    }

    @Test(
        "can be a share of a piece, in MiB",
        arguments: [
            (100, 4096, 4096), (50, 4096, 2048), (33, 4096, 1344), (1, 4096, 32), (1, 1024, nil),
            (0, 4096, nil),
        ]
            as [(Int, UInt64, UInt64?)])
    func share(percent: Int, piece: UInt64, size: UInt64?) {
        #expect(plain.share(percent: percent, of: Self.mebibytes(piece)) == size.map(Self.mebibytes))
    }

    @Test func `is the whole region where there are no labels`() {
        let whole = ByteCount(rawValue: 1 << 30 + 4096)
        let sizing = NamespaceSizing(wholeRegion: whole)
        #expect(sizing.allows(whole))
        #expect(!sizing.allows(whole + whole))
        #expect(!sizing.allows(Self.mebibytes(512)))
        #expect(sizing.largest(in: ByteCount(rawValue: .max)) == whole)
        #expect(sizing.largest(in: Self.mebibytes(1024)) == nil)
        let nearest = sizing.nearest(to: Self.mebibytes(512), in: whole)
        #expect(nearest.below == nil)
        #expect(nearest.above == whole)
        #expect(sizing.nearest(to: whole + whole, in: whole + whole).above == nil)
    }

    @Test(
        "is none where the alignments make no sense",
        arguments: [(0, 1, 1), (1 << 63, 1, 3 << 40), (.max, .max, .max), (16, -1, 2), (16, 0, 2)]
            as [(UInt64, Int, UInt64)])
    func nonsense(region: UInt64, ways: Int, align: UInt64) {
        let sizing = NamespaceSizing(
            regionAlign: ByteCount(rawValue: region), ways: ways, align: ByteCount(rawValue: align))
        for size in [0, 1, 16, 16 << 20, 1 << 63, .max] as [UInt64] {
            #expect(!sizing.allows(ByteCount(rawValue: size)) || region == .max)
        }
        #expect(NamespaceSizing(wholeRegion: .zero).largest(in: Self.all) == nil)
        #expect(
            plain.share(percent: .max, of: ByteCount(rawValue: .max))?.isMultiple(of: plain.granule) == true)
        #expect(plain.share(percent: .min, of: ByteCount(rawValue: .max)) == nil)
        #expect(plain.smallest(from: ByteCount(rawValue: .max), in: ByteCount(rawValue: .max)) == nil)
    }
}
