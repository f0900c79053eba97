// SPDX-License-Identifier: Apache-2.0

/// The exit codes of `daxshift`, described in docs/exit-codes.md.
enum ExitCode: Int32, Sendable, CaseIterable {
    /// Done, or nothing to do.
    case success = 0
    /// Failed: nothing was changed, or all of it was undone.
    case failure = 1
    /// Nothing was changed, and the host differs from the layout.
    case changesPending = 2
    /// Not everything could be undone, or an earlier run must be recovered first.
    case notUndone = 3
    /// Refused: something would be lost, and no option allowed it.
    case refused = 4
    /// The command line is invalid.
    case usage = 64
    /// The result could not be written to standard output.
    case output = 74
    /// Another run holds the host's lock.
    case lockHeld = 75
    /// Interrupted by a signal: nothing was changed, or all of it was undone.
    case interrupted = 130
}
