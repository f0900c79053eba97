// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

/// The layout of `Inventory.cut`: | 2.0 | 2.1 | 2.0 | free: 2 | 2.3 2.3 | free: 9 |.
@Suite("Where a device gets its memory")
struct AllocationTests {
    private static let block = Inventory.sampleBlockSize
    private static let small = ByteCount(rawValue: 2 << 20)
    private static let gibibyte = ByteCount(rawValue: 1 << 30)

    private func layout() throws -> RegionLayout {
        let region = try #require(Inventory.cut.region(2))
        return try #require(RegionLayout(of: region, devices: Inventory.cut.devices))
    }

    private func ranges(_ own: [Range<Int>], to blocks: Int, _ granule: ByteCount = small) throws
        -> [PhysicalRange]?
    {
        try layout().ranges(
            resizing: own.map(Inventory.blocks),
            to: ByteCount(rawValue: UInt64(blocks) * Self.block.rawValue),
            granule: granule)
    }

    @Test(
        "is the first hole that holds all of it, or else all holes by address",
        arguments: [
            (1, [35..<36]), (2, [35..<37]), (3, [39..<42]), (9, [39..<48]), (10, [35..<37, 39..<47]),
            (11, [35..<37, 39..<48]), (12, nil),
        ] as [(Int, [Range<Int>]?)])
    func new(blocks: Int, found: [Range<Int>]?) throws {
        #expect(try ranges([], to: blocks) == found.map { $0.map(Inventory.blocks) })
    }

    @Test(
        "is the hole behind the last range first, and then like that of a new one",
        arguments: [
            (3, [32..<33, 34..<36]), (4, [32..<33, 34..<37]), (5, [32..<33, 34..<37, 39..<40]),
            (13, [32..<33, 34..<37, 39..<48]), (14, nil),
        ] as [(Int, [Range<Int>]?)])
    func growth(blocks: Int, found: [Range<Int>]?) throws {
        #expect(try ranges([32..<33, 34..<35], to: blocks) == found.map { $0.map(Inventory.blocks) })
    }

