// SPDX-License-Identifier: Apache-2.0

/// The conditions of a section that select devices; all must hold.
public struct DeviceMatch: Sendable, Hashable {
    /// The namespace that carries the device, by its UUID: `nvdimm.uuid`.
    public var namespace: NamespaceReference?
    /// The id of the dax region: `region.id`.
    public var region: RegionNumber?
    /// Who provides the dax region: `region.provider`.
    public var provider: DaxRegion.Provider?
    /// N of the device's CXL region `regionN`: `cxl.region`.
    public var cxlRegion: Int?
    /// Physical addresses that contain the whole device: `range`.
    public var range: PhysicalRange?
    /// The node that the memory will belong to as system RAM: `target_node`.
    public var targetNode: NodeNumber?

    /// Creates a match for any device.
    public init() {}

    /// Whether a device matches.
    ///
    /// - Parameters:
    ///   - device: The device.
    ///   - inventory: The survey, with the mappings and the namespaces.
    /// - Returns: Whether all conditions hold; a condition on an unknown value does not.
    public func includes(_ device: DaxDevice, in inventory: Inventory) -> Bool {
        if let region, device.name.region != region { return false }
        return Layout.Match(self).includes(device, in: inventory)
    }
}
