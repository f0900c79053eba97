// SPDX-License-Identifier: Apache-2.0

/// The free pieces of an NVDIMM region, in which new namespaces find their place.
///
/// A namespace is one extent, and the kernel takes the first piece that is large enough.
public struct FreePieces: Sendable, Hashable {
    /// The pieces, by address.
    ///
    /// They begin and end at multiples of the region's alignment, counted from the region's start as the DIMMs count.
    public let ranges: [PhysicalRange]

    /// Finds the free pieces of a region.
    ///
    /// - Parameters:
    ///   - region: The addresses of the region, from `regionR/resource` and `regionR/size`.
    ///   - taken: The addresses of its namespaces, in any order; they may overlap, or lie elsewhere.
    ///   - align: The region's alignment, from `regionR/align`.
    public init(of region: PhysicalRange, taken: [PhysicalRange], align: ByteCount) {
        var free: [PhysicalRange] = []
        // The start of the next piece; nil after the last possible address.
        var next: UInt64? = region.start
        for range in taken.intersections([region]) {
            guard let start = next else { break }
            if range.start > start, let piece = PhysicalRange(start: start, end: range.start - 1) {
                free.append(piece)
            }
            next = range.addressBehind.map { max(start, $0) }
        }
        if let next, let piece = PhysicalRange(start: next, end: region.end) { free.append(piece) }
        ranges = free.compactMap { $0.aligned(to: align, from: region.start) }
    }

    /// The addresses that a new namespace gets.
    ///
    /// - Parameter size: The size, a multiple of the region's alignment.
    /// - Returns: The addresses; nil when no piece is large enough.
    public func place(for size: ByteCount) -> PhysicalRange? {
        guard size > .zero, let piece = ranges.first(where: { $0.size >= size }) else { return nil }
        return PhysicalRange(start: piece.start, end: piece.start + (size.rawValue - 1))
    }

    /// The largest piece, the first of them where several are that large; nil when nothing is free.
    public var largest: PhysicalRange? {
        ranges.reduce(nil) { largest, piece in
            largest.map { $0.size >= piece.size ? $0 : piece } ?? piece
        }
    }

    /// The total size of the pieces, which one namespace can have only when there is one piece.
    public var total: ByteCount { ranges.size }
}

extension PhysicalRange {
    /// The largest part whose distance from an origin at or before it, and size, are multiples of a unit.
    fileprivate func aligned(to unit: ByteCount, from origin: UInt64) -> PhysicalRange? {
        guard unit > .zero, let offset = ByteCount(rawValue: start - origin).roundedUp(to: unit)?.rawValue,
            offset <= end - origin
        else { return nil }
        let first = origin + offset
        let size = ByteCount(rawValue: end - first + 1).roundedDown(to: unit)
        return size == .zero ? nil : PhysicalRange(start: first, end: first + (size.rawValue - 1))
    }
}
