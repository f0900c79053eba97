// SPDX-License-Identifier: Apache-2.0

/// The layout of a region: the ranges of its devices, and the holes between them.
public struct RegionLayout: Sendable, Hashable {
    /// The parts of the region, by address, without gaps.
    public let parts: [Part]

    /// Creates a layout, or returns nil when the addresses of the region or a device are unknown or contradictory.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - devices: Devices, including those of other regions.
    public init?(of region: DaxRegion, devices: [DaxDevice]) {
        guard let whole = region.range else { return nil }
        var taken: [Part] = []
        for device in devices where device.size != .zero && device.regionPath == region.path {
            let ranges = device.ranges
            guard !ranges.isEmpty else { return nil }
            for (index, range) in ranges.enumerated() {
                taken.append(Part(range: range, holder: Holder(device: device.name, index: index)))
            }
        }
        var parts: [Part] = []
        // The start of the next part; nil after the last possible address.
        var next: UInt64? = whole.start
        for part in taken.sorted(by: { $0.range.start < $1.range.start }) {
            guard let first = next, part.range.start >= first, part.range.end <= whole.end else { return nil }
            if part.range.start > first, let hole = PhysicalRange(start: first, end: part.range.start - 1) {
                parts.append(Part(range: hole, holder: nil))
            }
            parts.append(part)
            next = part.range.addressBehind
        }
        if let next, let hole = PhysicalRange(start: next, end: whole.end) {
            parts.append(Part(range: hole, holder: nil))
        }
        self.parts = parts
    }

    /// The free ranges, by address.
    public var holes: [PhysicalRange] { parts.filter { $0.holder == nil }.map(\.range) }

    /// A part of a region.
    public struct Part: Sendable, Hashable {
        /// The physical addresses.
        public let range: PhysicalRange
        /// The device of the part; nil for a hole.
        public let holder: Holder?
    }

    /// The device of a part, and the index of its range.
    public struct Holder: Sendable, Hashable {
        /// The device.
        public let device: DeviceName
        /// The index of the range in the device, from 0, in page-offset order.
        public let index: Int
    }
}
