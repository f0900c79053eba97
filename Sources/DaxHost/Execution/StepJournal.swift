// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// Keeps what happens to each step, before and after, so that another run can finish or undo it.
public protocol StepJournal {
    /// Records that a step is about to be tried; it is kept before this returns.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    /// - Throws: ``RunFileError`` when that can't be kept; then the step must not be tried.
    func begin(_ index: Int, _ step: Step) throws(RunFileError)

    /// Adds a step to the plan, as its last; it may be kept when the next step begins.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    func add(_ index: Int, _ step: Step)

    /// Records what became of a step; that it is done may be kept when the next step begins.
    ///
    /// - Parameters:
    ///   - event: What happened to which step.
    ///   - note: What an administrator may want to know of it.
    /// - Throws: ``RunFileError`` when that can't be kept.
    func record(_ event: JournalEvent, note: String) throws(RunFileError)
}
