// SPDX-License-Identifier: Apache-2.0

/// How a guest's run ended.
public enum GuestOutcome: Sendable, Hashable {
    /// The command ended with this status; for a signal, 128 and its number.
    case exited(Int32)
    /// The time was over before the command had ended. `isReady` says whether the command had begun.
    case timedOut(isReady: Bool, console: String)
    /// The guest died, or powered off, before the command had ended. `console` is the end of what its console said.
    case died(console: String)
    /// The reader of the command's stdout or stderr went away.
    case outputClosed
}
