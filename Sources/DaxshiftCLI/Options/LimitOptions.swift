// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost

/// The time limits of a command that changes the host.
struct LimitOptions: ParsableArguments {
    /// The default time limit of a step.
    static let timeout = RunLimits().step
    /// The default time to wait for the lock.
    static let lockTimeout = RunLimits().lock

    @Option(
        help: ArgumentHelp(
            """
            Time limit of one step with its retries, \(Self.timeout.components.seconds) by default; after that \
            everything is put back.
            """,
            valueName: "seconds"),
        transform: { try Seconds.duration($0) })
    var timeout = Self.timeout

    @Option(
        help: ArgumentHelp(
            """
            How long to wait for another daxshift that is changing this host, \
            \(Self.lockTimeout.components.seconds) by default; 0 to fail at once.
            """,
            valueName: "seconds"),
        transform: { try Seconds.duration($0) })
    var lockTimeout = Self.lockTimeout

    func validate() throws {
        guard timeout > .zero else {
            throw ValidationError("--timeout 0 leaves no time for any step: write more, such as 30 or 0.5")
        }
    }
}
