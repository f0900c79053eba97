// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// What every command that changes devices takes.
struct ChangeOptions: ParsableArguments {
    @OptionGroup
    var devices: DeviceArguments

    @Flag(help: "Print the plan, each write and its undo, and change nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "How long one step may take, with all its tries, before everything is put back.",
            valueName: "seconds"),
        transform: { try Seconds.duration($0) })
    var timeout = Duration.seconds(30)

    @OptionGroup
    var output: OutputOptions
}
