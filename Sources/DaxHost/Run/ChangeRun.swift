// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// One run that changes a host: root, lock, open journal, survey, plan, journal, carry out, close.
public struct ChangeRun<Machine: Host> {
    let host: Machine
    let command: String
    let journal: JournalFolder
    let lockTimeout: Duration
    let supervisor: any Supervisor
    let isRoot: Bool
    let tell: (RunNote) -> Void

    /// Creates a run; nothing is touched.
    ///
    /// - Parameters:
    ///   - host: The machine that is to be changed.
    ///   - command: What others are told that the lock is held for, and what the journal is named after.
    ///   - journal: Where the lock and the journal are kept.
    ///   - lockTimeout: How long to wait for the lock; zero tries once.
    ///   - supervisor: What bounds the time of a step and hears the user.
    ///   - isRoot: Whether this process may write the kernel's files.
    ///   - tell: What is told on the way.
    public init(
        on host: Machine, command: String, journal: JournalFolder = JournalFolder(),
        lockTimeout: Duration = .seconds(10), supervisor: any Supervisor = Unsupervised(), isRoot: Bool,
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

    /// Works out what a request comes to; nothing is changed, and no lock is taken.
    ///
    /// - Parameter request: What is asked for.
    /// - Returns: The plan.
    /// - Throws: ``RunFailure``, as the run itself would.
    public func plan(_ request: Request) throws(RunFailure) -> Plan {
        let left = try failing(as: RunFailure.unreadableJournal) { () throws(RunFileError) in
            try journal.leftOpen()
        }
        if let left { throw .openJournal(left) }
        return try Locked(run: self).plan(request, from: host.surveyForPlan(of: request))
    }

    /// Carries out a request.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - report: What is told before each step.
    /// - Returns: How it ended for each device, and what the host looks like now.
    /// - Throws: ``RunFailure`` when nothing was changed.
    public func carryOut(
        _ request: Request, report: @escaping (Progress) -> Void = { _ in }
    ) throws(RunFailure) -> Outcome {
        guard isRoot else { throw .notRoot }
        // At boot there is a run for each device: those with nothing to do wait for no other.
        if request.change == .configured {
            let inventory = host.surveyForPlan(of: request)
            if let plan = try? Locked(run: self).plan(request, from: inventory), plan.steps.isEmpty {
                return try Locked(run: self).carryOut(plan, from: inventory, report: report)
            }
        }
        return try locked { (locked) throws(RunFailure) in
            let inventory = host.surveyForPlan(of: request)
            let plan = try locked.plan(request, from: inventory)
            return try locked.carryOut(plan, from: inventory, report: report)
        }
    }

    /// Does something under the lock, while no journal of another run is open.
    ///
    /// - Parameter body: What is done; it gets what may be done under the lock.
    /// - Returns: What the body returns.
    /// - Throws: ``RunFailure`` when the lock can't be had or a journal is open, and what the body throws.
    public func locked<Value>(
        _ body: (Locked) throws(RunFailure) -> Value
    ) throws(RunFailure) -> Value {
        try underLock { () throws(RunFailure) in
            try checkNoOpenJournal()
            return try body(Locked(run: self))
        }
    }

    /// Does something under the lock, whatever journal is open.
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

    /// Refuses to go on while the journal of another run of this boot is open.
    private func checkNoOpenJournal() throws(RunFailure) {
        let contents = try failing(as: RunFailure.unreadableJournal) { () throws(RunFileError) in
            try journal.contents()
        }
        guard let contents, try !archive(contents) else { return }
        throw .openJournal(OpenJournal(contents, path: journal.journal))
    }

    /// Puts a journal of an earlier boot aside: what it is about went with that boot.
    ///
    /// - Returns: Whether it was of an earlier boot.
    func archive(_ contents: JournalContents) throws(RunFailure) -> Bool {
        guard let header = contents.header, journal.isEarlier(header.boot) else { return false }
        let file = try failing(as: RunFailure.file) { () throws(RunFileError) in
            try journal.archive(boot: header.boot)
        }
        tell(.archived(header, file: file))
        return true
    }
}
