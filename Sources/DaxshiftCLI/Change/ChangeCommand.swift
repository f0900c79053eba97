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
        let watchdog = try Watchdog(limit: options.limits.timeout, stoppingIn: context)
        defer { watchdog.dismiss() }
        try run(in: context, on: LinuxHost(), supervisor: watchdog, isRoot: geteuid() == 0)
    }

    /// Takes the lock, surveys, plans, tells what would be lost, carries out, and tells how it ended.
    func run(
        in context: CommandContext, on host: some Host, supervisor: any Supervisor = Unsupervised(),
        files: RunFiles = RunFiles(), isRoot: Bool
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
        guard !options.dryRun else {
            if let left = try files.leftOpen() {
                throw CommandFailure(.notUndone, [left, "nothing was changed"])
            }
            try context.show(
                PlanReport(plan: try plan(host.surveyForPlan(of: request))), as: options.output.format)
            return
        }
        // At boot there is a run for each device: those with nothing to do wait for no other.
        if request.change == .configured {
            let inventory = host.surveyForPlan(of: request)
            if let plan = try? plan(inventory), plan.steps.isEmpty {
                let outcome = carryOut(plan, inventory, nil, in: context, on: host, supervisor)
                try context.end(outcome, as: options.output.format, advice: outcome.adviceOnPoison)
                return
            }
        }
        let outcome = try files.locked(
            for: Self._commandName, options.limits.lockTimeout, in: context, supervisor,
            hint: LimitOptions.lockHint
        ) {
            context.note(try files.checkNoOpenJournal())
            let inventory = host.surveyForPlan(of: request)
            let plan = try plan(inventory)
            let journal = try files.begin(plan, inventory, command: Self._commandName)
            return carryOut(plan, inventory, journal, in: context, on: host, supervisor)
        }
        try context.end(outcome, as: options.output.format, advice: outcome.adviceOnPoison)
    }

    private func carryOut(
        _ plan: Plan, _ inventory: Inventory, _ journal: Journal?, in context: CommandContext,
        on host: some Host,
        _ supervisor: any Supervisor
    ) -> Outcome {
        context.note(plan.notes + plan.devices.flatMap(\.remarks))
        var outcome = context.showingProgress { report in
            Executor(host: host, supervisor: supervisor, report: report)
                .run(plan, basis: inventory, journal: journal)
        }
        outcome.close(journal)
        return outcome
    }

    private func plan(_ inventory: Inventory) throws(CommandFailure) -> Plan {
        do throws(Refusal) {
            return try Planner(inventory).plan(request)
        } catch {
            throw CommandFailure(
                error.isOnlyLoss ? .refused : .failure,
                error.reasons.map(\.description) + ["nothing was changed"])
        }
    }
}

extension DevicePlan {
    /// What the user should know before anything is written, a line each.
    var remarks: [String] {
        losses.map { "\(name): \($0)" } + notes.map { "\(name): \($0)" }
    }
}

extension Outcome {
    /// What a command offers against poison that kept a block offline, a line each.
    fileprivate var adviceOnPoison: [String] {
        guard case .step(let failure, let device?) = failure, failure.isOfPoison else { return [] }
        return [
            "'daxshift online-memory --skip-poisoned \(device)' brings a device's other blocks online; "
                + "'reconfigure-device' takes --skip-poisoned too"
        ]
    }
}
