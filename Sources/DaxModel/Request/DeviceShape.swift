// SPDX-License-Identifier: Apache-2.0

/// The shape of a device of a dynamic region: its size or its ranges, and its alignment.
public struct DeviceShape: Sendable, Hashable {
    /// How large it is to be, or where it is to lie; nil leaves that as it is.
    public var extent: Extent?
    /// The address at which its one range is to begin, where ``extent`` is a size; nil leaves the place open.
    public var start: UInt64?
    /// The alignment of its mappings; nil leaves it as it is, and gives a new device that of its region.
    public var align: ByteCount?

    /// Creates a shape.
    ///
    /// - Parameters:
    ///   - extent: How large the device is to be, or where it is to lie.
    ///   - start: The address at which its one range is to begin.
    ///   - align: The alignment of its mappings.
    public init(_ extent: Extent?, at start: UInt64? = nil, align: ByteCount? = nil) {
        self.extent = extent
        self.start = start
        self.align = align
    }

    /// How large a device is to be, or where it is to lie.
    public enum Extent: Sendable, Hashable {
        /// No memory and no driver.
        case nothing
        /// Exactly this size.
        case size(ByteCount)
        /// This many hundredths of what it could have at most, rounded down to its alignment.
        case percent(Int)
        /// As large as its region allows.
        case maximum
        /// Exactly these ranges, in page-offset order.
        case ranges([PhysicalRange])
    }
}
