// SPDX-License-Identifier: Apache-2.0

/// A run of sectors of an NVDIMM region that can't be read, as a line of `regionN/badblocks` tells it.
public struct BadSectors: Sendable, Hashable {
    /// The size of a sector in bytes, whatever the namespace says of its own.
    public static let size: UInt64 = 512
    /// The first sector, counted from the beginning of the region.
    public var offset: UInt64
    /// How many sectors follow each other.
    public var length: UInt64

    /// Creates a run of sectors.
    ///
    /// - Parameters:
    ///   - offset: The first sector, counted from the beginning of the region.
    ///   - length: How many sectors follow each other.
    public init(offset: UInt64, length: UInt64) {
        self.offset = offset
        self.length = length
    }

    /// Where the sectors lie.
    ///
    /// - Parameter start: The physical address at which the region begins.
    /// - Returns: The range; nil where there are none, or no address is that high.
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
    /// How many sectors they are.
    public var sectorCount: UInt64 { reduce(0) { $0 &+ $1.length } }
}

extension Sequence<PhysicalRange> {
    /// How many sectors the ranges touch.
    public var sectorCount: UInt64 {
        reduce(0) { $0 &+ ($1.end / BadSectors.size - $1.start / BadSectors.size + 1) }
    }
}
