// SPDX-License-Identifier: Apache-2.0

/// Bounds how long a step may take, and hears when the user wants to stop.
public protocol Supervisor: Sendable {
    /// Starts the time of a step; a wait that outlasts it is ended with EINTR.
    ///
    /// - Parameter time: How long the step may take at least, whatever the usual limit.
    func begin(atLeast time: Duration)

    /// Ends the time of a step.
    func end()

    /// Why the current step should be given up; nil while it should go on.
    var verdict: Verdict? { get }

    /// From here on an interruption is no reason to give up: what was done is being undone.
    func startUndo()

    /// An undo is over and another plan follows: an interruption counts again, also one during the undo.
    func endUndo()

    /// Waits before another try, for no longer than the step has left.
    ///
    /// - Parameter duration: How long to wait at most.
    func pause(_ duration: Duration)
}

extension Supervisor {
    /// Does nothing, for one that only ever watches over one plan.
    public func endUndo() {}
}

/// Why a step is given up.
public enum Verdict: Sendable, Hashable {
    /// Its time is over.
    case timedOut
    /// The user interrupted the run.
    case interrupted
}
