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
