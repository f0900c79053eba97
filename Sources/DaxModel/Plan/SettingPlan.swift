// SPDX-License-Identifier: Apache-2.0

/// What a plan means for one setting of the host.
public struct SettingPlan: Sendable, Hashable {
    /// The value that it is to have at the end.
    public var goal: SettingGoal
    /// The value that an undo gives it.
    public var former: SettingGoal
    /// Whether it has the value already.
    public var isUnchanged: Bool
    /// Further notes for the user.
    public var notes: [Finding] = []

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - goal: The value that it is to have at the end.
    ///   - former: The value that an undo gives it; nil for one that has the value already.
    public init(_ goal: SettingGoal, from former: SettingGoal?) {
        self.goal = goal
        self.former = former ?? goal
        isUnchanged = former == nil
    }

    /// The setting.
    public var setting: ObjectReference.Setting { goal.setting }

    /// The step that sets the value; nil where it has it already.
    var step: Step? {
        isUnchanged ? nil : Step(action: goal.action, undo: .action(former.action))
    }

    /// How the setting differs from its goal; nil when it does not.
    ///
    /// - Parameter inventory: What was surveyed after all steps.
    /// - Returns: The difference.
    public func shortfall(in inventory: Inventory) -> Finding.Shortfall? {
        goal.isReached(in: inventory) ? nil : .setting(inventory.value(of: setting), wanted: goal)
    }

    /// The condition that holds once the step is undone.
    public var isBack: Condition { former.action.after }
}
