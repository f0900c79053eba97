// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel
internal import Glibc

/// `daxshift confirm`.
struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Keep what 'daxshift apply --confirm' did, which is put back otherwise.",
        discussion: "Example: daxshift confirm")

    @OptionGroup
    private var limits: LimitOptions

    func run() throws { try run(in: .standard(), on: LinuxHost(), isRoot: geteuid() == 0) }

    /// Closes the journal of the run that waits.
    func run(
        in context: CommandContext, on host: some Host, journal: JournalFolder = JournalFolder(), isRoot: Bool
    ) throws {
        let run = ChangeRun(
            on: host, command: Self._commandName, journal: journal, lockTimeout: limits.lockTimeout,
            isRoot: isRoot)
        let words = RunWords(Self._commandName, insteadOfRoot: .runAsRoot)
        guard try words.explaining({ () throws(RunFailure) in try run.confirm() }) else {
            throw CommandFailure(.failure, ["no run waits for a confirmation: it was put back, or confirmed"])
        }
    }
}
