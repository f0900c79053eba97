// SPDX-License-Identifier: Apache-2.0

/// How a region is divided: the ranges of its devices, and the holes between them.
public struct RegionLayout: Sendable, Hashable {
    /// The parts of the region, by address: together they are all of it.
    public let parts: [Part]

    /// Divides a region, or gives nil when it is not known where it or a device in it lies, or that makes no sense.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - devices: Devices, those of other regions among them.
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
        // Where the next part begins; nil behind the last address that there is.
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

    /// The ranges that no device has, by address.
    public var holes: [PhysicalRange] { parts.filter { $0.holder == nil }.map(\.range) }

    /// A part of a region.
    public struct Part: Sendable, Hashable {
        /// The physical addresses.
        public let range: PhysicalRange
        /// The device that has the part; nil when none does.
        public let holder: Holder?
    }

    /// The place of a part in the device that has it.
    public struct Holder: Sendable, Hashable {
        /// The device.
        public let device: DeviceName
        /// Which of the device's ranges it is, from 0, in page-offset order.
        public let index: Int
    }
}
