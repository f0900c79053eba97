// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("The label storage area of an NVDIMM")
struct LabelAreaTests {
    private static func area(_ version: LabelVersion, _ change: (inout LabelAreaSample) -> Void = { _ in })
        -> LabelArea
    {
        var sample = LabelAreaSample(version)
        sample.add(1, name: "first")
        sample.add(4, name: "")
        change(&sample)
        return LabelArea(parsing: sample.bytes)
    }

    @Test(arguments: LabelVersion.allCases)
    func `lists the labels in the slots that are used`(version: LabelVersion) throws {
        let area = Self.area(version)
        let current = try #require(area.current)
        #expect(current.number == 0)
        #expect(current.version == version)
        #expect((current.major, current.minor) == (1, version == .v1_1 ? 1 : 2))
        #expect(current.labelSize == (version == .v1_1 ? 128 : 256))
        #expect((current.sequence, current.slots) == (3, 6))
        #expect(current.usedSlots == [1, 4])
        #expect(area.labelFaults.isEmpty)
        #expect(area.labels.map(\.slot) == [1, 4])
        #expect(area.labels.map(\.name) == ["first", ""])
        let label = try #require(area.labels.first)
        #expect(label.uuid == "10111213-1415-1617-1819-1a1b1c1d1e1f")
        #expect((label.count, label.position, label.flags) == (2, 1, 0))
        #expect(label.setCookie == 0xfedc_ba98_7654_3210)
        #expect((label.dpa, label.size.rawValue, label.sectorSize.rawValue) == (1 << 30, 1 << 30, 512))
        #expect(label.typeGUID == (version == .v1_1 ? nil : "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf"))
        #expect(label.abstractionGUID == (version == .v1_1 ? nil : "b0b1b2b3-b4b5-b6b7-b8b9-babbbcbdbebf"))
    }

    @Test func `does not list a label whose slot is free again`() {
        let area = Self.area(.v1_2) {
            $0.bytes[72] |= 1 << 1
            $0.sign()
        }
        #expect(area.labels.map(\.slot) == [4])
        #expect(area.labelFaults.isEmpty)
    }

    @Test(
        "takes the index block of the later sequence number, which follows 1, 2, 3, 1",
        arguments: [(1, 2, 1), (2, 3, 1), (3, 1, 1), (2, 1, 0), (3, 2, 0), (1, 3, 0), (2, 2, 1), (5, 6, 1)]
            as [(UInt64, UInt64, Int)])
    func sequence(first: UInt64, second: UInt64, current: Int) {
        let area = Self.area(.v1_2) {
            $0.set(first, at: 20, 4)
            $0.set(second, at: 256 + 20, 4)
            $0.sign()
        }
        #expect(area.current?.number == current)
        #expect(area.labels.count == (current == 0 ? 2 : 0))
    }

    @Test(arguments: LabelVersion.allCases)
    func `takes the other index block where one is damaged`(version: LabelVersion) {
        for damaged in 0..<2 {
            let area = Self.area(version) { $0.bytes[256 * damaged + 100] ^= 1 }
            #expect(area.current?.number == 1 - damaged)
            #expect(area.indexes[damaged] == .failure(.checksum))
        }
    }

    @Test(
        "names what is wrong with an index block",
        arguments: [
            (0, 1, 0, .signature), (15, 1, 1, .signature), (19, 1, 2, .labelSize), (19, 1, 255, .labelSize),
            (20, 4, 4, .sequence), (24, 8, 256, .place), (32, 8, 71, .place), (32, 8, .max, .place),
            (40, 8, 0, .place), (48, 8, .max, .place), (56, 4, 7, .slots), (56, 4, 0xffff_ffff, .slots),
        ] as [(Int, Int, UInt64, LabelArea.Index.Fault)])
    func faults(offset: Int, size: Int, value: UInt64, fault: LabelArea.Index.Fault) {
        let area = Self.area(.v1_2) {
            $0.set(value, at: offset, size)
            $0.sign()
        }
        #expect(area.indexes[0] == .failure(fault))
        #expect(area.current?.number == 1)
        let both = Self.area(.v1_2) {
            $0.set(value, at: offset, size)
            $0.bytes[256] = 0
            $0.sign()
        }
        #expect(both.current == nil)
        #expect(both.labels.isEmpty)
        #expect(both.indexes == [.failure(fault), .failure(.signature)])
    }

    @Test func `names the labels in used slots that are damaged, and lists the others`() {
        let area = Self.area(.v1_2) {
            $0.add(2, name: "moved")
            $0.set(5, at: 2 * 256 + 2 * 256 + 120, 4)
            $0.sign()
        }
        #expect(area.labelFaults == [.misplaced(slot: 2, claimed: 5)])
        #expect(area.labels.map(\.slot) == [1, 4])
        let flipped = Self.area(.v1_2) { $0.bytes[2 * 256 + 256 + 20] ^= 1 }
        #expect(flipped.labelFaults == [.checksum(slot: 1)])
        #expect(flipped.labelFaults.map(\.slot) == [1])
        #expect(flipped.labels.map(\.slot) == [4])
        #expect(
            Self.area(.v1_1) { $0.bytes[2 * 256 + 128 + 20] ^= 1 }.labels.count == 2, "1.1 has no checksum")
    }

    @Test func `is blank before it is initialized, and nothing where it is too small`() {
        let blank = LabelArea(parsing: [UInt8](repeating: 0, count: 4096))
        #expect(blank.indexes == [.failure(.signature), .failure(.signature)])
        #expect(blank.current == nil)
        for size in [0, 1, 255, 767] {
            #expect(LabelArea(parsing: [UInt8](repeating: 0, count: size)).indexes.isEmpty)
        }
    }

    @Test(
        "is empty and valid once it is initialized",
        arguments: [
            (2 << 20, .v1_1, 16348, 4608), (2 << 20, .v1_2, 8182, 2560), (128 << 10, .v1_1, 1020, 512),
            (128 << 10, .v1_2, 510, 512), (1024, .v1_2, 2, 512), (768, .v1_1, 2, 512),
        ] as [(UInt64, LabelVersion, Int, Int)])
    func initialized(size: UInt64, version: LabelVersion, slots: Int, written: Int) throws {
        let blocks = try #require(LabelArea.initialized(size: ByteCount(rawValue: size), version: version))
        #expect(blocks.count == written)
        let rest = [UInt8](repeating: 0xa5, count: Int(size) - blocks.count)
        let area = LabelArea(parsing: blocks + rest)
        let current = try #require(area.current)
        #expect(area.indexes.compactMap { try? $0.get() }.map(\.sequence) == [3, 2])
        #expect((current.number, current.version, current.slots) == (0, version, slots))
        #expect(current.usedSlots.isEmpty)
        #expect(area.labels.isEmpty)
        // The parser ignores bits of slots that do not exist; they have to be zero.
        let bits = blocks[72..<written / 2].reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(bits == slots)
    }

    @Test(
        "is not initialized where labels don't fit, or the kernel can't read it",
        arguments: [0, 1, 767, 1 << 32, .max] as [UInt64])
    func tooSmall(size: UInt64) {
        for version in LabelVersion.allCases {
            #expect(LabelArea.initialized(size: ByteCount(rawValue: size), version: version) == nil)
        }
    }
}
