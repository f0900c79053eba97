// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Why a device can't get its shape in a dax region.
    public enum ShapeCause: Sendable, Hashable {
        /// The region is static: one device of fixed size.
        case isStatic
        /// The addresses of the region and its devices are unknown.
        case layoutUnknown
        /// The kernel does not support the alignment.
        case unknownAlignment(ByteCount)
        /// A range does not begin and end at multiples of this size.
        case misalignedRange(PhysicalRange, granule: ByteCount)
        /// An address is not a multiple of this size.
        case misalignedAddress(UInt64, granule: ByteCount)
        /// A size of 0 would remove the device, or make none.
        case zeroSize
        /// The size is not a multiple of what the alignment requires.
        case unevenSize(ByteCount, granule: ByteCount, align: ByteCount)
        /// The share of the maximum is less than the minimum.
        case shareTooSmall(percent: Int, of: ByteCount, granule: ByteCount)
        /// The region has no free memory.
        case full
        /// The size does not fit into the free memory.
        case noRoom(ByteCount, Vacancy)
        /// The size does not fit into the memory that is free from an address on.
        case noRoomAt(UInt64, ByteCount, free: ByteCount)
        /// A range overlaps a device.
        case rangeTaken(PhysicalRange, by: DeviceName)
        /// A range is not inside the region.
        case rangeOutside(PhysicalRange, region: PhysicalRange?)
        /// A range overlaps another requested one.
        case rangeTwice(PhysicalRange)

        var code: Code {
            switch self {
            case .isStatic: .shapeStaticRegion
            case .layoutUnknown: .shapeLayoutUnknown
            case .unknownAlignment: .shapeUnknownAlignment
            case .misalignedRange: .shapeMisalignedRange
            case .misalignedAddress: .shapeMisalignedAddress
            case .zeroSize: .shapeZeroSize
            case .unevenSize: .shapeUnevenSize
            case .shareTooSmall: .shapeShareTooSmall
            case .full: .shapeFull
            case .noRoom: .shapeNoRoom
            case .noRoomAt: .shapeNoRoomAt
            case .rangeTaken: .shapeRangeTaken
            case .rangeOutside: .shapeRangeOutside
            case .rangeTwice: .shapeRangeTwice
            }
        }
    }

    /// The free memory of a region.
    public struct Vacancy: Sendable, Hashable {
        /// The sizes of the holes, by address.
        public var holes: [ByteCount]
        /// The part of them that fits the alignment.
        public var usable: ByteCount
        /// The alignment.
        public var align: ByteCount
    }
}
