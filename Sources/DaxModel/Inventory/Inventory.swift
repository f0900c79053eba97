// SPDX-License-Identifier: Apache-2.0

/// One immutable snapshot of how a host uses persistent, CXL and high-bandwidth memory.
///
/// An optional that is nil means that this kernel has no such file, or that the file is named in ``gaps``.
public struct Inventory: Sendable, Hashable {
    /// The running kernel's release.
    public var kernel: KernelRelease
    /// The models under which this host shows or would show dax devices; both while devices are being moved.
    public var models: Set<DeviceModel> = []
    /// The size of a memory block, from `/sys/devices/system/memory/block_size_bytes`.
    public var blockSize: ByteCount?
    /// What the kernel does with blocks that appear, from `/sys/devices/system/memory/auto_online_blocks`.
    public var autoOnline: AutoOnlinePolicy?
    /// Whether drivers that register are offered the devices without one, from `/sys/bus/dax/drivers_autoprobe`.
    public var driversAutoprobe: Bool?
    /// The same of drivers of NVDIMMs, from `/sys/bus/nd/drivers_autoprobe`.
    public var ndDriversAutoprobe: Bool?
    /// What decides under which model devices come up at the next boot; nil when it was not asked for.
    public var nextBoot: NextBoot?
    /// The saved configuration of devices; empty when it was not asked for.
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
    /// What the kernel has as RAM and no device in kmem owns, by address.
    public var unownedMemory: [UnownedMemory] = []
    /// The nodes that devices belong to or are near to, by number.
    public var nodes: [Node] = []
    /// How much memory the kernel took from use after an error, from `HardwareCorrupted` of `/proc/meminfo`.
    public var poisoned = ByteCount.zero
    /// The modules of ``DriverModule/surveyed``.
    public var modules: [DriverModule] = []
    /// The files that could not be read.
    public var gaps: [Gap] = []
    /// What is in use and free of memory; nil when it was not asked for.
    public var memory: HostMemory?
    /// What the survey noticed and the user should know, a sentence each.
    public var warnings: [String] = []

    /// Creates the inventory of a host on which nothing has been found yet.
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

    /// What kept a list of the devices, or one of its links, from being read; then there may be more than ``devices``.
    public var unlisted: Gap? {
        gaps.first { gap in DeviceModel.allCases.contains { gap.file.hasPrefix($0.listing) } }
    }

    /// Adds a device, in the place of the one with its name if there is one.
    ///
    /// - Parameter device: The device.
    public mutating func put(_ device: DaxDevice) {
        let index = devices.lowerBound(where: { $0.name >= device.name })
        let isThere = index < devices.count && devices[index].name == device.name
        devices.replaceSubrange(index..<index + (isThere ? 1 : 0), with: [device])
    }

    /// Takes what is known of NVDIMMs from another inventory of the same host.
    ///
    /// - Parameter other: The inventory.
    public mutating func takeNvdimms(of other: Inventory) {
        (buses, dimms) = (other.buses, other.dimms)
        (nvdimmRegions, namespaces) = (other.nvdimmRegions, other.namespaces)
    }

    /// The region in which `device` lies, or nil when its files could not be read.
    public func region(of device: DaxDevice) -> DaxRegion? {
        let (id, path) = (device.name.region, device.regionPath)
        let index = regions.lowerBound(where: { ($0.id, $0.path) >= (id, path) })
        return index < regions.count && regions[index].path == path ? regions[index] : nil
    }

    /// The namespaces that carry devices, by device.
    public var carriers: [DeviceName: Namespace] {
        Dictionary(namespaces.compactMap { namespace in namespace.device.map { ($0, namespace) } }) {
            first, _ in first
        }
    }

    /// The module called `name`, or nil when the survey did not ask for it.
    public func module(_ name: String) -> DriverModule? {
        modules.first { $0.name == name }
    }
}
