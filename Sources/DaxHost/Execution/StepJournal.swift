// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// Records what happens to each step, before and after, so that another run can finish or undo it.
package protocol StepJournal {
    /// Records that a step is about to be tried; the record is stored before this returns.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    /// - Throws: ``RunFileError`` when that can't be kept; then the step must not be tried.
    func begin(_ index: Int, _ step: Step) throws(RunFileError)

    /// Adds a step to the plan, as its last; it may be stored when the next step begins.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    func add(_ index: Int, _ step: Step)

    /// Records what happened to a step; the record that it is done may be stored when the next step begins.
    ///
    /// - Parameters:
    ///   - event: What happened to which step.
    ///   - note: A note for an administrator.
    /// - Throws: ``RunFileError`` when the record can't be stored.
    func record(_ event: JournalEvent, note: String) throws(RunFileError)
}
