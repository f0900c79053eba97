// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// A machine: what the executor needs of it.
public protocol Host {
    /// Surveys the machine.
    ///
    /// - Returns: What there is and what state it is in.
    func survey() -> Inventory

    /// Surveys the machine, and what only a plan needs to know, such as who uses devices.
    ///
    /// - Parameter request: What the plan is made for; nil for the undo of a run.
    /// - Returns: What a plan is made from.
    func surveyForPlan(of request: Request?) -> Inventory

    /// Surveys the machine again, for what steps made of it.
    ///
    /// - Parameters:
    ///   - plan: The plan that was carried out or undone.
    ///   - basis: The inventory that it was made from; what none of its steps changes may be taken from there.
    /// - Returns: What there is and what state it is in.
    func survey(after plan: Plan, from basis: Inventory) -> Inventory

    /// Carries out an action and reads its result back.
    ///
    /// - Parameter action: What is to be done.
    /// - Throws: `StepFailure` when the kernel refuses, or takes it without effect.
    func perform(_ action: Action) throws(StepFailure)

    /// Reads whether a condition holds.
    ///
    /// - Parameter condition: What is asked.
    /// - Returns: Whether it holds; false also when the files that would tell can't be read.
    func holds(_ condition: Condition) -> Bool

    /// Finds what explains that a step failed, beyond the error itself.
    ///
    /// - Parameters:
    ///   - failure: The failure.
    ///   - device: The device for which the step was done, as it was before the first step.
    /// - Returns: What was found.
    func explanation(of failure: StepFailure, device: DaxDevice?) -> [Finding.Explanation]

    /// Names what most likely brings memory online by itself.
    ///
    /// - Returns: The kernel's policy, or the file and line of a rule; nil when neither does.
    func likelyAgent() -> Finding.Explanation?

    /// Takes which processes the kernel killed for want of memory since this was last asked.
    ///
    /// - Returns: The processes, such as `process 371 (postgres)`; none when it is asked for the first time.
    func takeKills() -> [String]
}

extension Host {
    /// Surveys the machine as ever.
    ///
    /// - Parameter request: What the plan is made for; nil for the undo of a run.
    /// - Returns: What a plan is made from.
    public func surveyForPlan(of request: Request?) -> Inventory { survey() }

    /// Surveys the machine as ever.
    ///
    /// - Parameters:
    ///   - plan: The plan that was carried out or undone.
    ///   - basis: The inventory that it was made from.
    /// - Returns: What there is and what state it is in.
    public func survey(after plan: Plan, from basis: Inventory) -> Inventory { survey() }

    /// Explains nothing.
    ///
    /// - Parameters:
    ///   - failure: The failure.
    ///   - device: The device for which the step was done, as it was before the first step.
    /// - Returns: Nothing.
    public func explanation(of failure: StepFailure, device: DaxDevice?) -> [Finding.Explanation] { [] }

    /// Knows of no agent.
    ///
    /// - Returns: nil.
    public func likelyAgent() -> Finding.Explanation? { nil }

    /// Knows of no kills.
    ///
    /// - Returns: Nothing.
    public func takeKills() -> [String] { [] }
}
