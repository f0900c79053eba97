// SPDX-License-Identifier: Apache-2.0

/// What a namespace is to be; nil leaves a value as it is, and gives a new namespace the usual one.
public struct NamespaceShape: Sendable, Hashable {
    /// The mode; a new namespace is fsdax.
    public var mode: NamespaceMode?
    /// The size with the metadata; a new namespace takes the largest free piece.
    public var extent: Extent?
    /// The alignment of a devdax or fsdax namespace.
    public var align: ByteCount?
    /// Where the map of the pages of a devdax or fsdax namespace is kept.
    public var map: MapPlace?
    /// The UUID, in lower case; a namespace that is made or changed gets a random one.
    public var uuid: String?
    /// The name for people, at most 63 bytes.
    public var altName: String?
    /// The size of a sector; a new sector namespace has 4096 bytes, any other 512.
    public var sectorSize: ByteCount?

    /// The alignment that devdax and fsdax get where the region supports it and none is chosen.
    static let usualAlign = ByteCount(rawValue: 2 << 20)
    /// The size of a sector that a sector namespace gets where none is chosen.
    static let usualSectorSize = ByteCount(rawValue: 4096)

    /// Creates a shape that leaves all as it is.
    public init() {}

    /// How large a namespace is to be.
    public enum Extent: Sendable, Hashable {
        /// Exactly this size, with the metadata.
        case size(ByteCount)
        /// This many hundredths of the region, rounded down to what the region allows.
        case percent(Int)
        /// The largest free piece.
        case maximum
    }
}
