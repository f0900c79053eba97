// SPDX-License-Identifier: Apache-2.0

/// One change of the host: a write to the kernel, or the loading of a module.
public enum Action: Sendable, Hashable {
    /// Gives a device to a driver.
    ///
    /// A driver that does not match the device by itself is told to by `new_id`, which probes every device
    /// without a driver: those among `bystanders` that it takes as well are given back at once.
    case bind(DeviceName, DriverName, bystanders: [DeviceName])
    /// Takes a device from its driver; `blocks` are those that it has, or may have got, as system RAM.
    case unbind(DeviceName, DriverName, blocks: [Int])
    /// Takes the id of a device, which `new_id` gave, from a driver's list; the list can't be read.
    case forget(DeviceName, DriverName)
    /// Brings a memory block online in a zone; without one, where the kernel's own order puts it.
    case online(Int, MemoryZone?)
    /// Takes a memory block offline.
    case offline(Int)
    /// Sets the auto-online policy.
    case setAutoOnline(AutoOnlinePolicy)
    /// Sets whether drivers that register on a bus are offered the devices without one.
    case setAutoprobe(KernelBus, Bool)
    /// Loads the module of a driver.
    case load(DriverName)
    /// Gives an nd device to one of the drivers that make a dax device of it.
    case bindNvdimm(KernelName, DriverName)
    /// Takes an nd device from its driver; the dax device that it carries goes with it, whoever holds that.
    case unbindNvdimm(KernelName, DriverName, carrying: DeviceName)
    /// Puts something in the place of ``KernelFile/modprobe``.
    case setModprobe(FileContent)
    /// Makes a device without memory in its region; the name is the first that is free, or else nothing is made.
    case create(DeviceName)
    /// Deletes a device without memory.
    case delete(DeviceName)
    /// Sets the alignment of a device.
    case setAlign(DeviceName, ByteCount)
    /// Sets whether the map of a device's memory is kept in that memory; kmem heeds it when it takes the device.
    case setMemmapOnMemory(DeviceName, Bool)
    /// Gives a device a range behind those that it has.
    case map(DeviceName, PhysicalRange, after: [PhysicalRange])
    /// Takes from a device the last of its ranges.
    case unmap(DeviceName, PhysicalRange, after: [PhysicalRange])
}

extension Action {
    /// What must be true before, beyond what the kernel itself checks in one with the write.
    public var before: [Condition] {
        switch self {
        case .bind(let name, let driver, _): [.registered(driver), .driver(name, nil)]
        case .unbind(let name, let driver, let blocks):
            [.driver(name, driver)] + (blocks.isEmpty ? [] : [.noneOnline(name, blocks)])
        case .bindNvdimm(let name, let driver): [.registered(driver), .nvdimm(name, nil)]
        case .unbindNvdimm(let name, let driver, let device):
            [.nvdimm(name, driver)] + (driver == .daxPmem ? [.notSystemRAM(device)] : [])
        case .create(let name): [.exists(name, false)]
        case .setMemmapOnMemory(let name, _): [.driver(name, nil)]
        case .map(let name, _, let ranges): [.driver(name, nil), .ranges(name, ranges)]
        case .unmap(let name, let range, let ranges): [.ranges(name, ranges + [range])]
        case .forget, .online, .offline, .setAutoOnline, .setAutoprobe, .load, .setModprobe, .delete,
            .setAlign:
            []
        }
    }

    /// What is true afterwards.
    public var after: Condition {
        switch self {
        case .bind(let name, let driver, _): .driver(name, driver)
        case .unbind(let name, _, _): .driver(name, nil)
        case .forget(_, let driver): .registered(driver)
        case .online(let index, _): .block(index, .online)
        case .offline(let index): .block(index, .offline)
        case .setAutoOnline(let policy): .autoOnline(policy)
        case .setAutoprobe(let bus, let isOn): .autoprobe(bus, isOn)
        case .load(let driver): .registered(driver)
        case .bindNvdimm(let name, let driver): .nvdimm(name, driver)
        case .unbindNvdimm(let name, _, _): .nvdimm(name, nil)
        case .setModprobe(let content): .modprobe(content)
        case .create(let name): .exists(name, true)
        case .delete(let name): .exists(name, false)
        case .setAlign(let name, let align): .align(name, align)
        case .setMemmapOnMemory(let name, let isOn): .memmapOnMemory(name, isOn)
        case .map(let name, let range, let ranges): .ranges(name, ranges + [range])
        case .unmap(let name, _, let ranges): .ranges(name, ranges)
        }
    }

