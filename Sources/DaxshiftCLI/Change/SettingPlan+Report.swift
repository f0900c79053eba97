// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// What a plan means for a setting of the host, for people and for programs.
extension SettingPlan {
    /// What becomes of the setting, in one line.
    var summary: String { isUnchanged ? "as asked already" : "from \(former) to \(goal)" }

    /// The setting, its value before and its goal, and the notes.
    func members(in words: Words) -> [JSON.Member] {
        [
            .init("setting", .string(setting.name)), .init("unchanged", .bool(isUnchanged)),
            .init("from", former.json), .init("goal", goal.json),
            .init("notes", .array(notes.map { .string(words.note($0)) })),
        ]
    }
}

extension Outcome.SettingOutcome {
    /// The setting, the result and the value now.
    ///
    /// - Parameter inventory: The host.
    /// - Returns: The JSON.
    func json(in inventory: Inventory) -> JSON {
        .object([
            .init("setting", .string(setting.name)), .init("result", .string(result.rawValue)),
            .init("value", inventory.value(of: setting)?.json ?? .null),
        ])
    }
}

extension SettingGoal {
    /// The value: a word, a truth value, a number, or the weights of nodes.
    fileprivate var json: JSON {
        switch self {
        case .autoOnline(let policy): .string(policy.rawValue)
        case .demotion(let isOn): .bool(isOn)
        case .numaBalancing(let mode): JSON(mode)
        case .weights(.automatic): .string("auto")
        case .weights(.explicit(let weights)):
            .array(
                weights.sorted { $0.key < $1.key }.map { node, weight in
                    .object([.init("node", JSON(node.rawValue)), .init("weight", JSON(weight))])
                })
        }
    }
}
