// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of an nd device.
    public enum NdDevice: Sendable, Hashable {
        /// Binds it to one of the drivers that make a dax device of it.
        case bind(DriverName)
        /// Unbinds it from its driver; the dax device that it carries is removed, even if a driver holds
        /// that.
        case unbind(DriverName, carrying: DeviceName)
    }
}

extension Action.NdDevice {
    func before(on name: KernelName) -> [Condition] {
        switch self {
        case .bind(let driver): [.setting(.registered(driver)), .ndDevice(name, .driver(nil))]
        case .unbind(let driver, let device):
            [.ndDevice(name, .driver(driver))]
                + (driver == .daxPmem ? [.device(device, .notSystemRAM)] : [])
        }
    }

    func after(on name: KernelName) -> Condition {
        switch self {
        case .bind(let driver): .ndDevice(name, .driver(driver))
        case .unbind: .ndDevice(name, .driver(nil))
        }
    }

    func effect(on name: KernelName) -> Action.Effect {
        switch self {
        case .bind(let driver): .write(file: KernelFile.bind(driver), value: name.rawValue)
        case .unbind(let driver, _): .write(file: KernelFile.unbind(driver), value: name.rawValue)
        }
    }

    var result: String {
        switch self {
        case .bind(let driver): driver.rawValue
        case .unbind: "no driver"
        }
    }

    func description(on name: KernelName) -> String {
        switch self {
        case .bind(let driver): "give the nd device \(name) to \(driver)"
        case .unbind(let driver, _): "take the nd device \(name) from \(driver)"
        }
    }

    /// The action, without its nd device, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("bind", .driver, Self.bind) { if case .bind(let driver) = $0 { driver } else { nil } },
        .init("unbind", .driver, .device.labelled("carrying"), Self.unbind) {
            if case .unbind(let driver, let device) = $0 { (driver, device) } else { nil }
        },
    ])
}
