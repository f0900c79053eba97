// SPDX-License-Identifier: Apache-2.0

/// Which sizes a new namespace of a region can have.
public struct NamespaceSizing: Sendable, Hashable {
    /// What a size must be a multiple of.
    public let granule: ByteCount
    /// The smallest size.
    public let least: ByteCount
    /// The only size in a region without labels, no limit otherwise; zero when no size works.
    private let most: ByteCount

    /// The sizes in a region with labels.
    ///
    /// The kernel asks for a multiple of the region's alignment, ndctl also for one of the namespace's alignment
    /// times the interleave ways.
    ///
    /// - Parameters:
    ///   - regionAlign: The region's alignment, from `regionR/align`.
    ///   - ways: The number of interleaved DIMMs, from `regionR/mappings`.
    ///   - align: The alignment of the namespace's mappings in fsdax or devdax mode; nil in the other modes.
    public init(regionAlign: ByteCount, ways: Int, align: ByteCount? = nil) {
        let own = align.map { $0 * UInt64(clamping: ways) } ?? regionAlign
        granule = regionAlign.leastCommonMultiple(own) ?? .zero
        least = NamespaceLayout.leastSize.roundedUp(to: granule) ?? .zero
        most = granule == .zero ? .zero : ByteCount(rawValue: .max)
    }

    /// The one size in a region without labels, whose namespace is the whole region.
    ///
    /// - Parameter wholeRegion: The region's size, from `regionR/size`.
    public init(wholeRegion: ByteCount) {
        granule = wholeRegion
        least = wholeRegion
        most = wholeRegion
    }

    /// Whether a namespace can have a size.
    ///
    /// - Parameter size: The size.
    /// - Returns: Whether the kernel and ndctl take it, if there is room.
    public func allows(_ size: ByteCount) -> Bool { size > .zero && largest(in: size) == size }

    /// The largest size that works and is no larger than another one, such as that of a free piece.
    ///
    /// - Parameter size: The other size.
    /// - Returns: The size; nil when none is that small.
    public func largest(in size: ByteCount) -> ByteCount? {
        let largest = min(size, most).roundedDown(to: granule)
        return largest == .zero || largest < least ? nil : largest
    }

    /// The smallest size that works and is no smaller than another one.
    ///
    /// - Parameters:
    ///   - size: The other size.
    ///   - piece: The size of the free piece that has to hold it.
    /// - Returns: The size; nil when the piece is too small for it.
    public func smallest(from size: ByteCount, in piece: ByteCount) -> ByteCount? {
        guard granule > .zero, let smallest = max(size, least).roundedUp(to: granule) else { return nil }
        return smallest <= min(piece, most) ? smallest : nil
    }

    /// The sizes nearest to one that does not work.
    ///
    /// - Parameters:
    ///   - size: The size.
    ///   - piece: The size of the free piece that has to hold the namespace.
    /// - Returns: The largest size below and the smallest one above, each nil when there is none.
    public func nearest(to size: ByteCount, in piece: ByteCount) -> (below: ByteCount?, above: ByteCount?) {
        (largest(in: min(size, piece)), smallest(from: size, in: piece))
    }

    /// A share of a free piece, rounded down to a size that works.
    ///
    /// - Parameters:
    ///   - percent: The hundredths.
    ///   - piece: The size of the free piece.
    /// - Returns: The size; nil when the share is too small.
    public func share(percent: Int, of piece: ByteCount) -> ByteCount? {
        largest(in: piece.share(min(percent, 100)))
    }
}

extension ByteCount {
    /// The smallest size that is a multiple of both; nil when one is zero, or on overflow.
    fileprivate func leastCommonMultiple(_ other: ByteCount) -> ByteCount? {
        guard rawValue > 0, other.rawValue > 0 else { return nil }
        var (divisor, rest) = (rawValue, other.rawValue)
        while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
        let (multiple, overflows) = (rawValue / divisor).multipliedReportingOverflow(by: other.rawValue)
        return overflows ? nil : ByteCount(rawValue: multiple)
    }
}
