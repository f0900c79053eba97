// SPDX-License-Identifier: Apache-2.0

/// The exit statuses of `daxlab` that are not the guest command's own.
///
/// A command in the guest may end with any of these numbers too. A status is that of daxlab only together with a line
/// that starts with `daxlab:` on stderr; ``outputClosed`` prints none.
public enum ExitCode: Int32, Sendable, CaseIterable {
    /// The request is wrong: the command line, the host or kernel asked for, a host file, a file to copy.
    case usage = 64
    /// The command did not end within the time limit.
    case timedOut = 124
    /// The lab failed before or during the command.
    case lab = 125
    /// The guest died or powered off before the command ended.
    case guestDied = 126
    /// SIGINT ended the run.
    case interrupted = 130
    /// The reader of stdout or stderr went away: the status of a process that died of SIGPIPE.
    case outputClosed = 141
    /// SIGTERM ended the run.
    case terminated = 143

    /// The exit status for an error.
    init(_ error: LabError) {
        switch error.code {
        case .request: self = .usage
        case .lab: self = .lab
        }
    }
}
