// SPDX-License-Identifier: Apache-2.0

/// Something that can be read off the host, and must be true before or after a step.
public enum Condition: Sendable, Hashable {
    /// The device covers these physical ranges, so its name means what it meant; one that is gone covers none.
    case ranges(DeviceName, [PhysicalRange])
    /// This driver holds the device; nil: none does.
    case driver(DeviceName, DriverName?)
    /// The driver is registered on the dax bus.
    case registered(DriverName)
    /// None of these memory blocks of the device is in use.
    case noneOnline(DeviceName, [Int])
    /// No driver of the dax bus holds the device; one that is not on the bus is held by none.
    case unheld(DeviceName)
    /// The device is no system RAM: kmem does not hold it.
    case notSystemRAM(DeviceName)
    /// No process has the device open or mapped, and all could be looked at.
    case unused(DeviceName)
    /// The memory block is in this state.
    case block(Int, MemoryBlock.State)
    /// The memory block is online in such a zone.
    case zone(Int, MemoryZone)
    /// The auto-online policy.
    case autoOnline(AutoOnlinePolicy)
    /// Whether drivers that register on a bus are offered the devices without one.
    case autoprobe(KernelBus, Bool)
    /// This driver holds the nd device; nil: none does.
    case nvdimm(KernelName, DriverName?)
    /// This stands in the place of ``KernelFile/modprobe``.
    case modprobe(FileContent)
    /// Whether the device is there.
    case exists(DeviceName, Bool)
    /// The device is aligned so, or gone.
    case align(DeviceName, ByteCount)
    /// Whether the map of the device's memory is kept in that memory; a device that is gone keeps none.
    case memmapOnMemory(DeviceName, Bool)
    /// Other memory than that of the node has room for what memory blocks of it may hold, whose size together this is.
    case room(besides: Int, for: ByteCount)
}

extension Condition: CustomStringConvertible {
    /// The condition in the words of an administrator.
    public var description: String {
        switch self {
        case .ranges(let name, []): "\(name) has no memory"
        case .ranges(let name, let ranges):
            "\(name) covers \(ranges.map(\.description).joined(separator: ", "))"
        case .driver(let name, nil): "\(name) has no driver"
        case .driver(let name, let driver?): "\(name) is held by \(driver)"
        case .registered(let driver): "the driver \(driver) is there"
        case .noneOnline(let name, _): "no memory block of \(name) is online"
        case .unheld(let name): "no driver of the dax bus holds \(name)"
        case .notSystemRAM(let name): "\(name) is not in the hands of kmem"
        case .unused(let name): "no process has \(name) open or mapped"
        case .block(let index, let state): "memory\(index) is \(state.rawValue)"
        case .zone(let index, let zone): "memory\(index) is online in the \(zone.rawValue) zone"
        case .autoOnline(let policy): "the auto-online policy is \(policy.rawValue)"
        case .autoprobe(let bus, let isOn): "drivers_autoprobe of the bus \(bus.rawValue) is \(isOn ? 1 : 0)"
        case .nvdimm(let name, nil): "the nd device \(name) has no driver"
        case .nvdimm(let name, let driver?): "the nd device \(name) is held by \(driver)"
        case .modprobe(let content): "there is \(content) at \(KernelFile.modprobe)"
        case .exists(let name, true): "\(name) is there"
        case .exists(let name, false): "there is no \(name)"
        case .align(let name, let align): "\(name) is aligned to \(align)"
        case .memmapOnMemory(let name, let isOn): "memmap_on_memory of \(name) is \(isOn ? 1 : 0)"
        case .room(let node, let size):
            "there is room outside of node \(node) for what memory blocks of \(size) may hold"
        }
    }
}
