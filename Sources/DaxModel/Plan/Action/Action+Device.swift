// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of a device.
    public enum Device: Sendable, Hashable {
        /// Binds it to a driver.
        ///
        /// A driver that does not match the device by itself gets its id by `new_id`, which probes every
        /// device without a driver: those of `bystanders` that the driver takes as well are unbound at once.
        case bind(DriverName, bystanders: [DeviceName])
        /// Takes it from its driver; `blocks` are those that it has, or may have got, as system RAM.
        case unbind(DriverName, blocks: [BlockNumber])
        /// Removes its id, which `new_id` added, from a driver's list; the list can't be read.
        case forget(DriverName)
        /// Creates it in its region without memory; when the kernel can't give it this name, nothing is
        /// created.
        case create
        /// Deletes it, once it has no memory.
        case delete
        /// Sets its alignment.
        case setAlign(ByteCount)
        /// Sets whether the map of its memory is kept in that memory; kmem reads this when it is bound to the
        /// device.
        case setMemmapOnMemory(Bool)
        /// Adds a range after those that it has.
        case map(PhysicalRange, after: [PhysicalRange])
        /// Removes the last of its ranges.
        case unmap(PhysicalRange, after: [PhysicalRange])
    }
}

extension Action.Device {
    func before(on name: DeviceName) -> [Condition] {
        switch self {
        case .bind(let driver, _): [.setting(.registered(driver)), .device(name, .driver(nil))]
        case .unbind(let driver, let blocks):
            [.device(name, .driver(driver))] + (blocks.isEmpty ? [] : [.device(name, .noneOnline(blocks))])
        case .create: [.device(name, .exists(false))]
        case .setMemmapOnMemory: [.device(name, .driver(nil))]
        case .map(_, let ranges): [.device(name, .driver(nil)), .device(name, .ranges(ranges))]
        case .unmap(let range, let ranges): [.device(name, .ranges(ranges + [range]))]
        case .forget, .delete, .setAlign: []
        }
    }

    func after(on name: DeviceName) -> Condition {
        switch self {
        case .bind(let driver, _): .device(name, .driver(driver))
        case .unbind: .device(name, .driver(nil))
        case .forget(let driver): .setting(.registered(driver))
        case .create: .device(name, .exists(true))
        case .delete: .device(name, .exists(false))
        case .setAlign(let align): .device(name, .align(align))
        case .setMemmapOnMemory(let isOn): .device(name, .memmapOnMemory(isOn))
        case .map(let range, let ranges): .device(name, .ranges(ranges + [range]))
        case .unmap(_, let ranges): .device(name, .ranges(ranges))
        }
    }

    func effect(on name: DeviceName) -> Action.Effect {
        switch self {
        case .bind(let driver, _): .write(file: KernelFile.bind(driver), value: "\(name)")
        case .unbind(let driver, _): .write(file: KernelFile.unbind(driver), value: "\(name)")
        case .forget(let driver): .write(file: KernelFile.removeID(driver), value: "\(name)")
        case .create: .write(file: KernelFile.create(in: name.region), value: "1")
        case .delete: .write(file: KernelFile.delete(in: name.region), value: "\(name)")
        case .setAlign(let align): .write(file: KernelFile.align(name), value: "\(align.rawValue)")
        case .setMemmapOnMemory(let isOn):
            .write(file: KernelFile.memmapOnMemory(name), value: isOn ? "1" : "0")
        case .map(let range, _): .write(file: KernelFile.mapping(name), value: "\(range)")
        case .unmap(_, let ranges): .write(file: KernelFile.size(name), value: "\(ranges.size.rawValue)")
        }
    }

    func subject(on name: DeviceName) -> Action.Subject {
        switch self {
        case .bind, .unbind: .state(.device(name))
        case .forget(let driver): .id(name, driver)
        case .create, .delete: .existence(name)
        case .setAlign: .align(name)
        case .setMemmapOnMemory: .memmapOnMemory(name)
        case .map, .unmap: .ranges(name)
        }
    }

    var result: String {
        switch self {
        case .bind(let driver, _): driver.rawValue
        case .unbind: "no driver"
        case .forget: "not listed"
        case .create: "there"
        case .delete: "gone"
        case .setAlign(let align): "\(align.rawValue)"
        case .setMemmapOnMemory(let isOn): isOn ? "1" : "0"
        case .map(let range, let ranges): JournalText.ranges(ranges + [range])
        case .unmap(_, let ranges): JournalText.ranges(ranges)
        }
    }

    func description(on name: DeviceName) -> String {
        switch self {
        case .bind(let driver, _): "give \(name) to \(driver)"
        case .unbind(let driver, _): "take \(name) from \(driver)"
        case .forget(let driver): "take the id of \(name) from \(driver)"
        case .create: "create \(name)"
        case .delete: "delete \(name)"
        case .setAlign(let align): "align \(name) to \(align)"
        case .setMemmapOnMemory(true): "keep the map of \(name)'s memory in that memory"
        case .setMemmapOnMemory(false): "keep the map of \(name)'s memory in ordinary RAM"
        case .map(let range, _): "give \(name) the \(range.size) at \(range)"
        case .unmap(let range, _): "take from \(name) the \(range.size) at \(range)"
        }
    }

    /// The action, without its device, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("bind", .driver, .devices.labelled("sparing"), Self.bind) {
            if case .bind(let driver, let bystanders) = $0 { (driver, bystanders) } else { nil }
        },
        .init("unbind", .driver, .blocks.labelled("blocks"), Self.unbind) {
            if case .unbind(let driver, let blocks) = $0 { (driver, blocks) } else { nil }
        },
        .init("forget", .driver, Self.forget) { if case .forget(let driver) = $0 { driver } else { nil } },
        .init("create", .create),
        .init("delete", .delete),
        .init("align", .byteCount, Self.setAlign) {
            if case .setAlign(let align) = $0 { align } else { nil }
        },
        .init("memmap-on-memory", .flag, Self.setMemmapOnMemory) {
            if case .setMemmapOnMemory(let isOn) = $0 { isOn } else { nil }
        },
        .init("map", .range, .ranges.labelled("after"), Self.map) {
            if case .map(let range, let ranges) = $0 { (range, ranges) } else { nil }
        },
        .init("unmap", .range, .ranges.labelled("after"), Self.unmap) {
            if case .unmap(let range, let ranges) = $0 { (range, ranges) } else { nil }
        },
    ])
}
