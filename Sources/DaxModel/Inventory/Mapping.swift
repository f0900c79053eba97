// SPDX-License-Identifier: Apache-2.0

/// A physical range of a dax device and its offset in the device, `daxX.Y/mappingN`.
public struct Mapping: Sendable, Hashable {
    /// N in `mappingN`.
    public var index: Int
    /// The physical addresses, from `mappingN/start` and `mappingN/end`.
    public var range: PhysicalRange
    /// The offset of the range in the device, in pages, from `mappingN/page_offset`.
    public var pageOffset: UInt64

    /// Creates a mapping.
    ///
    /// - Parameters:
    ///   - index: N in `mappingN`.
    ///   - range: The physical addresses.
    ///   - pageOffset: The offset of the range in the device, in pages.
    public init(index: Int, range: PhysicalRange, pageOffset: UInt64) {
        self.index = index
        self.range = range
        self.pageOffset = pageOffset
    }
}
