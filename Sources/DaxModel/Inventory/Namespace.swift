// SPDX-License-Identifier: Apache-2.0

/// An NVDIMM namespace, `namespaceN.M`: the part of a region that is one block or dax device.
public struct Namespace: Sendable, Hashable {
    /// The kernel's name, `namespaceN.M`.
    public var name: KernelName
    /// The NVDIMM region of the namespace.
    public var region: KernelName
    /// The mode, in ndctl's words: `fsdax`, `devdax`, `sector` or `raw`.
    public var mode: String
    /// The usable size in its mode; nil when it could not be read.
    public var size: ByteCount?
    /// The UUID, which stays the same when names change; nil for a legacy namespace without labels.
    public var uuid: String?
    /// The name that an administrator gave it, from `alt_name`; others may have it too, and it may have control characters.
    public var altName: String?
    /// The nd device of a devdax namespace, which provides its dax region.
    public var ndDevice: KernelName?
    /// The dax device of the namespace; nil without one.
    public var device: DeviceName?
    /// Whether a driver holds the namespace.
    ///
    /// The corresponding C function is `ndctl_namespace_is_active`.
    public var isEnabled: Bool
    /// The unreadable ranges of the namespace, from `regionN/badblocks`, ascending.
    public var badRanges: [PhysicalRange] = []
    /// The UUID of the label, from `namespaceN.M/uuid`, which identifies the namespace; nil without a label.
    public var labelUUID: String?
    /// The size of the namespace with its metadata, from `namespaceN.M/size`; nil when it could not be read.
    public var rawSize: ByteCount?
    /// The physical range with the metadata, from `namespaceN.M/resource`; nil when it could not be read.
    public var range: PhysicalRange?
    /// The part that can be used in fsdax or devdax mode, from the holder's `resource` and `size`; nil without a driver.
    public var usable: PhysicalRange?
    /// The nd device that sits on the namespace and makes its mode, from `namespaceN.M/holder`: `dax0.1`, `pfn0.0`, `btt0.0`.
    public var holder: KernelName?
    /// The kind of holder that the label asks for, from `namespaceN.M/holder_class`: `dax`, `pfn`, `btt`; nil when it could not be read.
    public var holderClass: HolderClass?
    /// The alignment of a devdax or fsdax namespace, from the holder.
    public var align: ByteCount?
    /// Where the map of the pages is kept, from the holder's `mode`: `ram` is ``MapPlace/memory``.
    public var map: MapPlace?
    /// The chosen size of a sector, from the holder of a sector namespace, else from `namespaceN.M/sector_size`.
    public var sectorSize: ByteCount?
    /// The size of a sector that the label keeps, from `namespaceN.M/sector_size`, also of a sector namespace; nil without one.
    public var labelSectorSize: ByteCount?
    /// The block device, such as `pmem0.1`; nil without one.
    public var blockDevice: String?
    /// The driver of the holder, or of the namespace without one; nil for none.
    public var driver: DriverName?
    /// What its block device holds and who uses it; nil when that was not surveyed.
    public var contents: BlockContents?

    /// Creates a namespace.
    ///
    /// - Parameters:
    ///   - name: The kernel's name.
    ///   - region: The NVDIMM region of the namespace.
    ///   - mode: The mode, in ndctl's words.
    ///   - size: The usable size in its mode.
    ///   - uuid: The UUID.
    ///   - ndDevice: The nd device of a devdax namespace.
    ///   - device: The dax device of the namespace.
    ///   - isEnabled: Whether a driver holds the namespace.
    public init(
        name: KernelName, region: KernelName, mode: String, size: ByteCount? = nil, uuid: String? = nil,
        ndDevice: KernelName? = nil, device: DeviceName? = nil, isEnabled: Bool
    ) {
        self.name = name
        self.region = region
        self.mode = mode
        self.size = size
        self.uuid = uuid
        self.ndDevice = ndDevice
        self.device = device
        self.isEnabled = isEnabled
    }
}
