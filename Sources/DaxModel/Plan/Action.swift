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
        case .forget, .online, .offline, .setAutoOnline, .setAutoprobe, .load, .setModprobe: []
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
        case .load: nil
        }
    }

    /// What is written to ``file``; for a module, its name.
    public var value: String {
        switch self {
        case .bind(let name, _, _), .unbind(let name, _, _), .forget(let name, _): name.description
        case .online(_, .movable): "online_movable"
        case .online(_, .kernel): "online_kernel"
        case .online(_, nil): "online"
        case .offline: "offline"
        case .setAutoOnline(let policy): policy.rawValue
        case .setAutoprobe(_, let isOn): isOn ? "1" : "0"
        case .load(let driver): driver.rawValue
        case .bindNvdimm(let name, _), .unbindNvdimm(let name, _, _): name.rawValue
        case .setModprobe(let content): "\(content)"
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
        }
    }
}
