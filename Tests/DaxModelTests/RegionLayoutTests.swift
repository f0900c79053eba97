// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("The layout of a region")
struct RegionLayoutTests {
    private static let host = Inventory.divided

    @Test func `parts and holes make up the region, without a gap`() throws {
        for region in Self.host.regions {
            guard let whole = region.range else { continue }
            let layout = try #require(RegionLayout(of: region, devices: Self.host.devices))
            #expect(layout.parts.first?.range.start == whole.start)
            #expect(layout.parts.last?.range.end == whole.end)
            for (left, right) in zip(layout.parts, layout.parts.dropFirst()) {
                #expect(left.range.end + 1 == right.range.start)
            }
        }
    }

    @Test func `a device in two ranges has two parts, around another device`() throws {
        let layout = try #require(self.layout(of: 2))
        #expect(
            layout.parts.prefix(3).map {
                "\($0.holder?.device.description ?? "free") \($0.holder?.index ?? -1)"
            }
                == ["dax2.0 0", "dax2.1 0", "dax2.0 1"])
        #expect(layout.holes.map(\.size.description) == ["66 MiB", "1.50 GiB", "2 GiB"])
    }

    @Test func `an empty region is one hole`() throws {
        let region = try #require(Self.host.region(3))
        #expect(RegionLayout(of: region, devices: [])?.holes == [try #require(region.range)])
    }

    @Test func `what is unknown or makes no sense has no layout`() throws {
        #expect(layout(of: 4) == nil)
        var region = try #require(Self.host.region(2))
        region.range = PhysicalRange(start: 0, end: 4095)
        #expect(RegionLayout(of: region, devices: Self.host.devices) == nil)
        let overlapping = Self.host.with(DeviceName(region: 2, device: 1)) { device in
            device.mappings = Self.host.device(DeviceName(region: 2, device: 0))?.mappings ?? []
        }
        #expect(layout(of: 2, in: overlapping) == nil)
        let hidden = Self.host.with(DeviceName(region: 2, device: 1)) { $0.mappings = [] }
        #expect(layout(of: 2, in: hidden) == nil)
    }

    @Test func `the last address there is ends a region`() throws {
        let end = try #require(PhysicalRange(start: .max - 4095, end: .max))
        let region = DaxRegion(id: 0, provider: .cxl, kind: .dynamic, path: "/sample", range: end)
        let device = DaxDevice(
            name: DeviceName(region: 0, device: 0), path: "/sample/dax0.0", size: end.size,
            mappings: [Mapping(index: 0, range: end, pageOffset: 0)])
        #expect(RegionLayout(of: region, devices: [device])?.parts.map(\.range) == [end])
    }

    private func layout(of region: RegionNumber, in host: Inventory = host) -> RegionLayout? {
        host.region(region).flatMap { RegionLayout(of: $0, devices: host.devices) }
    }
}
