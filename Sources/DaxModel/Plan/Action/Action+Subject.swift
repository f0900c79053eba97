// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// The one thing that an action changes.
    public enum Subject: Sendable, Hashable {
        /// The state of an object: the driver of a device or nd device, a block's own, the value of a setting.
        case state(ObjectReference)
        /// Whether a driver has the id of a device.
        case id(DeviceName, DriverName)
        /// Whether a device is there.
        case existence(DeviceName)
        /// The alignment of a device.
        case align(DeviceName)
        /// Where the map of a device's memory is kept.
        case memmapOnMemory(DeviceName)
        /// The ranges of a device.
        case ranges(DeviceName)
        /// The label of a namespace.
        case label(KernelName)
        /// The info block of a namespace.
        case infoBlock(KernelName)

        var isDeviceOrBlock: Bool {
            switch self {
            case .state(.setting), .id: false
            case .state, .existence, .align, .memmapOnMemory, .ranges, .label, .infoBlock: true
            }
        }
    }

    /// The one thing that the action changes.
    public var subject: Subject {
        switch self {
        case .device(let name, let change): change.subject(on: name)
        case .namespace(let name, let change): change.subject(on: name)
        case .block, .ndDevice, .nvdimmRegion, .dimm, .setting, .file: .state(object)
        }
    }
}

extension Action.Subject: CustomStringConvertible {
    /// The thing in the words of an administrator.
    public var description: String {
        switch self {
        case .state(let object): "\(object)"
        case .id(let name, let driver): "the id of \(name) at \(driver)"
        case .existence(let name): "whether \(name) is there"
        case .align(let name): "the alignment of \(name)"
        case .memmapOnMemory(let name): "memmap_on_memory of \(name)"
        case .ranges(let name): "the ranges of \(name)"
        case .label(let name): "the label of \(name)"
        case .infoBlock(let name): "the info block of \(name)"
        }
    }
}
