// SPDX-License-Identifier: Apache-2.0

/// A dax device: the unit that is a character device or system RAM.
public struct DaxDevice: Sendable, Hashable {
    /// The kernel's name.
    public var name: DeviceName
    /// Where the kernel shows the device.
    public var model: DeviceModel
    /// The device's folder below `/sys/devices`, such as `/platform/hmem.0/dax0.0`.
    public var path: String
    /// The driver that holds the device; nil when none does.
    ///
    /// Under the class model, the nd device's driver.
    public var driver: DriverName?
    /// The size, from `size`; nil when it could not be read.
    public var size: ByteCount?
    /// The alignment of mappings, from `align`; nil before Linux 5.10.
    public var align: ByteCount?
    /// The physical ranges in page-offset order; empty before Linux 5.10, without root, or without a size.
    public var mappings: [Mapping]
    /// The first address, from `resource` (root only), read if the kernel shows no mappings.
    public var resource: UInt64?
    /// The node that the memory will belong to as system RAM, from `target_node`.
    public var targetNode: NodeNumber?
    /// The nearest node with CPUs, from `numa_node`; nil also when the kernel knows none.
    public var numaNode: NodeNumber?
    /// Whether the memory map is kept in the hot-added memory, from `memmap_on_memory`, since Linux 6.8.
    public var memmapOnMemory: Bool?
    /// The memory blocks of a device in kmem, by index.
    public var blocks: [MemoryBlock]
    /// The processes that have the device open or mapped, by pid.
    public var users: [DeviceUser] = []
    /// Why users may have been missed; nil when all were seen, or when the survey did not look for any.
    public var unseenUsers: UnseenUsers?
    /// The ranges that the kernel still keeps as RAM although the device is not in kmem, from `/proc/iomem` (root only).
    ///
    /// It was unbound while memory was online; the kernel keeps it until a reboot.
    public var leakedRanges: [PhysicalRange] = []
    /// Whether poisoned memory may be among the blocks, from `nodeN/memory_failure/total` where the kernel counts it.
    public var mayBePoisoned = false
    /// The unreadable ranges of the device, from `regionN/badblocks` of its NVDIMM region, ascending.
    public var badRanges: [PhysicalRange] = []
    /// What samples of an NVDIMM's character device show; nil for any other device, or when not surveyed.
    public var storedData: StoredData?

    /// Creates a device.
    ///
    /// - Parameters:
    ///   - name: The kernel's name.
    ///   - model: Where the kernel shows the device.
    ///   - path: The device's folder below `/sys/devices`.
    ///   - driver: The driver that holds the device.
    ///   - size: The size.
    ///   - align: The alignment of mappings.
    ///   - mappings: The physical ranges in page-offset order.
    ///   - resource: The first address.
    ///   - targetNode: The node that the memory will belong to.
    ///   - numaNode: The nearest node with CPUs.
    ///   - memmapOnMemory: Whether the memory map is kept in the hot-added memory.
    ///   - blocks: The memory blocks of a device in kmem, by index.
    public init(
        name: DeviceName, model: DeviceModel = .bus, path: String, driver: DriverName? = nil,
        size: ByteCount? = nil, align: ByteCount? = nil, mappings: [Mapping] = [], resource: UInt64? = nil,
        targetNode: NodeNumber? = nil, numaNode: NodeNumber? = nil, memmapOnMemory: Bool? = nil,
        blocks: [MemoryBlock] = []
    ) {
        self.name = name
        self.model = model
        self.path = path
        self.driver = driver
        self.size = size
        self.align = align
        self.mappings = mappings
        self.resource = resource
        self.targetNode = targetNode
        self.numaNode = numaNode
        self.memmapOnMemory = memmapOnMemory
        self.blocks = blocks
    }

    /// The character device that `device_dax` makes of this device.
    public var characterDevice: String { "/dev/\(name)" }

    /// The region of the device, by its ``DaxRegion/path``.
    public var regionPath: String { model.regionPath(of: path) }

    /// The device as the kernel shows it under another model: in the same region, with another path.
    ///
    /// - Parameter model: The model.
    /// - Returns: The device with that model and path.
    public func shown(under model: DeviceModel) -> DaxDevice {
        var device = self
        device.path = model.path(of: name, in: regionPath)
        device.model = model
        return device
    }

    /// The mode; nil when no driver holds the device.
    public var mode: Mode? {
        switch driver {
        case nil: nil
        case .kmem: .systemRAM
        case .fsdevDax: .famfs
        default: .devdax
        }
    }

    /// The physical ranges: those of the mappings, or the one range that older kernels show.
    public var ranges: [PhysicalRange] {
        guard mappings.isEmpty else { return mappings.map(\.range) }
        guard let resource, let size, size > .zero else { return [] }
        let (end, isBeyond) = resource.addingReportingOverflow(size.rawValue - 1)
        guard !isBeyond, let range = PhysicalRange(start: resource, end: end) else { return [] }
        return [range]
    }

    /// The device with other ranges.
    ///
    /// - Parameter ranges: The physical ranges in page-offset order.
    /// - Returns: The device with those mappings and that size.
    public func withRanges(_ ranges: [PhysicalRange]) -> DaxDevice {
        var device = self
        device.size = .zero
        device.mappings = []
        for (index, range) in ranges.enumerated() {
            let offset = (device.size ?? .zero).rawValue / 4096
            device.mappings.append(Mapping(index: index, range: range, pageOffset: offset))
            device.size = (device.size ?? .zero) + range.size
        }
        return device
    }

    /// The indexes of the blocks that this device has, or would have, as system RAM, ascending.
    ///
    /// - Parameter blockSize: The size of a memory block.
    /// - Returns: N of each `memoryN`; empty above ``maximumBlocks``.
    public func blockIndexes(of blockSize: ByteCount) -> [BlockNumber] {
        blockRuns(of: blockSize).flatMap { $0 }
    }

    /// The indexes of ``blockIndexes(of:)`` as ranges of consecutive blocks.
    ///
    /// - Parameter blockSize: The size of a memory block.
    /// - Returns: The indexes for each range of the device, ascending.
    public func blockRuns(of blockSize: ByteCount) -> [Range<BlockNumber>] {
        var runs: [Range<BlockNumber>] = []
        var count = 0
        for range in ranges {
            let run = range.wholeBlocks(of: blockSize)
            guard run.count <= Self.maximumBlocks - count else { return [] }
            count += run.count
            runs.append(run)
        }
        return runs.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// The plausible maximum of blocks: half a pebibyte at the usual block size.
    public static let maximumBlocks = 1 << 22

    /// The mode of a device.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// System RAM, hot-added by `kmem`.
        case systemRAM = "system-ram"
        /// The character device `/dev/daxX.Y`, by `device_dax`.
        case devdax
        /// A device of the famfs file system, by `fsdev_dax`.
        case famfs
    }
}
