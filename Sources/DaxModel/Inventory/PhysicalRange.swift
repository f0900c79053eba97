// SPDX-License-Identifier: Apache-2.0

/// A range of physical addresses, both ends included, as the kernel writes ranges.
public struct PhysicalRange: Sendable, Hashable, CustomStringConvertible {
    /// The first byte's address.
    public let start: UInt64
    /// The last byte's address.
    public let end: UInt64

    /// Creates a range, or returns nil when `end` is below `start` or the range is all 2^64 bytes.
    ///
    /// - Parameters:
    ///   - start: The first byte's address.
    ///   - end: The last byte's address.
    public init?(start: UInt64, end: UInt64) {
        guard end >= start, end - start < .max else { return nil }
        self.start = start
        self.end = end
    }

    /// Creates a range, or returns nil when it is empty or ends beyond all addresses.
    ///
    /// - Parameters:
    ///   - start: The first byte's address.
    ///   - size: The size of the range.
    public init?(start: UInt64, size: ByteCount) {
        guard size > .zero else { return nil }
        let (end, isBeyond) = start.addingReportingOverflow(size.rawValue - 1)
        guard !isBeyond else { return nil }
        self.init(start: start, end: end)
    }

    /// Reads a range from `START-END` in hexadecimal, with or without `0x`, or returns nil for anything else.
    ///
    /// - Parameter text: The whole text.
    public init?(_ text: some StringProtocol) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { text in
            let digits = text.hasPrefix("0x") ? text.dropFirst(2) : text
            return digits.first?.isHexDigit == true ? UInt64(digits, radix: 16) : nil
        }
        guard ends.count == 2, let start = ends[0], let end = ends[1] else { return nil }
        self.init(start: start, end: end)
    }

    /// The size of the range.
    public var size: ByteCount { ByteCount(rawValue: end - start + 1) }

    /// The address after the last one; nil if there is none.
    public var addressBehind: UInt64? { end < .max ? end + 1 : nil }

    /// Whether the ranges overlap.
    ///
    /// - Parameter other: Another range.
    /// - Returns: Whether they have an address in common.
    public func overlaps(_ other: PhysicalRange) -> Bool { start <= other.end && other.start <= end }

    /// The intersection with another range.
    ///
    /// - Parameter other: Another range.
    /// - Returns: The intersection; nil if it is empty.
    public func intersection(_ other: PhysicalRange) -> PhysicalRange? {
        overlaps(other) ? PhysicalRange(start: max(start, other.start), end: min(end, other.end)) : nil
    }

    /// Whether this range contains another one.
    ///
    /// - Parameter other: Another range.
    /// - Returns: Whether all addresses of the other range are in this one.
    public func contains(_ other: PhysicalRange) -> Bool { start <= other.start && other.end <= end }

    /// Whether this range contains an address.
    ///
    /// - Parameter address: The address.
    /// - Returns: Whether it is in this range.
    public func contains(_ address: UInt64) -> Bool { start <= address && address <= end }

    /// The memory blocks that are completely inside this range.
    ///
    /// kmem adds exactly these: it rounds the start up and the end down to block boundaries.
    ///
    /// - Parameter blockSize: The size of a memory block, `/sys/devices/system/memory/block_size_bytes`.
    /// - Returns: The indexes N of their `memoryN`; empty when no block fits.
    public func wholeBlocks(of blockSize: ByteCount) -> Range<BlockNumber> {
        let size = blockSize.rawValue
        guard size > 1 else { return 0..<0 }
        let first = start / size + (start % size == 0 ? 0 : 1)
        let next = end / size + (end % size == size - 1 ? 1 : 0)
        guard first < next, let lower = Int(exactly: first), let upper = Int(exactly: next) else {
            return 0..<0
        }
        return BlockNumber(rawValue: lower)..<BlockNumber(rawValue: upper)
    }

    /// The range as `/proc/iomem` writes it.
    public var description: String {
        "0x\(String(start, radix: 16))-0x\(String(end, radix: 16))"
    }
}

extension Sequence<PhysicalRange> {
    /// The intersections of these ranges with others.
    ///
    /// - Parameter others: The ranges.
    /// - Returns: The intersections, by address.
    public func intersections(_ others: [PhysicalRange]) -> [PhysicalRange] {
        flatMap { range in others.compactMap(range.intersection) }.sorted { $0.start < $1.start }
    }

    /// The total size of the ranges.
    public var size: ByteCount { reduce(.zero) { $0 + $1.size } }
}
