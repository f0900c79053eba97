// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel
internal import Glibc

/// `daxshift recover`.
struct Recover: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Undo or finish a run that was killed or not fully undone.",
        discussion: "Example: daxshift recover")

    @Flag(help: "Carry out the remaining steps instead of undoing those done.")
    private var finish = false

    @Flag(
        help:
            "Give up the run: report what it leaves, and move its journal aside, so that commands run again."
    )
    private var abandon = false

    @Flag(
        help:
            "Wait until the run of 'apply --confirm' is confirmed, and undo it when its time is over, or its process was killed."
    )
    private var unconfirmed = false

    @Flag(name: [.customShort("f"), .long], help: "With --abandon: do not ask.")
    private var force = false

    @Flag(help: "Print what would be done, and change nothing.")
    private var dryRun = false

    @OptionGroup
    private var limits: LimitOptions

    @OptionGroup
    private var output: OutputOptions

    func validate() throws {
        if unconfirmed && (abandon || finish || dryRun) {
            throw ValidationError("--unconfirmed undoes a run by itself: leave out the other options")
        }
        if abandon && finish { throw ValidationError("--abandon and --finish exclude each other") }
        if force && !abandon { throw ValidationError("--force goes with --abandon") }
    }

    func run() throws {
        let context = CommandContext.standard()
        // It writes nothing to the kernel, so a signal may end it while it asks.
        guard !abandon else {
            try run(in: context, on: LinuxHost(), isRoot: geteuid() == 0)
            return
        }
        let watchdog = try Watchdog(limit: limits.timeout, stoppingIn: context, as: output.format)
        defer { watchdog.dismiss() }
        try run(in: context, on: LinuxHost(), supervisor: watchdog, isRoot: geteuid() == 0)
    }

    /// Reads the journal, compares it with the host, and undoes or finishes the run.
    func run(
        in context: CommandContext, on host: some Host, supervisor: any Supervisor = Unsupervised(),
        journal: JournalFolder = JournalFolder(), isRoot: Bool
    ) throws {
        let run = ChangeRun(
            on: host, command: Self._commandName, journal: journal, lockTimeout: limits.lockTimeout,
            supervisor: supervisor, isRoot: isRoot, tell: { context.note($0) })
        try context.reportingFailure(as: output.format) {
            guard isRoot else { throw Self.words.failure(.notRoot) }
            try context.checkWritable()
            if unconfirmed {
                try undoUnlessConfirmed(run, on: host, in: context)
            } else if abandon {
                try giveUp(run, journal, in: context)
            } else {
                try recover(run, on: host, in: context)
            }
        }
    }

    private func recover<Machine: Host>(
        _ run: ChangeRun<Machine>, on host: Machine, in context: CommandContext
    ) throws {
        if dryRun {
            let (plan, basis) = try held(in: context) { () throws(RunFailure) in
                try run.planRecovery(isFinishing: finish)
            }
            let detailed = context.detailed(
                basis, showing: plan.devices.map(\.name), of: host, as: output.format)
            try context.show(PlanReport(plan: plan, from: detailed), as: output.format)
        } else {
            let outcome = try held(in: context) { () throws(RunFailure) in
                try context.showingProgress { report throws(RunFailure) in
                    try run.recover(isFinishing: finish, report: report)
                }
            }
            try context.end(outcome, on: host, as: output.format)
        }
    }

    private func undoUnlessConfirmed<Machine: Host>(
        _ run: ChangeRun<Machine>, on host: Machine, in context: CommandContext
    ) throws {
        let undone = try held(in: context) { () throws(RunFailure) in
            try context.showingProgress { report throws(RunFailure) in
                try run.undoUnlessConfirmed(report: report)
            }
        }
        if let undone { try context.end(undone, on: host, as: output.format) }
    }

    private static let words = RunWords(Self._commandName, insteadOfRoot: .runAsRoot)

    /// Runs a closure under the lock; its result is printed after the lock is released.
    private func held<Value>(
        in context: CommandContext, _ body: () throws(RunFailure) -> Value
    ) throws -> Value {
        try context.diagnostics.whileHeld { try Self.words.explaining(body) }
    }

    /// Reports what is left, asks, and moves the journal aside; the host is not locked during the question.
    private func giveUp(
        _ run: ChangeRun<some Host>, _ journal: JournalFolder, in context: CommandContext
    ) throws {
        let found = try held(in: context) { () throws(RunFailure) in try run.findJournal(isDry: dryRun) }
        guard let found else { return try context.show(AbandonReport(), as: output.format) }
        var report = AbandonReport(leftovers: found.leftovers, journal: journal.journal)
        if !dryRun {
            if !force { try ask(&report, in: context) }
            report.kept = try held(in: context) { () throws(RunFailure) in try run.abandon(found) }
        }
        try context.show(report, as: output.format)
    }

    private func ask(_ report: inout AbandonReport, in context: CommandContext) throws(CommandFailure) {
        context.note(report.lines(for: context.diagnosticsTerminal).map { $0.rendered(inColor: false) })
        report.isTold = true
        let answer = context.ask("Leave all of this as it is? Type 'yes':")
        guard answer == "yes" else {
            var finding = Finding(.start(.notConfirmed(wasAsked: answer != nil)))
            if answer == nil { finding.remedies = [.confirm] }
            throw CommandFailure(.refused, [finding], then: "nothing was changed")
        }
    }
}
