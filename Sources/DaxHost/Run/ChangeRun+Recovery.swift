// SPDX-License-Identifier: Apache-2.0

package import DaxModel

extension ChangeRun {
    /// Undoes or finishes a run that was killed.
    ///
    /// - Parameters:
    ///   - isFinishing: Whether to carry out the rest of the run's steps instead of undoing them.
    ///   - report: Called before each step.
    /// - Returns: The outcome for each device; for none when there is nothing to recover.
    /// - Throws: ``RunFailure`` when nothing was changed.
    package func recover(
        isFinishing: Bool, report: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) throws(RunFailure) -> Outcome {
        try underLock { () throws(RunFailure) in
            try recoverLocked(isFinishing: isFinishing, report: report)
        }
    }

    /// ``recover(isFinishing:report:)`` while the lock is held.
    func recoverLocked(
        isFinishing: Bool, report: @escaping @Sendable (RunProgress) -> Void
    ) throws(RunFailure) -> Outcome {
        let found = try recovery(isFinishing: isFinishing, isDry: false)
        let inventory = host.surveyForPlan(of: nil)
        guard let (contents, recovery) = found else { return Outcome(devices: [], inventory: inventory) }
        let journal = try failing(as: RunFailure.unreadableJournal) { () throws(RunFileError) in
            try Journal.reopen(contents, recovery, in: self.journal)
        }
        var outcome = Executor(host: host, supervisor: supervisor, report: report)
            .run(recovery, isFinishing: isFinishing, basis: inventory, journal: journal)
        outcome.close(journal)
        return outcome
    }

    /// Plans ``recover(isFinishing:report:)``; nothing is changed.
    ///
    /// - Parameter isFinishing: Whether to carry out the rest of the run's steps instead of undoing them.
    /// - Returns: The plan, empty when there is nothing to recover, and the inventory that it was made from.
    /// - Throws: ``RunFailure``, as ``recover(isFinishing:report:)`` would.
    package func planRecovery(isFinishing: Bool) throws(RunFailure) -> (plan: Plan, basis: Inventory) {
        try underLock { () throws(RunFailure) in
            let found = try recovery(isFinishing: isFinishing, isDry: true)
            let basis = host.surveyForPlan(of: nil)
            guard let (_, recovery) = found else { return (Plan(devices: [], steps: []), basis) }
            let plan =
                isFinishing || recovery.pointOfNoReturn != nil
                ? recovery.finishing(in: basis) : recovery.undoing(in: basis)
            return (plan, basis)
        }
    }

    /// Finds the journal of a run that is to be abandoned.
    ///
    /// - Parameter isDry: Whether a journal of an earlier boot stays in its place.
    /// - Returns: The journal; nil when there is nothing to recover.
    /// - Throws: ``RunFailure`` when the lock can't be taken.
    package func findJournal(isDry: Bool) throws(RunFailure) -> FoundJournal? {
        try underLock { () throws(RunFailure) in try openJournal(isDry: isDry) }
    }

    /// Abandons a run: renames its journal, and leaves the host as it is.
    ///
    /// - Parameter found: The journal that ``findJournal(isDry:)`` found.
    /// - Returns: The new path of the journal.
    /// - Throws: ``RunFailure`` when the journal has changed, or can't be renamed.
    package func abandon(_ found: FoundJournal) throws(RunFailure) -> String {
        try underLock { () throws(RunFailure) in
            guard FoundJournal(in: journal) == found else { throw .journalChanged }
            return try failing(as: RunFailure.file) { () throws(RunFileError) in
                try journal.putAside(as: "abandoned")
            }
        }
    }

    /// The contents of the open journal and the recovery; nil when there is nothing to recover.
    private func recovery(
        isFinishing: Bool, isDry: Bool
    ) throws(RunFailure) -> (JournalContents, Recovery)? {
        guard let found = try openJournal(isDry: isDry) else { return nil }
        let contents = try failing(as: RunFailure.unreadableJournal) { () throws(RunFileError) in
            try found.contents()
        }
        let recovery: Recovery
        do throws(Recovery.Unsafe) {
            recovery = try Recovery(contents)
        } catch {
            throw .unsafeRecovery(error, journal: journal.journal)
        }
        if let first = recovery.damage.first { tell(.damaged(first)) }
        if let index = recovery.pointOfNoReturn {
            tell(.irreversible(.init(number: index + 1, step: recovery.plan.steps[index])))
        }
        guard !isFinishing || recovery.next != nil else { throw .notFinishable }
        return (contents, recovery)
    }

    /// The journal that needs a recovery; nil without one.
    private func openJournal(isDry: Bool) throws(RunFailure) -> FoundJournal? {
        guard let found = FoundJournal(in: journal) else {
            tell(.noJournal)
            return nil
        }
        guard let contents = try? found.contents(), let header = contents.header,
            journal.isEarlier(header.boot)
        else { return found }
        if isDry {
            tell(.earlierJournal)
        } else {
            _ = try archive(contents)
        }
        return nil
    }
}
