// SPDX-License-Identifier: Apache-2.0

public import DaxHost
internal import Synchronization

/// A supervisor whose time passes only by pauses, late actions and an interruption.
public final class SimulatedClock: Supervisor {
    private let limit: Duration
    private let state: Mutex<State>

    private struct State {
        var left: Duration
        var stepsUntilInterruption: Int
        var isUndoing = false
    }

    /// Creates a clock.
    ///
    /// - Parameters:
    ///   - limit: How long a step may take.
    ///   - steps: After how many steps the user interrupts the run.
    public init(limit: Duration = .seconds(1), interruptionAfter steps: Int = .max) {
        self.limit = limit
        state = Mutex(State(left: limit, stepsUntilInterruption: steps))
    }

    /// Ends the time of the current step.
    public func expire() { state.withLock { $0.left = .zero } }

    /// Starts the time of a step.
    ///
    /// - Parameter time: Ignored.
    public func begin(atLeast time: Duration) {
        state.withLock {
            $0.left = limit
            if $0.stepsUntilInterruption != .max { $0.stepsUntilInterruption -= 1 }
        }
    }

    /// Does nothing.
    public func end() {}

    /// Why the current step should be given up.
    package var verdict: Verdict? {
        state.withLock { state in
            if state.stepsUntilInterruption <= 0 && !state.isUndoing { return .interrupted }
            return state.left <= .zero ? .timedOut : nil
        }
    }

    /// Makes an interruption no reason to give up any more.
    public func startUndo() { state.withLock { $0.isUndoing = true } }

    /// Makes an interruption a reason to give up again.
    public func endUndo() { state.withLock { $0.isUndoing = false } }

    /// Lets time pass.
    ///
    /// - Parameter duration: The duration.
    public func pause(_ duration: Duration) { state.withLock { $0.left -= duration } }
}
