// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// What every command that changes the host takes, whatever it changes.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Print the plan, each write and its undo, and change nothing.")
    var dryRun = false

    @OptionGroup
    var limits: LimitOptions

    @OptionGroup
    var output: OutputOptions
}
