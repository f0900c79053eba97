// SPDX-License-Identifier: Apache-2.0

/// All that makes a namespace what it is.
public struct NamespaceState: Sendable, Hashable {
    /// The mode.
    public var mode: NamespaceMode
    /// The UUID of the label; nil without a label.
    public var uuid: String?
    /// The name for people; nil for none.
    public var altName: String?
    /// The physical range with the metadata.
    public var range: PhysicalRange
    /// The alignment of a devdax or fsdax namespace.
    public var align: ByteCount?
    /// Where the map of the pages of a devdax or fsdax namespace is kept.
    public var map: MapPlace?
    /// The size of a sector; nil for the usual one of 512 bytes of the other modes than sector.
    public var sectorSize: ByteCount?
    /// The version of the labels, on which the size of a sector namespace depends; nil without a label.
    public var labels: LabelVersion?

    /// Creates a state.
    ///
    /// - Parameters:
    ///   - mode: The mode.
    ///   - uuid: The UUID of the label.
    ///   - range: The physical range with the metadata.
    public init(_ mode: NamespaceMode, uuid: String?, range: PhysicalRange) {
        self.mode = mode
        self.uuid = uuid
        self.range = range
        labels = uuid == nil ? nil : .v1_2
    }

    /// The label that the namespace is to have; nil without one.
    ///
    /// - Parameter labelled: The size of a sector in the label of a sector namespace, whose sectors a btt device divides anew.
    /// - Returns: The label.
    func label(sectorSize labelled: ByteCount = NamespaceLabel.usualSector) -> NamespaceLabel? {
        uuid.map {
            NamespaceLabel(
                uuid: $0, altName: altName ?? "", size: range.size,
                sectorSize: mode == .sector ? labelled : sectorSize ?? NamespaceLabel.usualSector,
                holderClass: HolderClass(mode: mode))
        }
    }

    /// The nd device that is to sit on the namespace; nil for raw mode.
    ///
    /// - Parameter uuid: The UUID of a namespace without a label.
    /// - Returns: The nd device.
    func holder(orUUID uuid: String) -> HolderShape? {
        guard mode != .raw else { return nil }
        return HolderShape(
            HolderClass(mode: mode), uuid: self.uuid ?? uuid, align: align, map: map,
            sectorSize: mode == .sector ? sectorSize : nil)
    }
}
