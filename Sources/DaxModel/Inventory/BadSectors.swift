// SPDX-License-Identifier: Apache-2.0

/// A run of unreadable sectors of an NVDIMM region, a line of `regionN/badblocks`.
public struct BadSectors: Sendable, Hashable {
    /// The size of a sector in bytes, independent of the namespace's sector size.
    public static let size: UInt64 = 512
    /// The first sector, counted from the beginning of the region.
    public var offset: UInt64
    /// The number of sectors.
    public var length: UInt64

    /// Creates a run of sectors.
    ///
    /// - Parameters:
    ///   - offset: The first sector, counted from the beginning of the region.
    ///   - length: The number of sectors.
    public init(offset: UInt64, length: UInt64) {
        self.offset = offset
        self.length = length
    }

    /// The physical range of the sectors.
    ///
    /// - Parameter start: The first physical address of the region.
    /// - Returns: The range; nil if it is empty or its addresses overflow.
    public func range(from start: UInt64) -> PhysicalRange? {
        let (offset, isBeyond) = offset.multipliedReportingOverflow(by: Self.size)
        let (bytes, isTooLong) = length.multipliedReportingOverflow(by: Self.size)
        let (first, isTooHigh) = start.addingReportingOverflow(offset)
        guard !isBeyond, !isTooLong, !isTooHigh, bytes > 0 else { return nil }
        let (last, isTooFar) = first.addingReportingOverflow(bytes - 1)
        return isTooFar ? nil : PhysicalRange(start: first, end: last)
    }
}

extension Sequence<BadSectors> {
    /// The number of sectors.
    public var sectorCount: UInt64 { reduce(0) { $0 &+ $1.length } }
}

extension Sequence<PhysicalRange> {
    /// The number of sectors that the ranges touch.
    public var sectorCount: UInt64 {
        reduce(0) { $0 &+ ($1.end / BadSectors.size - $1.start / BadSectors.size + 1) }
    }
}
