// SPDX-License-Identifier: Apache-2.0

public import DaxModel
internal import Glibc

extension LinuxHost {
    /// Plans a request; nothing is changed, and no lock is taken.
    ///
    /// Without root the kernel hides the users of devices and some of their files, which the plan then can't consider.
    ///
    /// - Parameter request: The request.
    /// - Returns: The plan.
    /// - Throws: ``RunFailure/refused(_:)`` when the request can't be carried out, or ``RunFailure/openJournal(_:)`` and
    ///   ``RunFailure/unreadableJournal(_:)`` while another run is unfinished.
    public func plan(_ request: Request) throws(RunFailure) -> Plan {
        try ChangeRun(on: self, command: "", isRoot: false).plan(request).plan
    }

    /// Carries out a request as a whole, or undoes what was done of it.
    ///
    /// It takes the host's lock, surveys the host, plans, and keeps a journal, from which ``recover(as:finishing:limits:tell:report:)``
    /// undoes the run if the process is killed. The first `SIGINT`, `SIGTERM` or `SIGHUP` that arrives meanwhile ends the
    /// run with an undo. These signals are blocked in the calling thread until the run ends; block them in all others, or
    /// they have their usual effect there.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - losses: What may be lost by it; a plan that loses anything else is not carried out.
    ///   - command: The name of the calling program, which others are told and the journal holds.
    ///   - limits: How long the run may wait.
    ///   - tell: Called with each note on the way, the plan among them.
    ///   - report: Called before each step.
    /// - Returns: The outcome for each device. It has a failure when the request was not carried out.
    /// - Throws: ``RunFailure`` when nothing was changed.
    public func carryOut(
        _ request: Request, accepting losses: Set<Loss.Kind>, as command: String,
        limits: RunLimits = RunLimits(), tell: @escaping (RunNote) -> Void = { _ in },
        report: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) throws(RunFailure) -> Outcome {
        try supervised(as: command, limits, tell) { (run) throws(RunFailure) in
            try run.carryOut(request, accepting: losses, report: report)
        }
    }

    /// Undoes or finishes a run that was killed, or that could not undo everything.
    ///
    /// - Parameters:
    ///   - command: The name of the calling program.
    ///   - isFinishing: Whether to carry out the rest of the run's steps instead of undoing them.
    ///   - limits: How long the recovery may wait.
    ///   - tell: Called with each note on the way.
    ///   - report: Called before each step.
    /// - Returns: The outcome for each device; for none when there is nothing to recover.
    /// - Throws: ``RunFailure`` when nothing was changed.
    public func recover(
        as command: String, finishing isFinishing: Bool = false, limits: RunLimits = RunLimits(),
        tell: @escaping (RunNote) -> Void = { _ in },
        report: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) throws(RunFailure) -> Outcome {
        try supervised(as: command, limits, tell) { (run) throws(RunFailure) in
            try run.recover(isFinishing: isFinishing, report: report)
        }
    }

    /// Calls a closure with a run that is supervised until the closure ends.
    private func supervised<Value>(
        as command: String, _ limits: RunLimits, _ tell: @escaping (RunNote) -> Void,
        _ body: (ChangeRun<LinuxHost>) throws(RunFailure) -> Value
    ) throws(RunFailure) -> Value {
        let watchdog = try failing(as: RunFailure.unwatched) { () throws(WatchdogError) in
            try Watchdog(limit: limits.step)
        }
        defer { watchdog.dismiss() }
        return try body(
            ChangeRun(
                on: self, command: command, lockTimeout: limits.lock, supervisor: watchdog,
                isRoot: geteuid() == 0, tell: tell))
    }
}
