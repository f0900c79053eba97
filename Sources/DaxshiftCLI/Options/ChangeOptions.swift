// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The options of every command that changes the host.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "Print the plan, each write and its undo, and change nothing.")
    var dryRun = false

    @OptionGroup
    var from: FromOption

    @OptionGroup
    var limits: LimitOptions

    @OptionGroup
    var output: OutputOptions

    func validate() throws {
        if from.snapshot != nil && !dryRun {
            throw ValidationError("--from goes with --dry-run: a snapshot can't be changed")
        }
    }
}
