// SPDX-License-Identifier: Apache-2.0

/// Limits the time of a step, and receives the user's interruption.
package protocol Supervisor: Sendable {
    /// Starts the time of a step; a wait that exceeds it ends with EINTR.
    ///
    /// - Parameter time: The minimum of the step's time limit, whatever the usual limit.
    func begin(atLeast time: Duration)

    /// Tells how long the current step has taken already, from time to time once it takes long and until it ends.
    ///
    /// - Parameter tell: Called on any thread; it must not call the supervisor.
    func whileSlow(_ tell: @escaping @Sendable (RunProgress.Wait) -> Void)

    /// Ends the time of a step.
    func end()

    /// Why the current step should be given up; nil while it should continue.
    var verdict: Verdict? { get }

    /// Starts an undo, during which an interruption is no reason to give up.
    func startUndo()

    /// Ends an undo before another plan: an interruption is a reason to give up again, also one during the
    /// undo.
    func endUndo()

    /// Waits before another try, at most for the rest of the step's time.
    ///
    /// - Parameter duration: The maximum time to wait.
    func pause(_ duration: Duration)
}

extension Supervisor {
    /// Does nothing, for a supervisor without a clock of its own.
    public func whileSlow(_ tell: @escaping @Sendable (RunProgress.Wait) -> Void) {}

    /// Does nothing, for a supervisor of a single plan.
    package func endUndo() {}
}

/// Why a step is given up.
package enum Verdict: Sendable, Hashable {
    /// Its time has ended.
    case timedOut
    /// The user interrupted the run.
    case interrupted
}
