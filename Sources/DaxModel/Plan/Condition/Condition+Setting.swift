// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of the settings of the kernel.
    public enum Setting: Sendable, Hashable {
        /// This is the auto-online policy.
        case autoOnline(AutoOnlinePolicy)
        /// Whether pages move to a slower memory tier before they are swapped out.
        case demotion(Bool)
        /// This is the mode in which pages move to the node that uses them.
        case numaBalancing(Int)
        /// These are the weights of nodes for weighted interleave.
        case weights(InterleaveWeights)
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
        case .demotion(let isOn): "demotion_enabled is \(isOn)"
        case .numaBalancing(let mode): "numa_balancing is \(mode)"
        case .weights(let weights): "the weights of nodes are \(weights)"
        case .autoprobe(let bus, let isOn): "drivers_autoprobe of the bus \(bus.rawValue) is \(isOn ? 1 : 0)"
        case .registered(let driver): "the driver \(driver) is there"
        }
    }

    /// The condition as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("auto-online", .policy, Self.autoOnline) {
            if case .autoOnline(let policy) = $0 { policy } else { nil }
        },
        .init("demotion", .flag, Self.demotion) { if case .demotion(let isOn) = $0 { isOn } else { nil } },
        .init("numa-balancing", .count, Self.numaBalancing) {
            if case .numaBalancing(let mode) = $0 { mode } else { nil }
        },
        .init("weights", .weights, Self.weights) {
            if case .weights(let weights) = $0 { weights } else { nil }
        },
        .init("autoprobe", .bus, .flag, Self.autoprobe) {
            if case .autoprobe(let bus, let isOn) = $0 { (bus, isOn) } else { nil }
        },
        .init("registered", .driver, Self.registered) {
            if case .registered(let driver) = $0 { driver } else { nil }
        },
    ])
}
