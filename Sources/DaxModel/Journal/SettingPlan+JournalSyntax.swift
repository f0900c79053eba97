// SPDX-License-Identifier: Apache-2.0

extension SettingPlan {
    /// The former value and the goal as they are written in a journal; a setting that has its value already has no former one.
    static let journalSyntax = JournalSyntax<Self> { plan, line in
        if !plan.isUnchanged {
            SettingGoal.journalSyntax.write(plan.former, &line)
            line.add(" to ")
        }
        SettingGoal.journalSyntax.write(plan.goal, &line)
    } read: { words in
        guard let first = SettingGoal.journalSyntax.read(&words) else { return nil }
        guard !words.isEmpty else { return SettingPlan(first, from: nil) }
        guard words.popFirst() == "to", let goal = SettingGoal.journalSyntax.read(&words),
            goal.setting == first.setting
        else { return nil }
        return SettingPlan(goal, from: first)
    }
}

extension SettingGoal {
    /// The setting and its value as they are written in a journal.
    fileprivate static let journalSyntax = JournalSyntax<Self>(forms: [
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
    ])
}
