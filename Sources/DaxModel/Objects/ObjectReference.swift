// SPDX-License-Identifier: Apache-2.0

/// The name of one object of a host, whatever kind of object it is.
///
/// A name is for people and for the kernel's files; what the object *is* survives a boot only by its ``ObjectIdentity``.
public enum ObjectReference: Sendable, Hashable {
    /// A dax device, `daxX.Y`.
    case device(DeviceName)
    /// An NVDIMM namespace, `namespaceN.M`.
    case namespace(KernelName)
    /// An nd device of an NVDIMM region, such as `dax0.1` or `pfn0.0`, whose number is not that of a dax device.
    case ndDevice(KernelName)
    /// An NVDIMM region, `regionN`.
    case nvdimmRegion(KernelName)
    /// A DIMM, `nmemN`.
    case dimm(KernelName)
    /// A dax region, by the folder of the device that provides it, below `/sys/devices`.
    case daxRegion(path: String)
    /// A memory block, `memoryN`.
    case memoryBlock(BlockNumber)
    /// A NUMA node, `nodeN`.
    case node(NodeNumber)
    /// A setting of the host.
    case setting(Setting)

    /// A setting of the host that belongs to no other object.
    public enum Setting: Sendable, Hashable {
        /// The auto-online policy.
        case autoOnline
        /// Whether pages move to a slower memory tier, ``KernelFile/demotion``.
        case demotion
        /// The mode in which pages move to the node that uses them, ``KernelFile/numaBalancing``.
        case numaBalancing
        /// The weights of nodes, in ``KernelFile/weightedInterleave``.
        case weights
        /// Whether a driver that registers on a bus probes the devices without a driver.
        case autoprobe(KernelBus)
        /// Whether the module of a driver is loaded.
        case module(DriverName)
        /// The configuration of modprobe, ``KernelFile/modprobe``.
        case modprobe
        /// The initramfs at a path.
        case initramfs(path: String)
    }

    /// The device, where the object is one.
    public var device: DeviceName? {
        if case .device(let name) = self { name } else { nil }
    }
}

extension ObjectReference: CustomStringConvertible {
    /// The object as a message names it.
    public var description: String {
        switch self {
        case .device(let name): "\(name)"
        case .namespace(let name), .nvdimmRegion(let name), .dimm(let name): "\(name)"
        case .ndDevice(let name): "the nd device \(name)"
        case .daxRegion(let path): "the dax region of \(path)"
        case .memoryBlock(let index): "memory\(index)"
        case .node(let number): "node\(number)"
        case .setting(let setting): "\(setting)"
        }
    }
}

extension ObjectReference.Setting {
    /// The file that holds it, the folder of its files, or the name of a module.
    public var name: String {
        switch self {
        case .autoOnline: KernelFile.autoOnlineBlocks
        case .demotion: KernelFile.demotion
        case .numaBalancing: KernelFile.numaBalancing
        case .weights: KernelFile.weightedInterleave
        case .autoprobe(let bus): KernelFile.driversAutoprobe(bus)
        case .module(let driver): "\(driver)"
        case .modprobe: KernelFile.modprobe
        case .initramfs(let path): path
        }
    }
}

extension ObjectReference.Setting: CustomStringConvertible {
    /// The setting as a message names it.
    public var description: String {
        switch self {
        case .autoOnline: "the auto-online policy"
        case .demotion: "demotion_enabled"
        case .numaBalancing: "numa_balancing"
        case .weights: "weighted_interleave"
        case .autoprobe(let bus): "drivers_autoprobe of the bus \(bus.rawValue)"
        case .module(let driver): "the module \(driver)"
        case .modprobe: KernelFile.modprobe
        case .initramfs(let path): path
        }
    }
}
