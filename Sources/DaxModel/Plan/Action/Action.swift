// SPDX-License-Identifier: Apache-2.0

/// One change of the host, by what it acts on.
public enum Action: Sendable, Hashable {
    /// Changes a device: its driver, its shape, or whether it is there.
    case device(DeviceName, Device)
    /// Changes the state of a memory block.
    case block(BlockNumber, Block)
    /// Changes the driver of an nd device.
    case ndDevice(KernelName, NdDevice)
    /// Changes a namespace: its label, its nd device, or what its info block says.
    case namespace(KernelName, Namespace)
    /// Changes the driver of an NVDIMM region.
    case nvdimmRegion(KernelName, NvdimmRegion)
    /// Changes the labels of a DIMM.
    case dimm(KernelName, Dimm)
    /// Changes a setting of the kernel.
    case setting(Setting)
    /// Replaces a file.
    case file(File)
}

extension Action {
    /// The object that it acts on.
    public var object: ObjectReference {
        switch self {
        case .device(let name, _): .device(name)
        case .block(let index, _): .memoryBlock(index)
        case .ndDevice(let name, _): .ndDevice(name)
        case .namespace(let name, _): .namespace(name)
        case .nvdimmRegion(let name, _): .nvdimmRegion(name)
        case .dimm(let name, _): .dimm(name)
        case .setting(let change): .setting(change.setting)
        case .file(let change): .setting(change.setting)
        }
    }

    /// The preconditions, beyond those that the kernel checks together with the write.
    public var before: [Condition] {
        switch self {
        case .device(let name, let change): change.before(on: name)
        case .ndDevice(let name, let change): change.before(on: name)
        case .namespace(let name, let change): change.before(on: name)
        case .block, .setting, .file, .nvdimmRegion, .dimm: []
        }
    }

    /// The condition that holds afterwards.
    public var after: Condition {
        switch self {
        case .device(let name, let change): change.after(on: name)
        case .block(let index, let change): change.after(on: index)
        case .ndDevice(let name, let change): change.after(on: name)
        case .namespace(let name, let change): change.after(on: name)
        case .nvdimmRegion(let name, let change): change.after(on: name)
        case .dimm(let name, let change): change.after(on: name)
        case .setting(let change): change.after
        case .file(let change): change.after
        }
    }

    /// How it changes the host.
    public var effect: Effect {
        switch self {
        case .device(let name, let change): change.effect(on: name)
        case .block(let index, let change): change.effect(on: index)
        case .ndDevice(let name, let change): change.effect(on: name)
        case .namespace(let name, let change): change.effect(on: name)
        case .nvdimmRegion(let name, let change): change.effect(on: name)
        case .dimm(let name, let change): change.effect(on: name)
        case .setting(let change): change.effect
        case .file(let change): change.effect
        }
    }

    /// The new state, in a word or two.
    var result: String {
        switch self {
        case .device(_, let change): change.result
        case .block(_, let change): change.value
        case .ndDevice(_, let change): change.result
        case .namespace(_, let change): change.result
        case .nvdimmRegion(_, let change): change.result
        case .dimm(_, let change): change.result
        case .setting(let change): change.result
        case .file(let change): change.result
        }
    }

    /// What must hold too when another tool brought about ``after`` first, and the action to do before a
    /// retry when it does not hold; nil when ``after`` is enough.
    public var whenForestalled: (wanted: Condition, first: Action)? {
        guard case .block(let index, .online(let zone?)) = self else { return nil }
        return (.block(index, .zone(zone)), .block(index, .offline))
    }

    /// The minimum of its time limit, whatever the user's limit on a step: a program that builds an image is
    /// slow, and so is an area of labels, which is written in small pieces.
    public var leastTime: Duration {
        switch self {
        case .file(.initramfs): .seconds(600)
        case .dimm: .seconds(120)
        default: .zero
        }
    }

    /// The NVDIMM region whose namespaces the kernel finds again; nil for most actions.
    public var relistedRegion: KernelName? {
        if case .nvdimmRegion(let name, _) = self { name } else { nil }
    }

    /// The writes that follow when the first one fails with ENODEV, in order.
    public var writesOnENODEV: [(file: String, value: String)] {
        guard case .device(let name, .bind(let driver, _)) = self else { return [] }
        return [KernelFile.newID(driver), KernelFile.removeID(driver)].map { ($0, name.description) }
    }
}

extension Action: CustomStringConvertible {
    /// The action in the words of an administrator.
    public var description: String {
        switch self {
        case .device(let name, let change): change.description(on: name)
        case .block(let index, let change): change.description(on: index)
        case .ndDevice(let name, let change): change.description(on: name)
        case .namespace(let name, let change): change.description(on: name)
        case .nvdimmRegion(let name, let change): change.description(on: name)
        case .dimm(let name, let change): change.description(on: name)
        case .setting(let change): change.description
        case .file(let change): change.description
        }
    }
}
