// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// What is told what happens to each step, before and after, so that another run can finish or undo it.
public protocol StepJournal {
    /// Tells that a step is about to be tried.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    /// - Throws: ``RunFileError`` when that can't be kept; then the step must not be tried.
    func begin(_ index: Int, _ step: Step) throws(RunFileError)

    /// Adds a step to the plan, as its last.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    /// - Throws: ``RunFileError`` when that can't be kept.
    func add(_ index: Int, _ step: Step) throws(RunFileError)

    /// Tells what became of a step.
    ///
    /// - Parameters:
    ///   - event: What happened to which step.
    ///   - note: What an administrator may want to know of it.
    /// - Throws: ``RunFileError`` when that can't be kept.
    func record(_ event: JournalEvent, note: String) throws(RunFileError)
}
