// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of the settings of the kernel.
    public enum Setting: Sendable, Hashable {
        /// This is the auto-online policy.
        case autoOnline(AutoOnlinePolicy)
        /// Whether a driver that registers on a bus probes the devices without a driver.
        case autoprobe(KernelBus, Bool)
        /// The driver is registered on its bus.
        case registered(DriverName)
    }
}

extension Condition.Setting {
    var description: String {
        switch self {
        case .autoOnline(let policy): "the auto-online policy is \(policy.rawValue)"
        case .autoprobe(let bus, let isOn): "drivers_autoprobe of the bus \(bus.rawValue) is \(isOn ? 1 : 0)"
        case .registered(let driver): "the driver \(driver) is there"
        }
    }

    /// The condition as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("auto-online", .policy, Self.autoOnline) {
            if case .autoOnline(let policy) = $0 { policy } else { nil }
        },
        .init("autoprobe", .bus, .flag, Self.autoprobe) {
            if case .autoprobe(let bus, let isOn) = $0 { (bus, isOn) } else { nil }
        },
        .init("registered", .driver, Self.registered) {
            if case .registered(let driver) = $0 { driver } else { nil }
        },
    ])
}
