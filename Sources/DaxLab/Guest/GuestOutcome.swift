// SPDX-License-Identifier: Apache-2.0

/// The outcome of a guest's run.
public enum GuestOutcome: Sendable, Hashable {
    /// The command ended with this status; for a signal, 128 and its number.
    case exited(Int32)
    /// The command did not end in time. `isReady` says whether it had started.
    case timedOut(isReady: Bool, console: String)
    /// The guest died or powered off before the command ended. `console` is the end of its console output.
    case died(console: String)
    /// The reader of the command's stdout or stderr went away.
    case outputClosed
}
