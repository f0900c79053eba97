// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel
internal import Glibc

/// A command that changes devices: from a request to an exit code, the same way for all.
protocol ChangeCommand: ParsableCommand {
    /// What the user wants.
    var request: Request { get }
    /// What every such command takes.
    var options: ChangeOptions { get }
}

extension ChangeCommand {
    func run() throws {
        let context = CommandContext.standard()
        let watchdog = Watchdog(limit: options.timeout) {
            try? context.note(["", "daxshift: stopped at once; some steps are done and not undone"])
            _exit(ExitCode.notUndone.rawValue)
        }
        defer { watchdog.dismiss() }
        try run(in: context, on: LinuxHost(), supervisor: watchdog, isRoot: geteuid() == 0)
    }

    /// Surveys, plans, tells what would be lost, carries out, and tells how it ended.
    func run(
        in context: CommandContext, on host: some Host, supervisor: any Supervisor = Unsupervised(),
        isRoot: Bool
    ) throws {
        guard isRoot || options.dryRun else {
            throw CommandFailure(
                .failure,
                ["\(Self._commandName) writes kernel files, which only root may; --dry-run shows the plan"])
        }
        do {
            try context.output.checkWritable()
        } catch {
            throw CommandFailure(.output, ["\(error); nothing was changed"])
        }
        let inventory = host.surveyForPlan()
        let plan: Plan
        do {
            plan = try Planner(inventory).plan(request)
        } catch {
            throw CommandFailure(
                error.isOnlyLoss ? .refused : .failure,
                error.reasons.map(\.description) + ["nothing was changed"])
        }
        if options.dryRun {
            try context.show(PlanReport(plan: plan), as: options.output.format)
            return
        }
        try context.note(plan.devices.flatMap(\.remarks))
        let progress = ProgressLine(on: context.diagnostics, context.diagnosticsTerminal)
        let outcome = Executor(host: host, supervisor: supervisor, report: { progress.show($0) })
            .run(plan, basis: inventory)
        progress.clear()
        let report = OutcomeReport(outcome: outcome)
        try context.note(report.notes)
        try context.show(report, as: options.output.format)
        guard outcome.failure == nil else { throw CommandFailure(report.exitCode, report.failureLines) }
    }
}

extension DevicePlan {
    /// What the user should know before anything is written, a line each.
    fileprivate var remarks: [String] {
        losses.map { "\(name): \($0)" } + notes.map { "\(name): \($0)" }
    }
}