    @Test("reaches up to the last address that there is")
    func end() throws {
        let size: UInt64 = 16 << 20
        let region = DaxRegion(
            id: 0, provider: .cxl, kind: .dynamic, path: "/sample",
            range: PhysicalRange(start: 0 &- size, end: .max))
        let first = try #require(PhysicalRange(start: 0 &- size, end: 0 &- size + (4 << 20) - 1))
        let device = DaxDevice(name: DeviceName(region: 0, device: 0), path: "/sample/dax0.0").withRanges([
            first
        ])
        let layout = try #require(RegionLayout(of: region, devices: [device]))
        #expect(layout.capacity(for: [first], granule: Self.small).rawValue == size)
        #expect(layout.capacity(for: [], granule: Self.small).rawValue == size - (4 << 20))
        #expect(
            layout.ranges(resizing: [first], to: ByteCount(rawValue: size), granule: Self.small)
                == [PhysicalRange(start: first.start, end: .max)].compactMap(\.self))
        let last = try #require(PhysicalRange(start: 0 &- size / 2, end: .max))
        let full = try #require(RegionLayout(of: region, devices: [device.withRanges([last])]))
        #expect(full.capacity(for: [last], granule: Self.small).rawValue == size)
        #expect(
            full.ranges(resizing: [last], to: ByteCount(rawValue: size), granule: Self.small)
                == [last, PhysicalRange(start: first.start, end: last.start - 1)].compactMap(\.self))
        #expect(
            full.ranges(resizing: [last], to: ByteCount(rawValue: 2 << 20), granule: Self.small)
                == [PhysicalRange(start: last.start, end: last.start + (2 << 20) - 1)].compactMap(\.self))
    }

    @Test("is not the memory that a device has which ends at the last address")
    func overlapAtTheEnd() throws {
        let whole = try #require(PhysicalRange(start: 0, end: .max - 1))
        let region = DaxRegion(
            id: 0, provider: .cxl, kind: .dynamic, path: "/sample",
            range: PhysicalRange(start: 4096, end: .max))
        let device = DaxDevice(name: DeviceName(region: 0, device: 0), path: "/sample/dax0.0")
        let end = try #require(PhysicalRange(start: .max - 4095, end: .max))
        let twice = device.withRanges([end, end])
        #expect(RegionLayout(of: region, devices: [twice]) == nil)
        #expect(RegionLayout(of: region, devices: [device.withRanges([whole])]) == nil)
    }

    @Test("is given back from the end")
    func shrinking() throws {
        #expect(try ranges([32..<33, 34..<35], to: 1) == [Inventory.blocks(32..<33)])
        #expect(try ranges([37..<39], to: 1) == [Inventory.blocks(37..<38)])
        #expect(try ranges([37..<39], to: 2) == [Inventory.blocks(37..<39)])
    }

    @Test("begins and ends at multiples of the alignment")
    func alignment() throws {
        #expect(try ranges([], to: 8, Self.gibibyte) == [Inventory.blocks(40..<48)])
        #expect(try ranges([], to: 16, Self.gibibyte) == nil)
        #expect(try layout().holes(fitting: Self.gibibyte) == [Inventory.blocks(40..<48)])
        #expect(try layout().capacity(for: [], granule: Self.gibibyte) == Self.gibibyte)
        #expect(
            try layout().capacity(for: [32..<33, 34..<35].map(Inventory.blocks), granule: Self.small)
                == ByteCount(rawValue: 13 * Self.block.rawValue))
    }

    @Test("is never more than the capacity, which can be had whole", arguments: 0..<200)
    func chance(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let region = try #require(Inventory.cut.region(2))
        let whole = try #require(region.range)
        let devices = try Self.devices(in: region, &random)
        let own = devices.randomElement(using: &random)?.ranges ?? []
        let granule = [Self.small, ByteCount(rawValue: 64 << 20)].randomElement(using: &random) ?? Self.small
        let layout = try #require(RegionLayout(of: region, devices: devices))
        let capacity = layout.capacity(for: own, granule: granule)
        #expect(layout.ranges(resizing: own, to: capacity + granule, granule: granule) == nil)
        for size in [capacity, own.size, ByteCount(rawValue: capacity.rawValue / 2).roundedDown(to: granule)]
        {
            let found = try #require(layout.ranges(resizing: own, to: size, granule: granule))
            #expect(found.size == size)
            let others = devices.filter { $0.ranges != own }.flatMap(\.ranges)
            for (index, range) in found.enumerated() {
                #expect(whole.contains(range))
                #expect(!others.contains { $0.overlaps(range) })
                #expect(!found[..<index].contains { $0.overlaps(range) })
                #expect(index == 0 || found[index - 1].end + 1 != range.start, "one range was made of two")
            }
        }
    }

    /// Devices at random places of a region, none over another.
    private static func devices(in region: DaxRegion, _ random: inout SplitMix64) throws -> [DaxDevice] {
        var devices: [DaxDevice] = []
        for id in 0..<Int.random(in: 0...5, using: &random) {
            let free = try #require(RegionLayout(of: region, devices: devices))
            guard let hole = free.holes.randomElement(using: &random) else { break }
            let start = UInt64.random(in: 0..<hole.size.rawValue >> 21, using: &random) << 21 + hole.start
            let count = UInt64.random(in: 1...(hole.end + 1 - start) >> 21, using: &random)
            let range = try #require(PhysicalRange(start: start, end: start + count << 21 - 1))
            let name = DeviceName(region: 2, device: id)
            devices.append(DaxDevice(name: name, path: "\(region.path)/\(name)").withRanges([range]))
        }
        return devices
    }

    // MARK: Whole memory blocks

    /// Where a device gets its memory in a region with these holes; all numbers are MiB.
    private func filling(
        _ size: UInt64, of holes: [Range<UInt64>], own: [Range<UInt64>] = [], blocks: UInt64 = 128
    ) throws -> [Range<UInt64>]? {
        func range(_ span: Range<UInt64>) -> PhysicalRange? {
            PhysicalRange(start: span.lowerBound << 20, end: span.upperBound << 20 - 1)
        }
        let end = (holes + own).map(\.upperBound).max() ?? 0
        let region = DaxRegion(
            id: 0, provider: .cxl, kind: .dynamic, path: "/sample", range: range(0..<end))
        func device(_ index: Int, _ spans: [Range<UInt64>]) -> DaxDevice {
            let name = DeviceName(region: 0, device: index)
            return DaxDevice(name: name, path: "/sample/\(name)").withRanges(spans.compactMap(range))
        }
        let free = (holes + own).sorted { $0.lowerBound < $1.lowerBound }
        let taken = zip([0] + free.map(\.upperBound), free.map(\.lowerBound)).filter { $0 < $1 }.map {
            $0..<$1
        }
        let layout = try #require(
            RegionLayout(of: region, devices: [device(0, own), device(1, taken)].filter { $0.size != .zero }))
        return layout.ranges(
            resizing: own.compactMap(range), to: ByteCount(rawValue: size << 20), granule: Self.small,
            filling: ByteCount(rawValue: blocks << 20)
        ).map { $0.map { $0.start >> 20..<($0.end + 1) >> 20 } }
    }

    @Test(
        "begins at a memory block in a hole that does not",
        arguments: [
            (64, [64..<128]), (128, [128..<256]), (130, [128..<258]), (256, [128..<384]), (384, [128..<512]),
            (400, [112..<512]), (448, [64..<512]), (450, nil),
        ] as [(UInt64, [Range<UInt64>]?)])
    func offBoundary(size: UInt64, found: [Range<UInt64>]?) throws {
        #expect(try filling(size, of: [64..<512]) == found)
    }

    @Test(
        "begins at a memory block of 2 GiB, or where it would anyway if none fits",
        arguments: [
            (448, [64..<512], [64..<512]), (2048, [1024..<7168], [2048..<4096]),
            (4096, [1024..<7168], [2048..<6144]), (2048, [1024..<3072], [1024..<3072]),
        ] as [(UInt64, [Range<UInt64>], [Range<UInt64>])])
    func largeBlocks(size: UInt64, holes: [Range<UInt64>], found: [Range<UInt64>]) throws {
        #expect(try filling(size, of: holes, blocks: 2048) == found)
    }

    @Test(
        "is as few parts of holes as fill the memory blocks, the first ones by address",
        arguments: [
            (128, [128..<256]), (256, [896..<1152]), (640, [1408..<2048]), (768, [128..<256, 1408..<2048]),
            (800, [128..<288, 1408..<2048]), (896, [896..<1152, 1408..<2048]),
            (1152, [128..<256, 512..<640, 896..<1152, 1408..<2048]),
            (1632, [64..<320, 416..<704, 832..<1216, 1344..<2048]),
        ] as [(UInt64, [Range<UInt64>])])
    func fragments(size: UInt64, found: [Range<UInt64>]) throws {
        #expect(try filling(size, of: [64..<320, 416..<704, 832..<1216, 1344..<2048]) == found)
    }

    @Test(
        "grows to the end of a memory block behind its last range, and then by whole ones",
        arguments: [
            (192, [0..<192]), (256, [0..<256]), (384, [0..<256, 512..<640]), (400, [0..<256, 512..<656]),
        ] as [(UInt64, [Range<UInt64>])])
    func growthByBlocks(size: UInt64, found: [Range<UInt64>]) throws {
        #expect(try filling(size, of: [128..<320, 400..<1024], own: [0..<128]) == found)
        #expect(try filling(128, of: [256..<1024], own: [192..<256]) == [192..<320], "no block is missed")
        #expect(try filling(192, of: [288..<640], own: [192..<224, 224..<288]) == [192..<224, 224..<384])
    }

    @Test("begins at a memory block up to the last possible address")
    func blocksAtTheEnd() throws {
        let start: UInt64 = 0 &- (448 << 20)
        let block: UInt64 = 128 << 20
        let region = DaxRegion(
            id: 0, provider: .cxl, kind: .dynamic, path: "/sample",
            range: PhysicalRange(start: start, end: .max))
        func ranges(_ own: [PhysicalRange], to size: UInt64) throws -> [PhysicalRange]? {
            let device = DaxDevice(name: DeviceName(region: 0, device: 0), path: "/sample/dax0.0").withRanges(
                own)
            return try #require(RegionLayout(of: region, devices: [device])).ranges(
                resizing: own, to: ByteCount(rawValue: size), granule: Self.small,
                filling: ByteCount(rawValue: block))
        }
        let first = start + (64 << 20)
        #expect(
            try ranges([], to: block)
                == [PhysicalRange(start: first, end: first + block - 1)].compactMap(\.self))
        #expect(try ranges([], to: 3 * block) == [PhysicalRange(start: first, end: .max)].compactMap(\.self))
        let own = try #require(PhysicalRange(start: start, end: start + (32 << 20) - 1))
        #expect(
            try ranges([own], to: 32 << 20 + 3 * block)
                == [own, PhysicalRange(start: first, end: .max)].compactMap(\.self))
        let last = try #require(PhysicalRange(start: 0 &- block, end: .max))
        #expect(
            try ranges([last], to: 2 * block)
                == [last, PhysicalRange(start: first, end: first + block - 1)].compactMap(\.self))
    }

    @Test("has as many whole memory blocks as the holes and its size allow", arguments: 0..<200)
    func blocksByChance(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let region = try #require(Inventory.cut.region(2))
        let devices = try Self.devices(in: region, &random)
        let layout = try #require(RegionLayout(of: region, devices: devices))
        let own = Bool.random(using: &random) ? [] : devices.randomElement(using: &random)?.ranges ?? []
        let capacity = layout.capacity(for: own, granule: Self.small).rawValue >> 21
        let size = ByteCount(rawValue: UInt64.random(in: 0...capacity, using: &random) << 21)
        func count(_ ranges: [PhysicalRange]) -> Int {
            ranges.reduce(0) { $0 + $1.wholeBlocks(of: Self.block).count }
        }
        let usual = try #require(layout.ranges(resizing: own, to: size, granule: Self.small))
        let found = try #require(
            layout.ranges(resizing: own, to: size, granule: Self.small, filling: Self.block))
        #expect(found.size == size)
        #expect(found == usual || count(found) > count(usual))
        if own.isEmpty {
            #expect(count(found) == min(count(layout.holes), Int(size.rawValue / Self.block.rawValue)))
        }
        let others = devices.filter { $0.ranges != own }.flatMap(\.ranges)
        for (index, range) in found.enumerated() {
            #expect(range.start.isMultiple(of: 2 << 20) && range.size.isMultiple(of: Self.small))
            #expect(!(others + found[..<index]).contains { $0.overlaps(range) })
            #expect(region.range?.contains(range) == true)
            #expect(index == 0 || found[index - 1].end + 1 != range.start, "one range was made of two")
        }
        if own.size < size { #expect(zip(own.dropLast(), found).allSatisfy(==)) }
    }
}
