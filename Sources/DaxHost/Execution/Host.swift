// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// A machine: what the executor needs of it.
public protocol Host {
    /// Surveys the machine.
    ///
    /// - Returns: What there is and what state it is in.
    func survey() -> Inventory

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
}
