// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension ChangeRun {
    /// Puts back, or finishes, what a run that was killed has left.
    ///
    /// - Parameters:
    ///   - isFinishing: Whether to carry out the rest of the run's steps rather than to put back what it did.
    ///   - report: What is told before each step.
    /// - Returns: How it ended for each device; nil when there is nothing to recover.
    /// - Throws: ``RunFailure`` when nothing was changed.
    public func recover(
        isFinishing: Bool, report: @escaping (Progress) -> Void = { _ in }
    ) throws(RunFailure) -> Outcome? {
        try underLock { () throws(RunFailure) in
            guard let (contents, recovery) = try recovery(isFinishing: isFinishing, isDry: false)
            else { return nil }
            let inventory = host.surveyForPlan(of: nil)
            let journal = try failing(as: RunFailure.unreadableJournal) { () throws(RunFileError) in
                try Journal.reopen(contents, recovery, in: self.journal)
            }
            var outcome = Executor(host: host, supervisor: supervisor, report: report)
                .run(recovery, isFinishing: isFinishing, basis: inventory, journal: journal)
            outcome.close(journal)
            return outcome
        }
    }

    /// Works out what ``recover(isFinishing:report:)`` would do; nothing is changed.
    ///
    /// - Parameter isFinishing: Whether to carry out the rest of the run's steps rather than to put back what it did.
    /// - Returns: The plan; nil when there is nothing to recover.
    /// - Throws: ``RunFailure``, as the run itself would.
    public func planRecovery(isFinishing: Bool) throws(RunFailure) -> Plan? {
        try underLock { () throws(RunFailure) in
            guard let (_, recovery) = try recovery(isFinishing: isFinishing, isDry: true) else { return nil }
            let inventory = host.surveyForPlan(of: nil)
            return isFinishing || recovery.pointOfNoReturn != nil
                ? recovery.finishing(in: inventory) : recovery.undoing(in: inventory)
        }
    }

    /// Finds the journal of a run that is to be given up.
    ///
    /// - Parameter isDry: Whether a journal of an earlier boot stays where it is.
    /// - Returns: The journal; nil when there is nothing to recover.
    /// - Throws: ``RunFailure`` when the lock can't be had.
    public func findJournal(isDry: Bool) throws(RunFailure) -> FoundJournal? {
        try underLock { () throws(RunFailure) in try openJournal(isDry: isDry) }
    }

    /// Gives a run up: puts its journal aside, and leaves the host as it is.
    ///
    /// - Parameter found: The journal, as it was found.
    /// - Returns: Where the journal is now.
    /// - Throws: ``RunFailure`` when the journal is another by now, or can't be put aside.
    public func abandon(_ found: FoundJournal) throws(RunFailure) -> String {
        try underLock { () throws(RunFailure) in
            guard FoundJournal(in: journal) == found else { throw .journalChanged }
            return try failing(as: RunFailure.file) { () throws(RunFileError) in
                try journal.putAside(as: "abandoned")
            }
        }
    }

    /// What the open journal tells, and what it asks for; nil when there is nothing to recover.
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

    /// The journal that there is something to do for.
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
