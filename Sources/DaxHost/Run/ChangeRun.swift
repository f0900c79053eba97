// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// One run that changes a host: it checks for root, takes the lock, checks for an open journal, surveys,
/// plans, opens a journal, carries out the plan and closes the journal.
package struct ChangeRun<Machine: Host> {
    let host: Machine
    let command: String
    let journal: JournalFolder
    let lockTimeout: Duration
    let supervisor: any Supervisor
    let isRoot: Bool
    let tell: (RunNote) -> Void

    /// Creates a run; no file is read or written.
    ///
    /// - Parameters:
    ///   - host: The machine to change.
    ///   - command: The command that others are told holds the lock, and that the journal names.
    ///   - journal: The folder of the lock and the journal.
    ///   - lockTimeout: How long to wait for the lock; zero tries once.
    ///   - supervisor: Limits the time of a step, and receives the user's interruption.
    ///   - isRoot: Whether this process may write the kernel's files.
    ///   - tell: Called with each note on the way.
    package init(
        on host: Machine, command: String, journal: JournalFolder = JournalFolder(),
        lockTimeout: Duration = RunLimits().lock, supervisor: any Supervisor = Unsupervised(), isRoot: Bool,
        tell: @escaping (RunNote) -> Void = { _ in }
    ) {
        self.host = host
        self.command = command
        self.journal = journal
        self.lockTimeout = lockTimeout
        self.supervisor = supervisor
        self.isRoot = isRoot
        self.tell = tell
    }

    /// Plans a request; nothing is changed, and no lock is taken.
    ///
    /// - Parameter request: The request.
    /// - Returns: The plan, and the inventory that it was made from.
    /// - Throws: ``RunFailure``, as ``carryOut(_:accepting:report:)`` would.
    package func plan(_ request: Request) throws(RunFailure) -> (plan: Plan, basis: Inventory) {
        let left = try failing(as: RunFailure.unreadableJournal) { () throws(RunFileError) in
            try journal.leftOpen()
        }
        if let left { throw .openJournal(left) }
        return try surveyedPlan(request)
    }

    /// Surveys the host and plans a request: a layout that is reached already needs less of the survey than one that is not.
    private func surveyedPlan(_ request: Request) throws(RunFailure) -> (plan: Plan, basis: Inventory) {
        if case .layout(let layout) = request.change {
            let basis = host.survey(comparing: layout)
            if let plan = try? Planner(basis).plan(request), plan.steps.isEmpty { return (plan, basis) }
        }
        let basis = host.surveyForPlan(of: request)
        return (try Locked(run: self).plan(request, from: basis), basis)
    }

    /// Carries out a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - losses: What may be lost by it.
    ///   - confirmation: How long the run waits to be confirmed before ``undoUnlessConfirmed(report:)`` undoes it; nil for no wait.
    ///   - report: Called before each step.
    /// - Returns: The outcome for each device, and the host's current state.
    /// - Throws: ``RunFailure`` when nothing was changed.
    package func carryOut(
        _ request: Request, accepting losses: Set<Loss.Kind>, confirmedWithin confirmation: Duration? = nil,
        report: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) throws(RunFailure) -> Outcome {
        guard isRoot else { throw .notRoot }
        // At boot there is a run for each device: a run with nothing to do does not wait for the lock.
        if request.change.isRepeated {
            if let (plan, inventory) = try? surveyedPlan(request), plan.steps.isEmpty {
                return try Locked(run: self).carryOut(plan, from: inventory, report: report)
            }
        }
        return try locked { (locked) throws(RunFailure) in
            let (plan, inventory) = try surveyedPlan(request)
            let unaccepted = plan.losses(besides: losses)
            guard unaccepted.isEmpty else { throw .unaccepted(unaccepted) }
            if let confirmation, !plan.steps.isEmpty {
                return try carryOut(
                    plan, from: inventory, locked, confirmedWithin: confirmation, report: report)
            }
            return try locked.carryOut(plan, from: inventory, report: report)
        }
    }

    /// Calls a closure under the lock, while no journal of another run is open.
    ///
    /// - Parameter body: The closure; its argument is what may be done under the lock.
    /// - Returns: What the body returns.
    /// - Throws: ``RunFailure`` when the lock can't be taken or a journal is open, and what the body throws.
    package func locked<Value>(
        _ body: (Locked) throws(RunFailure) -> Value
    ) throws(RunFailure) -> Value {
        try underLock { () throws(RunFailure) in
            try checkNoOpenJournal()
            return try body(Locked(run: self))
        }
    }

    /// Calls a closure under the lock, even if a journal is open.
    func underLock<Value>(_ body: () throws(RunFailure) -> Value) throws(RunFailure) -> Value {
        guard isRoot else { throw .notRoot }
        let lock = try acquireLock()
        return try withExtendedLifetime(lock, body)
    }

    private func acquireLock() throws(RunFailure) -> HostLock {
        do {
            return try HostLock.acquire(in: journal.folder, command: command, timeout: lockTimeout) {
                supervisor.verdict == .interrupted
            }
        } catch let error as LockHeld {
            throw supervisor.verdict == .interrupted ? .interrupted : .lockHeld(error)
        } catch let error as RunFileError {
            throw .file(error)
        } catch {
            preconditionFailure("acquire throws nothing else: \(error)")
        }
    }

    /// Throws while the journal of another run of this boot is open.
    private func checkNoOpenJournal() throws(RunFailure) {
        let contents = try failing(as: RunFailure.unreadableJournal) { () throws(RunFileError) in
            try journal.contents()
        }
        guard let contents, try !archive(contents) else { return }
        throw .openJournal(OpenJournal(contents, in: journal))
    }

    /// Renames a journal of an earlier boot: its changes ended with that boot.
    ///
    /// - Returns: Whether it was from an earlier boot.
    func archive(_ contents: JournalContents) throws(RunFailure) -> Bool {
        guard let header = contents.header, journal.isEarlier(header.boot) else { return false }
        let file = try failing(as: RunFailure.file) { () throws(RunFileError) in
            try journal.archive(boot: header.boot)
        }
        tell(.archived(header, file: file))
        return true
    }
}
