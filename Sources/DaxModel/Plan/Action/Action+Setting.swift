// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of a setting of the kernel.
    public enum Setting: Sendable, Hashable {
        /// Sets the auto-online policy.
        case setAutoOnline(AutoOnlinePolicy)
        /// Sets whether pages move to a slower memory tier before they are swapped out.
        case setDemotion(Bool)
        /// Sets the mode in which pages move to the node that uses them.
        case setNumaBalancing(Int)
        /// Sets the weights of nodes for weighted interleave.
        case setWeights(InterleaveWeights)
        /// Sets whether a driver that registers on a bus probes the devices without a driver.
        case setAutoprobe(KernelBus, Bool)
        /// Loads the module of a driver.
        case load(DriverName)
    }
}

extension Action.Setting {
    var after: Condition {
        switch self {
        case .setAutoOnline(let policy): .setting(.autoOnline(policy))
        case .setDemotion(let isOn): .setting(.demotion(isOn))
        case .setNumaBalancing(let mode): .setting(.numaBalancing(mode))
        case .setWeights(let weights): .setting(.weights(weights))
        case .setAutoprobe(let bus, let isOn): .setting(.autoprobe(bus, isOn))
        case .load(let driver): .setting(.registered(driver))
        }
    }

    var effect: Action.Effect {
        switch self {
        case .setAutoOnline(let policy):
            .write(file: KernelFile.autoOnlineBlocks, value: policy.rawValue)
        case .setDemotion(let isOn): .write(file: KernelFile.demotion, value: "\(isOn)")
        case .setNumaBalancing(let mode): .write(file: KernelFile.numaBalancing, value: "\(mode)")
        case .setWeights(let weights): .writes(weights.values)
        case .setAutoprobe(let bus, let isOn):
            .write(file: KernelFile.driversAutoprobe(bus), value: isOn ? "1" : "0")
        case .load(let driver): .load(module: driver.rawValue)
        }
    }

    /// The setting that it changes.
    var setting: ObjectReference.Setting {
        switch self {
        case .setAutoOnline: .autoOnline
        case .setDemotion: .demotion
        case .setNumaBalancing: .numaBalancing
        case .setWeights: .weights
        case .setAutoprobe(let bus, _): .autoprobe(bus)
        case .load(let driver): .module(driver)
        }
    }

    var result: String {
        switch self {
        case .setAutoOnline(let policy): policy.rawValue
        case .setDemotion(let isOn): "\(isOn)"
        case .setNumaBalancing(let mode): "\(mode)"
        case .setWeights(let weights): "\(weights)"
        case .setAutoprobe(_, let isOn): isOn ? "1" : "0"
        case .load: "loaded"
        }
    }

    var description: String {
        switch self {
        case .setAutoOnline(let policy): "set the auto-online policy to \(policy.rawValue)"
        case .setDemotion(true): "let pages move to a slower memory tier"
        case .setDemotion(false): "let no page move to a slower memory tier"
        case .setNumaBalancing(let mode): "set numa_balancing to \(mode)"
        case .setWeights(.automatic): "let the kernel compute the weights of nodes"
        case .setWeights(.explicit(let weights)):
            "set the weights of nodes: \(InterleaveWeights.explicit(weights))"
        case .setAutoprobe(let bus, true):
            "offer devices of the bus \(bus.rawValue) without a driver to new drivers again"
        case .setAutoprobe(let bus, false):
            "offer devices of the bus \(bus.rawValue) without a driver to no new driver"
        case .load(let driver): "load the module \(driver)"
        }
    }

    /// The action as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("auto-online", .policy, Self.setAutoOnline) {
            if case .setAutoOnline(let policy) = $0 { policy } else { nil }
        },
        .init("demotion", .flag, Self.setDemotion) {
            if case .setDemotion(let isOn) = $0 { isOn } else { nil }
        },
        .init("numa-balancing", .count, Self.setNumaBalancing) {
            if case .setNumaBalancing(let mode) = $0 { mode } else { nil }
        },
        .init("weights", .weights, Self.setWeights) {
            if case .setWeights(let weights) = $0 { weights } else { nil }
        },
        .init("autoprobe", .bus, .flag, Self.setAutoprobe) {
            if case .setAutoprobe(let bus, let isOn) = $0 { (bus, isOn) } else { nil }
        },
        .init("load", .driver, Self.load) { if case .load(let driver) = $0 { driver } else { nil } },
    ])
}
