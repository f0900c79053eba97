// SPDX-License-Identifier: Apache-2.0

/// A setting of the host, and the value that it is to have.
public enum SettingGoal: Sendable, Hashable {
    /// The policy for new memory blocks.
    case autoOnline(AutoOnlinePolicy)
    /// Whether pages move to a slower memory tier before they are swapped out.
    case demotion(Bool)
    /// The mode in which pages move to the node that uses them: a sum of 1 for the nearest node and 2 for the fast memory tier,
    /// or 0 for none.
    case numaBalancing(Int)
    /// The weights of nodes for programs that ask for weighted interleave.
    case weights(InterleaveWeights)

    /// The setting.
    public var setting: ObjectReference.Setting {
        switch self {
        case .autoOnline: .autoOnline
        case .demotion: .demotion
        case .numaBalancing: .numaBalancing
        case .weights: .weights
        }
    }

    /// The action that sets the value.
    var action: Action {
        switch self {
        case .autoOnline(let policy): .setting(.setAutoOnline(policy))
        case .demotion(let isOn): .setting(.setDemotion(isOn))
        case .numaBalancing(let mode): .setting(.setNumaBalancing(mode))
        case .weights(let weights): .setting(.setWeights(weights))
        }
    }

    /// Whether the setting has the value, as it has without its file where the value is that of a kernel that can't do it.
    ///
    /// A node whose memory has gone has no weight, and will have 1 again.
    ///
    /// - Parameter inventory: The host, with its settings.
    /// - Returns: Whether it has; false where it is unknown.
    public func isReached(in inventory: Inventory) -> Bool {
        let settings = inventory.hostSettings
        switch self {
        case .autoOnline(let policy): return inventory.autoOnline == policy
        case .demotion(let isOn): return settings?.demotion == isOn || !isOn && inventory.lacks(.demotion)
        case .numaBalancing(let mode):
            return settings?.numaBalancing == mode || mode == 0 && inventory.lacks(.numaBalancing)
        case .weights(.automatic): return settings?.interleave?.isAutomatic == true
        case .weights(.explicit(let weights)):
            guard let interleave = settings?.interleave, !interleave.isComputed else { return false }
            return weights.allSatisfy { id, weight in
                interleave.node(id).map { $0.weight == weight } ?? (weight == 1)
            }
        }
    }
}

extension SettingGoal: CustomStringConvertible {
    /// The value in the words of an administrator.
    public var description: String {
        switch self {
        case .autoOnline(let policy): policy.rawValue
        case .demotion(let isOn): "\(isOn)"
        case .numaBalancing(let mode): "\(mode)"
        case .weights(let weights): "\(weights)"
        }
    }
}

extension Inventory {
    /// The value of a setting; nil where it is unknown, or the kernel lacks its file.
    ///
    /// - Parameter setting: The setting.
    /// - Returns: The value, as a goal that would keep it.
    public func value(of setting: ObjectReference.Setting) -> SettingGoal? {
        switch setting {
        case .autoOnline: autoOnline.map(SettingGoal.autoOnline)
        case .demotion: hostSettings?.demotion.map(SettingGoal.demotion)
        case .numaBalancing: hostSettings?.numaBalancing.map(SettingGoal.numaBalancing)
        case .weights: hostSettings?.interleave.map { .weights($0.weights) }
        case .autoprobe, .module, .modprobe, .initramfs: nil
        }
    }

    /// The file of a setting that could not be read; nil where all could.
    func gap(in setting: ObjectReference.Setting) -> Gap? {
        gaps.first { $0.file.hasPrefix(setting.name) }
    }

    /// Whether the kernel has no file of a setting.
    func lacks(_ setting: ObjectReference.Setting) -> Bool {
        hostSettings != nil && value(of: setting) == nil && gap(in: setting) == nil
    }
}
