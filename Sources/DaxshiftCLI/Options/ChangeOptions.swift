// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// What every command that changes devices takes.
struct ChangeOptions: ParsableArguments {
    @OptionGroup
    var devices: DeviceArguments

    @Flag(help: "Print the plan, each write and its undo, and change nothing.")
    var dryRun = false

    @OptionGroup
    var limits: LimitOptions

    @OptionGroup
    var output: OutputOptions
}
