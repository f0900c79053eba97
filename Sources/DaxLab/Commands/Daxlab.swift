// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser

/// The command `daxlab`.
public struct Daxlab: AsyncParsableCommand {
    /// The command's name and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "daxlab",
        abstract: "Boot emulated hosts with persistent and special-purpose memory, to try things on.",
        discussion: """
            A guest runs one of Debian's kernels on an emulated machine and has daxshift, daxctl, ndctl, jq, strace \
            and bash. It needs no root, no disk image and no network.

            Exit status: the command's own; or, with a line "daxlab: …" on stderr, 64 wrong request, 124 time-out, \
            125 the lab failed, 126 the guest died, 130 interrupted, 143 terminated; 141 when nobody reads stdout.
            """,
        subcommands: [Run.self, Shell.self, Hosts.self, Kernels.self])

    /// Creates the command.
    public init() {}
}