    /// The file that is written first; nil where a library does the work.
    public var file: String? {
        switch self {
        case .bind(_, let driver, _), .bindNvdimm(_, let driver): KernelFile.bind(driver)
        case .unbind(_, let driver, _), .unbindNvdimm(_, let driver, _): KernelFile.unbind(driver)
        case .forget(_, let driver): KernelFile.removeID(driver)
        case .online(let index, _), .offline(let index): KernelFile.blockState(index)
        case .setAutoOnline: KernelFile.autoOnlineBlocks
        case .setAutoprobe(let bus, _): KernelFile.driversAutoprobe(bus)
        case .setModprobe: KernelFile.modprobe
        case .create(let name): KernelFile.create(in: name.region)
        case .delete(let name): KernelFile.delete(in: name.region)
        case .setAlign(let name, _): KernelFile.align(name)
        case .setMemmapOnMemory(let name, _): KernelFile.memmapOnMemory(name)
        case .map(let name, _, _): KernelFile.mapping(name)
        case .unmap(let name, _, _): KernelFile.size(name)
        case .load: nil
        }
    }

    /// What is written to ``file``; for a module, its name.
    public var value: String {
        switch self {
        case .bind(let name, _, _), .unbind(let name, _, _), .forget(let name, _), .delete(let name):
            name.description
        case .online(_, .movable): "online_movable"
        case .online(_, .kernel): "online_kernel"
        case .online(_, nil): "online"
        case .offline: "offline"
        case .setAutoOnline(let policy): policy.rawValue
        case .setAutoprobe(_, let isOn), .setMemmapOnMemory(_, let isOn): isOn ? "1" : "0"
        case .load(let driver): driver.rawValue
        case .bindNvdimm(let name, _), .unbindNvdimm(let name, _, _): name.rawValue
        case .setModprobe(let content): "\(content)"
        case .create: "1"
        case .setAlign(_, let align): "\(align.rawValue)"
        case .map(_, let range, _): range.description
        case .unmap(_, _, let ranges): "\(ranges.size.rawValue)"
        }
    }
}

extension Action {
    /// What is written besides when the first write gives ENODEV, in order.
    public var writesOnENODEV: [(file: String, value: String)] {
        guard case .bind(let name, let driver, _) = self else { return [] }
        return [KernelFile.newID(driver), KernelFile.removeID(driver)].map { ($0, name.description) }
    }
}

extension Action: CustomStringConvertible {
    /// The action in the words of an administrator.
    public var description: String {
        switch self {
        case .bind(let name, let driver, _): "give \(name) to \(driver)"
        case .unbind(let name, let driver, _): "take \(name) from \(driver)"
        case .forget(let name, let driver): "take the id of \(name) from \(driver)"
        case .online(let index, let zone?): "bring memory\(index) online in the \(zone.rawValue) zone"
        case .online(let index, nil): "bring memory\(index) online"
        case .offline(let index): "take memory" + String(index) + " offline"
        case .setAutoOnline(let policy): "set the auto-online policy to \(policy.rawValue)"
        case .setAutoprobe(let bus, true):
            "offer devices of the bus \(bus.rawValue) without a driver to new drivers again"
        case .setAutoprobe(let bus, false):
            "offer devices of the bus \(bus.rawValue) without a driver to no new driver"
        case .load(let driver): "load the module \(driver)"
        case .bindNvdimm(let name, let driver): "give the nd device \(name) to \(driver)"
        case .unbindNvdimm(let name, let driver, _): "take the nd device \(name) from \(driver)"
        case .setModprobe(.absent): "remove \(KernelFile.modprobe)"
        case .setModprobe(.text): "write \(KernelFile.modprobe)"
        case .setModprobe(.link(let target)): "link \(KernelFile.modprobe) to \(target)"
        case .create(let name): "create \(name)"
        case .delete(let name): "delete \(name)"
        case .setAlign(let name, let align): "align \(name) to \(align)"
        case .setMemmapOnMemory(let name, true): "keep the map of \(name)'s memory in that memory"
        case .setMemmapOnMemory(let name, false): "keep the map of \(name)'s memory in ordinary RAM"
        case .map(let name, let range, _): "give \(name) the \(range.size) at \(range)"
        case .unmap(let name, let range, _): "take from \(name) the \(range.size) at \(range)"
        }
    }
}
