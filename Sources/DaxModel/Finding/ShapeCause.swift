// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Why a device can't get its shape in a dax region.
    public enum ShapeCause: Sendable, Hashable {
        /// The region is static: one device of fixed size.
        case isStatic
        /// Where the region and its devices lie could not be told.
        case layoutUnknown
        /// The kernel knows no such alignment.
        case unknownAlignment(ByteCount)
        /// A range does not begin and end at multiples of a size.
        case misalignedRange(PhysicalRange, granule: ByteCount)
        /// Without a size the device would be gone.
        case zeroSize
        /// The size is no multiple of what an alignment asks for.
        case unevenSize(ByteCount, granule: ByteCount, align: ByteCount)
        /// The share of what there can be is less than the minimum.
        case shareTooSmall(percent: Int, of: ByteCount, granule: ByteCount)
        /// Nothing of the region is free.
        case full
        /// The size does not fit into what is free.
        case noRoom(ByteCount, Vacancy)
        /// A range belongs to a device in part or whole.
        case rangeTaken(PhysicalRange, by: DeviceName)
        /// A range does not lie in the region.
        case rangeOutside(PhysicalRange, region: PhysicalRange?)
        /// A range is asked for twice, in part or whole.
        case rangeTwice(PhysicalRange)

        var code: Code {
            switch self {
            case .isStatic: .shapeStaticRegion
            case .layoutUnknown: .shapeLayoutUnknown
            case .unknownAlignment: .shapeUnknownAlignment
            case .misalignedRange: .shapeMisalignedRange
            case .zeroSize: .shapeZeroSize
            case .unevenSize: .shapeUnevenSize
            case .shareTooSmall: .shapeShareTooSmall
            case .full: .shapeFull
            case .noRoom: .shapeNoRoom
            case .rangeTaken: .shapeRangeTaken
            case .rangeOutside: .shapeRangeOutside
            case .rangeTwice: .shapeRangeTwice
            }
        }
    }

    /// What of a region is free.
    public struct Vacancy: Sendable, Hashable {
        /// The sizes of the holes, by address.
        public var holes: [ByteCount]
        /// How much of them fits the alignment.
        public var usable: ByteCount
        /// The alignment.
        public var align: ByteCount
    }
}
