// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The options that say how long a command that changes the host waits for what.
struct LimitOptions: ParsableArguments {
    /// How long a step may take where nothing else is said.
    static let timeout = Duration.seconds(30)
    /// How long to wait for the lock where nothing else is said.
    static let lockTimeout = Duration.seconds(10)
    /// What to add where another run holds the lock for too long.
    static let lockHint = ", or let this one wait longer with --lock-timeout"

    @Option(
        help: ArgumentHelp(
            "How long one step may take, with all its tries, before everything is put back.",
            valueName: "seconds"),
        transform: { try Seconds.duration($0) })
    var timeout = Self.timeout

    @Option(
        help: ArgumentHelp(
            "How long to wait for another daxshift that is changing this host; 0 to fail at once.",
            valueName: "seconds"),
        transform: { try Seconds.duration($0) })
    var lockTimeout = Self.lockTimeout
}
