// SPDX-License-Identifier: Apache-2.0

/// An immutable snapshot of the persistent, CXL and high-bandwidth memory of a host.
///
/// An optional value is nil when the kernel has no such file, or when the file is in ``gaps``.
public struct Inventory: Sendable, Hashable {
    /// The running kernel's release.
    public var kernel: KernelRelease
    /// The models under which this host shows or would show dax devices; both while devices are moved.
    public var models: Set<DeviceModel> = []
    /// The size of a memory block, from `/sys/devices/system/memory/block_size_bytes`.
    public var blockSize: ByteCount?
    /// The policy for new memory blocks, from `/sys/devices/system/memory/auto_online_blocks`.
    public var autoOnline: AutoOnlinePolicy?
    /// Whether drivers that register probe the unbound devices, from `/sys/bus/dax/drivers_autoprobe`.
    public var driversAutoprobe: Bool?
    /// The same for NVDIMM drivers, from `/sys/bus/nd/drivers_autoprobe`.
    public var ndDriversAutoprobe: Bool?
    /// The settings by which the kernel moves and spreads memory; nil when not surveyed.
    public var hostSettings: HostSettings?
    /// The settings that decide the device model at the next boot; nil when not surveyed.
    public var nextBoot: NextBoot?
    /// The saved configuration of devices; empty when not surveyed.
    public var configuration = DeviceConfiguration()
    /// The NVDIMM buses, by name.
    public var buses: [NvdimmBus] = []
    /// The DIMMs, by name.
    public var dimms: [Dimm] = []
    /// The NVDIMM regions, by name.
    public var nvdimmRegions: [NvdimmRegion] = []
    /// The namespaces, by name.
    public var namespaces: [Namespace] = []
    /// The dax regions, by id and path; ``region(of:)`` relies on that order.
    public var regions: [DaxRegion] = []
    /// The dax devices, by name; ``device(_:)`` relies on that order.
    public var devices: [DaxDevice] = []
    /// The system RAM that kmem added and no device owns, by address.
    public var unownedMemory: [UnownedMemory] = []
    /// The nodes that devices belong to or are near to, by number.
    public var nodes: [Node] = []
    /// The size of memory that the kernel took out of use after errors, from `HardwareCorrupted` of `/proc/meminfo`.
    public var poisoned = ByteCount.zero
    /// The modules of ``DriverModule/surveyed``.
    public var modules: [DriverModule] = []
    /// The files that could not be read.
    public var gaps: [Gap] = []
    /// The memory in use and free; nil when not surveyed.
    public var memory: HostMemory?
    /// Warnings of the survey, one sentence each.
    public var warnings: [String] = []

    /// Creates an empty inventory.
    ///
    /// - Parameter kernel: The running kernel's release.
    public init(kernel: KernelRelease) {
        self.kernel = kernel
    }

    /// The device called `name`, or nil when there is none.
    public func device(_ name: DeviceName) -> DaxDevice? {
        let index = devices.lowerBound(where: { $0.name >= name })
        return index < devices.count && devices[index].name == name ? devices[index] : nil
    }

    /// The gap in the list of the devices or one of its links; if there is one, ``devices`` may be incomplete.
    public var unlisted: Gap? {
        gaps.first { gap in DeviceModel.allCases.contains { gap.file.hasPrefix($0.listing) } }
    }

    /// Adds a device or replaces the one with its name.
    ///
    /// - Parameter device: The device.
    public mutating func put(_ device: DaxDevice) {
        let index = devices.lowerBound(where: { $0.name >= device.name })
        let isThere = index < devices.count && devices[index].name == device.name
        devices.replaceSubrange(index..<index + (isThere ? 1 : 0), with: [device])
    }

    /// Copies the NVDIMM objects of another inventory of the same host.
    ///
    /// - Parameter other: The inventory.
    public mutating func takeNvdimms(of other: Inventory) {
        (buses, dimms) = (other.buses, other.dimms)
        (nvdimmRegions, namespaces) = (other.nvdimmRegions, other.namespaces)
    }

    /// The region of `device`, or nil when its files could not be read.
    public func region(of device: DaxDevice) -> DaxRegion? {
        let (id, path) = (device.name.region, device.regionPath)
        let index = regions.lowerBound(where: { ($0.id, $0.path) >= (id, path) })
        return index < regions.count && regions[index].path == path ? regions[index] : nil
    }

    /// The namespaces of devices, by device.
    public var carriers: [DeviceName: Namespace] {
        Dictionary(namespaces.compactMap { namespace in namespace.device.map { ($0, namespace) } }) {
            first, _ in first
        }
    }

    /// The module called `name`, or nil when it was not surveyed.
    public func module(_ name: String) -> DriverModule? {
        modules.first { $0.name == name }
    }
}
