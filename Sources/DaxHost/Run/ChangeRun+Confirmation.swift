// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// Runs that are undone unless they are confirmed in time.
extension ChangeRun {
    private var unconfirmed: UnconfirmedRun { UnconfirmedRun(in: journal.folder) }

    private func state() throws(RunFailure) -> UnconfirmedRun.State? {
        try failing(as: RunFailure.file) { () throws(RunFileError) in try unconfirmed.state() }
    }

    /// Carries out a plan whose journal stays open until the run is confirmed.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - inventory: The inventory that it was made from.
    ///   - locked: What may be done under the lock.
    ///   - time: How long the run waits for its confirmation, once it is done.
    ///   - report: Called before each step.
    /// - Returns: The outcome for each object.
    /// - Throws: ``RunFailure`` when nothing was changed: also when a step could not be undone.
    func carryOut(
        _ plan: Plan, from inventory: Inventory, _ locked: Locked, confirmedWithin time: Duration,
        report: @escaping @Sendable (RunProgress) -> Void
    ) throws(RunFailure) -> Outcome {
        let final = plan.steps.filter { $0.destroys != nil }
        guard final.isEmpty else {
            throw .refused(Refusal(final.map { Finding(.run(.notRevocable), about: $0.object) }))
        }
        try failing(as: RunFailure.file) { () throws(RunFileError) in try unconfirmed.write(.running) }
        var outcome = try locked.carryOut(plan, from: inventory, keepsJournal: true, report: report)
        do throws(RunFileError) {
            if outcome.failure == nil {
                let nanoseconds = time / .nanoseconds(1)
                try unconfirmed.write(.waiting(until: UnconfirmedRun.now + UInt64(max(0, nanoseconds))))
            } else if outcome.isSettled {
                try unconfirmed.remove()
            }
        } catch {
            outcome.unclosed = "\(error)"
        }
        return outcome
    }

    /// Confirms the run that waits for it: its journal is closed.
    ///
    /// - Returns: Whether one waited.
    /// - Throws: ``RunFailure`` when the lock can't be taken or a file can't be removed.
    package func confirm() throws(RunFailure) -> Bool {
        try underLock { () throws(RunFailure) in
            try failing(as: RunFailure.file) { () throws(RunFileError) in
                guard case .waiting = try unconfirmed.state(), journal.isOpen else { return false }
                try journal.remove()
                SavedCopies(in: journal.folder).removeAll()
                try unconfirmed.remove()
                return true
            }
        }
    }

    /// Waits until the run that needs a confirmation has one, and undoes it when its time is over.
    ///
    /// A run whose process was killed before it was done is undone at once.
    ///
    /// - Parameter report: Called before each step of the undo.
    /// - Returns: The outcome of the undo; nil when the run was confirmed, or there was none.
    /// - Throws: ``RunFailure`` when nothing was undone.
    package func undoUnlessConfirmed(
        report: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) throws(RunFailure) -> Outcome? {
        guard isRoot else { throw .notRoot }
        while true {
            switch try state() {
            case nil: return nil
            case .waiting(let end) where mayWait(until: end):
                supervisor.pause(.milliseconds(200))
            case .running, .waiting:
                if let outcome = try undoExpired(report: report) { return outcome }
            }
        }
    }

    /// Whether a run still waits: its time is not over, and nobody interrupted the wait or recovered the run.
    private func mayWait(until end: UInt64) -> Bool {
        end > UnconfirmedRun.now && supervisor.verdict != .interrupted && journal.isOpen
    }

    /// Undoes the run that needs a confirmation; nil when it was confirmed, or is not due, before the lock was taken.
    private func undoExpired(
        report: @escaping @Sendable (RunProgress) -> Void
    ) throws(RunFailure) -> Outcome? {
        try underLock { () throws(RunFailure) in
            switch try state() {
            case nil: return nil
            case .waiting(let end) where mayWait(until: end):
                return nil
            case .running, .waiting:
                supervisor.startUndo()
                let outcome = try recoverLocked(isFinishing: false, report: report)
                if outcome.isSettled {
                    try failing(as: RunFailure.file) { () throws(RunFileError) in try unconfirmed.remove() }
                }
                return outcome
            }
        }
    }
}
