// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// The one thing that an action changes.
    public enum Subject: Sendable, Hashable {
        /// Which driver holds a device.
        case device(DeviceName)
        /// Whether a driver has the id of a device.
        case id(DeviceName, DriverName)
        /// The state of a memory block.
        case block(Int)
        /// Which driver holds an nd device.
        case nvdimm(KernelName)
        /// The auto-online policy.
        case autoOnline
        /// Whether drivers that register on a bus are offered devices.
        case autoprobe(KernelBus)
        /// Whether a driver's module is loaded.
        case module(DriverName)
        /// The configuration of modprobe.
        case modprobe
        /// Whether a device is there.
        case existence(DeviceName)
        /// The alignment of a device.
        case align(DeviceName)
        /// Where the map of a device's memory is kept.
        case memmapOnMemory(DeviceName)
        /// The ranges of a device.
        case ranges(DeviceName)

        var isDeviceOrBlock: Bool {
            switch self {
            case .device, .block, .nvdimm, .existence, .align, .memmapOnMemory, .ranges: true
            case .id, .autoOnline, .autoprobe, .module, .modprobe: false
            }
        }
    }

    /// The one thing that the action changes.
    public var subject: Subject {
        switch self {
        case .bind(let name, _, _), .unbind(let name, _, _): .device(name)
        case .forget(let name, let driver): .id(name, driver)
        case .online(let index, _), .offline(let index): .block(index)
        case .setAutoOnline: .autoOnline
        case .setAutoprobe(let bus, _): .autoprobe(bus)
        case .load(let driver): .module(driver)
        case .bindNvdimm(let name, _), .unbindNvdimm(let name, _, _): .nvdimm(name)
        case .setModprobe: .modprobe
        case .create(let name), .delete(let name): .existence(name)
        case .setAlign(let name, _): .align(name)
        case .setMemmapOnMemory(let name, _): .memmapOnMemory(name)
        case .map(let name, _, _), .unmap(let name, _, _): .ranges(name)
        }
    }
}

extension Action.Subject: CustomStringConvertible {
    /// The thing in the words of an administrator.
    public var description: String {
        switch self {
        case .device(let name): "\(name)"
        case .id(let name, let driver): "the id of \(name) at \(driver)"
        case .block(let index): "memory\(index)"
        case .autoOnline: "the auto-online policy"
        case .autoprobe(let bus): "drivers_autoprobe of the bus \(bus.rawValue)"
        case .module(let driver): "the module \(driver)"
        case .nvdimm(let name): "the nd device \(name)"
        case .modprobe: KernelFile.modprobe
        case .existence(let name): "whether \(name) is there"
        case .align(let name): "the alignment of \(name)"
        case .memmapOnMemory(let name): "memmap_on_memory of \(name)"
        case .ranges(let name): "the ranges of \(name)"
        }
    }
}
