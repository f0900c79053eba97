// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
internal import Arguments
internal import Dispatch
internal import Glibc

/// The command `daxlab`.
public struct Daxlab: AsyncParsableCommand {
    /// The command's name and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "daxlab",
        abstract: "Boot emulated hosts with persistent and special-purpose memory for experiments.",
        discussion: """
            A guest runs one of Debian's kernels on an emulated machine and has daxshift, daxctl, ndctl, jq, strace \
            and bash. It needs no root, no disk image and no network.

            Exit status: the command's own; or, with a line "daxlab: …" on stderr, 64 wrong request, 124 time-out, \
            125 the lab failed, 126 the guest died, 130 interrupted, 143 terminated; 141 when nobody reads stdout.

            Example: daxlab run --host mixed --kernel 6.12 -- daxshift list
            """,
        version: Release.version,
        subcommands: [Run.self, Shell.self, Hosts.self, Kernels.self])

    /// Creates the command.
    public init() {}

    /// Runs the command with this process's arguments, and ends the process.
    ///
    /// Not an `async` main: that opens descriptors before its first line, and one of them could take the number of a closed
    /// /// stdout.
    public static func start() -> Never {
        guard fcntl(STDOUT_FILENO, F_GETFD) >= 0 else {
            Session.message("stdout is closed; give it a reader, or /dev/null")
            Glibc.exit(ExitCode.lab.rawValue)
        }
        // open() returns the lowest free number, so each gets its own.
        for descriptor in [STDIN_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
        guard !ProcessArguments.words.isEmpty else {
            Session.message("started without a program name")
            Glibc.exit(ExitCode.usage.rawValue)
        }
        Task {
            await main(Array(ProcessArguments.words.dropFirst()))
            Glibc.exit(0)
        }
        dispatchMain()
    }
}
