// SPDX-License-Identifier: Apache-2.0

/// An NVDIMM region, `regionN`: the memory of a DIMM or interleave set, divided into namespaces.
public struct NvdimmRegion: Sendable, Hashable {
    /// The kernel's name, `regionN`.
    public var name: KernelName
    /// The bus that the region belongs to.
    public var bus: KernelName
    /// The size, from `regionN/size`; nil when it could not be read.
    public var size: ByteCount?
    /// The free size, from `regionN/available_size`; nil when it could not be read.
    public var availableSize: ByteCount?
    /// Whether a driver holds the region.
    ///
    /// The corresponding C function is `ndctl_region_is_enabled`.
    public var isEnabled: Bool
    /// The unreadable sectors, from `regionN/badblocks`, which the kernel shows for an enabled region.
    public var badSectors: [BadSectors] = []
    /// The physical range, from `regionN/resource` and `regionN/size`; nil when it could not be read.
    public var range: PhysicalRange?
    /// The unit of the sizes of namespaces, from `regionN/align`; nil where the kernel shows none.
    public var align: ByteCount?
    /// Whether its namespaces have labels, from `regionN/nstype`; nil when it could not be read.
    public var isLabelled: Bool?
    /// The version of its labels, from the index on its first DIMM; nil when that was not read.
    public var labelVersion: LabelVersion?
    /// The parts of DIMMs that make up the region, from `regionN/mappingK`, by position.
    public var mappings: [DimmMapping] = []
    /// The number that stands for its DIMMs and their order, from `regionN/set_cookie`; nil without DIMMs.
    public var setCookie: UInt64?
    /// Whether it can't be written, from `regionN/read_only`.
    public var isReadOnly = false
    /// What persists when power fails, from `regionN/persistence_domain`; nil where the platform says nothing.
    public var persistenceDomain: String?
    /// The largest namespace that fits, from `regionN/max_available_extent`; nil where the kernel shows none.
    public var largestFree: ByteCount?
    /// The node of its memory as RAM, from `regionN/target_node`; nil when it has none.
    public var targetNode: NodeNumber?
    /// The node of processors that it is near to, from `regionN/numa_node`; nil when it has none.
    public var numaNode: NodeNumber?
    /// The objects that its next namespace is made of; none while it is disabled.
    public var seeds = NvdimmSeeds()
    /// The namespaces of size 0, by name: the seed, and those that were emptied since the region was enabled.
    public var idle: [KernelName] = []

    /// Creates a region.
    ///
    /// - Parameters:
    ///   - name: The kernel's name.
    ///   - bus: The bus that the region belongs to.
    ///   - size: The size.
    ///   - availableSize: The free size.
    ///   - isEnabled: Whether a driver holds the region.
    public init(
        name: KernelName, bus: KernelName, size: ByteCount? = nil, availableSize: ByteCount? = nil,
        isEnabled: Bool
    ) {
        self.name = name
        self.bus = bus
        self.size = size
        self.availableSize = availableSize
        self.isEnabled = isEnabled
    }
}
