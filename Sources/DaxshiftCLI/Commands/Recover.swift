// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel
internal import Glibc

/// `daxshift recover`.
struct Recover: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put back, or finish, what a run that was killed has left half way.")

    @Flag(help: "Carry out the rest of the run's steps, rather than put back what it did.")
    private var finish = false

    @Flag(help: "Print what would be done, and change nothing.")
    private var dryRun = false

    @OptionGroup
    private var limits: LimitOptions

    @OptionGroup
    private var output: OutputOptions

    func run() throws {
        let context = CommandContext.standard()
        let watchdog = Watchdog(limit: limits.timeout, stoppingIn: context)
        defer { watchdog.dismiss() }
        try run(in: context, on: LinuxHost(), supervisor: watchdog, isRoot: geteuid() == 0)
    }

    /// Takes the lock, reads the journal, compares it with the host, and puts back or finishes.
    func run(
        in context: CommandContext, on host: some Host, supervisor: any Supervisor = Unsupervised(),
        files: RunFiles = RunFiles(), isRoot: Bool
    ) throws {
        guard isRoot else {
            throw CommandFailure(.failure, ["recover reads and writes files that only root may"])
        }
        do {
            try context.output.checkWritable()
        } catch {
            throw CommandFailure(.output, ["\(error); nothing was changed"])
        }
        try files.locked(for: Self._commandName, limits.lockTimeout, supervisor) {
            guard let contents = try files.openJournal() else {
                try context.note(["no journal is open: there is nothing to recover"])
                return
            }
            if isEarlierBoot(contents), dryRun {
                try context.note(["the journal is of an earlier boot: nothing is to be done for it"])
                return
            }
            if let note = try files.archive(contents) {
                try context.note([note])
                return
            }
            try recover(contents, in: context, on: host, supervisor, files)
        }
    }

    private func isEarlierBoot(_ contents: JournalContents) -> Bool {
        contents.header.map { $0.boot != JournalFolder.boot } ?? false
    }

    private func recover(
        _ contents: JournalContents, in context: CommandContext, on host: some Host,
        _ supervisor: any Supervisor, _ files: RunFiles
    ) throws {
        let recovery: Recovery
        do throws(Recovery.Unsafe) {
            recovery = try Recovery(contents)
        } catch {
            throw CommandFailure(
                .notUndone,
                [
                    "\(error)",
                    "compare \(files.journal.journal), which is readable text, with 'daxshift list'; then move "
                        + "the file away, and put right with reconfigure-device what is half way",
                    "nothing was changed",
                ])
        }
        try context.note(recovery.remarks)
        guard !finish || recovery.next != nil else {
            throw CommandFailure(
                .notUndone,
                [
                    "what was begun is partly put back or damaged, so it can't be finished; without --finish it "
                        + "is put back", "nothing was changed",
                ])
        }
        let inventory = host.surveyForPlan(of: nil)
        guard !dryRun else {
            try context.show(
                PlanReport(
                    plan: finish ? recovery.finishing(in: inventory) : recovery.undoing(in: inventory)),
                as: output.format)
            return
        }
        let journal: Journal
        do throws(RunFileError) {
            journal = try Journal.reopen(contents, recovery, in: files.journal)
        } catch {
            throw CommandFailure(.notUndone, ["\(error)", "nothing was changed"])
        }
        let outcome = context.showingProgress { report in
            Executor(host: host, supervisor: supervisor, report: report)
                .run(recovery, isFinishing: finish, basis: inventory, journal: journal)
        }
        try context.end(outcome, journal, as: output.format)
    }
}

extension Recovery {
    /// What the user should know before anything is written, a line each.
    fileprivate var remarks: [String] {
        guard let first = damage.first else { return [] }
        return [
            "record \(first.line) of the journal is damaged (\(first.flaw.rawValue)); all that it may have told "
                + "is taken for granted"
        ]
    }
}
