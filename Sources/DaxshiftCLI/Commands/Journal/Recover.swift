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

    @Flag(
        help:
            "Give the run up: say what it has left as it is, and put its journal aside, so that commands run again."
    )
    private var abandon = false

    @Flag(name: [.customShort("f"), .long], help: "With --abandon: do not ask.")
    private var force = false

    @Flag(help: "Print what would be done, and change nothing.")
    private var dryRun = false

    @OptionGroup
    private var limits: LimitOptions

    @OptionGroup
    private var output: OutputOptions

    func validate() throws {
        if abandon && finish { throw ValidationError("--abandon and --finish exclude each other") }
        if force && !abandon { throw ValidationError("--force goes with --abandon") }
    }

    func run() throws {
        let context = CommandContext.standard()
        // It writes nothing to the kernel, and a signal may end it while it asks.
        guard !abandon else {
            try run(in: context, on: LinuxHost(), isRoot: geteuid() == 0)
            return
        }
        let watchdog = try Watchdog(limit: limits.timeout, stoppingIn: context)
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
        let report =
            abandon
            ? try giveUp(in: context, supervisor, files)
            : try locked(in: context, supervisor, files) {
                try findJournal(in: context, files).flatMap {
                    try recover($0, in: context, on: host, supervisor, files)
                }
            }
        try report?()
    }

    /// What is told once the host is not locked any more, so that nobody waits for whoever reads it.
    private typealias Report = () throws -> Void

    private func locked<Value>(
        in context: CommandContext, _ supervisor: any Supervisor, _ files: RunFiles,
        _ body: () throws -> Value
    ) throws -> Value {
        try files.locked(
            for: Self._commandName, limits.lockTimeout, in: context, supervisor, hint: LimitOptions.lockHint,
            body)
    }

    /// Finds the journal that there is something to do for.
    private func findJournal(in context: CommandContext, _ files: RunFiles) throws -> FoundJournal? {
        let found = FoundJournal(in: files.journal)
        guard found.isThere else {
            context.note(["no journal is open: there is nothing to recover"])
            return nil
        }
        guard let contents = found.contents, let header = contents.header,
            files.journal.isEarlier(header.boot)
        else { return found }
        if dryRun {
            context.note(["the journal is of an earlier boot: nothing is to be done for it"])
        } else if let note = try files.archive(contents) {
            context.note([note])
        }
        return nil
    }

    private func recover(
        _ found: FoundJournal, in context: CommandContext, on host: some Host,
        _ supervisor: any Supervisor, _ files: RunFiles
    ) throws -> Report {
        guard let contents = found.contents else {
            throw CommandFailure(.notUndone, [found.problem ?? "", "nothing was changed"])
        }
        let recovery: Recovery
        do throws(Recovery.Unsafe) {
            recovery = try Recovery(contents)
        } catch {
            throw CommandFailure(
                .notUndone,
                [
                    "\(error)",
                    "'daxshift recover --abandon' says what is known to be left and puts "
                        + "\(files.journal.journal), which is readable text, aside; compare it with "
                        + "'daxshift list' and put right what is half way",
                    "nothing was changed",
                ])
        }
        context.note(recovery.remarks)
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
            let plan = finish ? recovery.finishing(in: inventory) : recovery.undoing(in: inventory)
            return { try context.show(PlanReport(plan: plan), as: output.format) }
        }
        let journal: Journal
        do throws(RunFileError) {
            journal = try Journal.reopen(contents, recovery, in: files.journal)
        } catch {
            throw CommandFailure(.notUndone, ["\(error)", "nothing was changed"])
        }
        var outcome = context.showingProgress { report in
            Executor(host: host, supervisor: supervisor, report: report)
                .run(recovery, isFinishing: finish, basis: inventory, journal: journal)
        }
        outcome.close(journal)
        return { [outcome] in try context.end(outcome, as: output.format) }
    }

    /// Says what is left, asks, and puts the journal aside; the host is not locked while a person is asked.
    private func giveUp(
        in context: CommandContext, _ supervisor: any Supervisor, _ files: RunFiles
    ) throws -> Report? {
        guard let found = try locked(in: context, supervisor, files, { try findJournal(in: context, files) })
        else { return nil }
        var report = AbandonReport(leftovers: found.leftovers, journal: files.journal.journal)
        guard !dryRun else { return { [report] in try context.show(report, as: output.format) } }
        if !force {
            context.note(report.lines(for: context.diagnosticsTerminal).map { $0.rendered(inColor: false) })
            report.isTold = true
            let answer = context.ask("Leave all that as it is? Type 'yes':")
            guard answer == "yes" else {
                throw CommandFailure(
                    .refused,
                    (answer == nil ? ["nobody can be asked; --force leaves all that as it is"] : [])
                        + ["nothing was changed"])
            }
        }
        report.kept = try locked(in: context, supervisor, files) {
            guard FoundJournal(in: files.journal) == found else {
                throw CommandFailure(
                    .failure, ["the journal changed meanwhile; look again", "nothing was changed"])
            }
            do throws(RunFileError) {
                return try files.journal.putAside(as: "abandoned")
            } catch {
                throw CommandFailure(.failure, ["\(error)", "nothing was changed"])
            }
        }
        return { [report] in try context.show(report, as: output.format) }
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
