// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

/// The sizes are those that the kernel gave to namespaces in guests, on Linux 5.10, 6.1, 6.12 and 7.2.
@Suite("The layout of a namespace")
struct NamespaceLayoutTests {
    private static let start: UInt64 = 9 << 30

    private func layout(
        _ mode: NamespaceMode, _ map: MapPlace = .device, align: UInt64? = nil, sector: UInt64? = nil,
        labels: LabelVersion? = nil, at start: UInt64 = start, mebibytes: UInt64
    ) -> NamespaceLayout {
        NamespaceLayout(
            mode: mode, map: map, align: align.map(ByteCount.init), sectorSize: sector.map(ByteCount.init),
            labels: labels, start: start, size: ByteCount(rawValue: mebibytes << 20))
    }

    @Test(
        "pages: the usable MiB with the map on the device and in RAM",
        arguments: [(4096, 4030, 4094), (1024, 1006, 1022), (512, 502, 510), (16, 14, 14)])
    func pages(size: UInt64, device: UInt64, memory: UInt64) {
        for mode in [NamespaceMode.fsdax, .devdax] {
            #expect(layout(mode, .device, mebibytes: size).usable?.rawValue == device << 20)
            #expect(layout(mode, .memory, mebibytes: size).usable?.rawValue == memory << 20)
            let small = layout(mode, .device, align: 4096, mebibytes: size)
            #expect(
                small.usable?.rawValue == device << 20, "an alignment of 4 KiB costs as much as one of 2 MiB")
        }
    }

    @Test("pages of 1 GiB: the usable GiB", arguments: [(1, nil), (2, 1), (3, 2)] as [(UInt64, UInt64?)])
    func largePages(size: UInt64, usable: UInt64?) {
        let layout = layout(.devdax, align: 1 << 30, mebibytes: size << 10)
        #expect(layout.usable?.rawValue == usable.map { $0 << 30 })
    }

    @Test(
        "sectors: the usable bytes",
        arguments: [
            (1024, 4096, nil, 1_071_611_904), (1024, 512, nil, 1_065_254_400),
            (1024, 4096, .v1_1, 1_071_611_904), (1024, 4096, .v1_2, 1_071_616_000),
            (16, 4096, .v1_2, 15_683_584), (32, 512, .v1_2, 33_134_592),
        ] as [(UInt64, UInt64, LabelVersion?, UInt64)])
    func sectors(size: UInt64, sector: UInt64, labels: LabelVersion?, usable: UInt64) {
        let layout = layout(.sector, sector: sector, labels: labels, mebibytes: size)
        #expect(layout.usable?.rawValue == usable)
        #expect(layout.metadata.rawValue == size << 20 - usable)
        #expect(layout.alignmentLoss == .zero)
        #expect(layout.usableRange == nil)
    }

    @Test func `sectors with room for integrity hold as many bytes as those without`() throws {
        let plain = layout(.sector, sector: 512, mebibytes: 1024)
        let protected = layout(.sector, sector: 520, mebibytes: 1024)
        #expect(protected.usable?.isMultiple(of: ByteCount(rawValue: 512)) == true)
        #expect(try #require(protected.usable) < (try #require(plain.usable)))
    }

    @Test func `a block translation table needs 16 MiB, and before version 2 a page more`() {
        #expect(layout(.sector, labels: .v1_1, mebibytes: 16).usable == nil)
        #expect(layout(.sector, labels: .v1_2, mebibytes: 16).usable != nil)
        #expect(layout(.sector, labels: .v1_2, mebibytes: 15).usable == nil)
    }

    @Test func `arenas hold at most 512 GiB, and a rest below 16 MiB is lost`() throws {
        let one = try #require(layout(.sector, labels: .v1_2, mebibytes: 512 << 10).usable)
        #expect(layout(.sector, labels: .v1_2, mebibytes: 512 << 10 + 15).usable == one)
        #expect(layout(.sector, labels: .v1_2, mebibytes: 1024 << 10).usable == one + one)
        let small = try #require(layout(.sector, labels: .v1_2, mebibytes: 16).usable)
        #expect(layout(.sector, labels: .v1_2, mebibytes: 512 << 10 + 16).usable == one + small)
    }

    @Test func `raw mode leaves all of it`() {
        let layout = layout(.raw, mebibytes: 1)
        #expect(layout.usable == layout.size)
        #expect(layout.metadata == .zero)
        #expect(layout.alignmentLoss == .zero)
    }

    @Test(
        "devdax as RAM: the whole blocks of 128 MiB, and the MiB beside them",
        arguments: [(1024, 7, 110), (4096, 31, 62), (16, 0, 14)])
    func blocks(size: UInt64, count: Int, loss: UInt64) {
        let layout = layout(.devdax, mebibytes: size)
        let blockSize = ByteCount(rawValue: 128 << 20)
        #expect(layout.wholeBlocks(of: blockSize).count == count)
        #expect(layout.blockLoss(of: blockSize).rawValue == loss << 20)
    }

    @Test func `a namespace of 1 GiB begins 18 MiB later as devdax, of which 16 MiB and 8 KiB are metadata`()
    {
        let layout = layout(.devdax, mebibytes: 1024)
        #expect(layout.usableRange?.start == Self.start + 18 << 20)
        #expect(layout.usableRange?.end == Self.start + (1 << 30 - 1))
        #expect(layout.metadata.rawValue == 8192 + 64 * ((1 << 30 - 8192) / 4096))
        #expect(layout.metadata + layout.alignmentLoss == ByteCount(rawValue: 18 << 20))
    }

    @Test func `what begins between the alignments loses more`() {
        let layout = layout(.devdax, align: 1 << 30, at: Self.start + 16 << 20, mebibytes: 2048)
        #expect(layout.usableRange?.start == 10 << 30)
        #expect(layout.usable?.rawValue == 1 << 30, "it ends 16 MiB after the last multiple of 1 GiB")
        let later = self.layout(.devdax, .memory, at: Self.start + 1 << 20, mebibytes: 2048)
        #expect(later.usable == nil, "the kernel refuses a start that is no multiple of 2 MiB")
    }

    @Test(
        "numbers that make no sense leave nothing, and do not trap",
        arguments: [0, 1, 4095, 1 << 21, 1 << 63, .max] as [UInt64])
    func nonsense(number: UInt64) {
        for mode in NamespaceMode.allCases {
            for map in MapPlace.allCases {
                for size in [0, 1, 8191, 16 << 20, .max] as [UInt64] {
                    let layout = NamespaceLayout(
                        mode: mode, map: map, align: ByteCount(rawValue: number),
                        sectorSize: ByteCount(rawValue: number), labels: .v1_2, start: number,
                        size: ByteCount(rawValue: size))
                    #expect((layout.usable ?? .zero) <= layout.size)
                    #expect((layout.usable ?? .zero) + layout.alignmentLoss <= layout.size)
                    #expect(layout.blockLoss(of: ByteCount(rawValue: number)) <= layout.size)
                }
            }
        }
    }

    @Test func `the words are those of ndctl and of the kernel`() {
        #expect(NamespaceMode.allCases.map(\.rawValue) == ["fsdax", "devdax", "sector", "raw"])
        #expect(NamespaceMode.allCases.map { HolderClass(mode: $0).rawValue } == ["pfn", "dax", "btt", ""])
        #expect(MapPlace.allCases.map(\.rawValue) == ["mem", "dev"])
        #expect(MapPlace.allCases.map(\.kernelMode) == ["ram", "pmem"])
    }
}
