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
}
