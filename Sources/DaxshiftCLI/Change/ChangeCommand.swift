// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel
internal import Glibc

/// A command that changes devices: turns a request into an exit code.
protocol ChangeCommand: ParsableCommand {
    /// What the user wants.
    var request: Request { get throws }
    /// How long the run waits to be confirmed before it is undone; nil for no wait.
    var confirmation: Duration? { get }
    /// The options that all such commands have.
    var options: ChangeOptions { get }
    /// Whether a user at a terminal is asked before something is lost, rather than told of an option.
    static var asksAboutLosses: Bool { get }
}

extension ChangeCommand {
    static var asksAboutLosses: Bool { false }
    var confirmation: Duration? { nil }
}

extension ChangeCommand {
    func run() throws {
        let context = CommandContext.standard()
        let watchdog = try Watchdog(
            limit: options.limits.timeout, stoppingIn: context, as: options.output.format)
        defer { watchdog.dismiss() }
        try run(in: context, on: LinuxHost(), supervisor: watchdog, isRoot: geteuid() == 0)
    }

    /// Plans, reports what would be lost, carries out the plan and reports the outcome.
    func run(
        in context: CommandContext, on host: some Host, supervisor: any Supervisor = Unsupervised(),
        journal: JournalFolder = JournalFolder(), isRoot: Bool
    ) throws {
        try context.reportingFailure(as: options.output.format) {
            try carryOut(in: context, on: host, supervisor, journal, isRoot: isRoot)
        }
    }

    private func carryOut(
        in context: CommandContext, on host: some Host, _ supervisor: any Supervisor,
        _ journal: JournalFolder, isRoot: Bool
    ) throws {
        let words = RunWords(Self._commandName, insteadOfRoot: .planInstead)
        // The UUIDs of new namespaces are random: the request is made once.
        let request = try request
        let snapshot = try options.from.snapshot.map { SnapshotHost(try $0.read()) }
        let run = ChangeRun(
            on: host, command: Self._commandName, journal: journal, lockTimeout: options.limits.lockTimeout,
            supervisor: supervisor, isRoot: isRoot, tell: { context.note($0) })
        guard isRoot || options.dryRun else { throw words.failure(.notRoot) }
        try context.checkWritable()
        guard !options.dryRun else {
            let report = try words.explaining { () throws(RunFailure) in
                if let snapshot {
                    return PlanReport(plan: try snapshot.plan(request), from: snapshot.inventory)
                }
                let (plan, basis) = try run.plan(request)
                let detailed = context.detailed(
                    basis, showing: plan.devices.map(\.name), of: host, as: options.output.format)
                return PlanReport(plan: plan, from: detailed)
            }
            try context.show(report, as: options.output.format)
            return
        }
        let outcome = try outcome(of: request, run, in: context, words)
        if let confirmation, outcome.failure == nil {
            try waitForConfirmation(confirmation, of: run, on: host, in: context, words)
        }
        try context.end(outcome, on: host, as: options.output.format, advice: outcome.adviceOnPoison)
    }

    /// Waits until another process confirms the run, and undoes it when the time is over.
    private func waitForConfirmation<Machine: Host>(
        _ time: Duration, of run: ChangeRun<Machine>, on host: Machine, in context: CommandContext,
        _ words: RunWords
    ) throws {
        context.note([
            "daxshift: done; 'daxshift confirm' keeps it, within \(time.components.seconds) seconds"
        ])
        let undone = try context.diagnostics.whileHeld {
            try words.explaining { () throws(RunFailure) in
                try context.showingProgress { report throws(RunFailure) in
                    try run.undoUnlessConfirmed(report: report)
                }
            }
        }
        guard let undone else { return }
        try context.end(undone, on: host, as: options.output.format)
        throw CommandFailure(.failure, ["not confirmed in time: everything is as before"])
    }

    /// Carries out a request; where only a loss stands against it, the user is asked, while the host is not locked.
    private func outcome(
        of request: Request, _ run: ChangeRun<some Host>, in context: CommandContext, _ words: RunWords
    ) throws -> Outcome {
        do throws(RunFailure) {
            return try context.carryOut(request, by: run, confirmedWithin: confirmation)
        } catch {
            guard Self.asksAboutLosses, !options.output.isJSON, case .refused(let refusal) = error,
                refusal.isOnlyLoss, let accepting = try context.asked(about: refusal, request)
            else { throw words.failure(error) }
            return try outcome(of: accepting, run, in: context, words)
        }
    }
}

extension Plan {
    /// The notes and losses to report before the first write, one per line.
    func remarks(in words: Words) -> [String] {
        words.notes(notes)
            + devices.flatMap { device in
                device.lossLines + words.notes(device.notes)
            }
            + nvdimms.flatMap { object in
                object.losses.map { "\(object.object): \($0)" } + words.notes(object.notes)
            }
            + settings.flatMap { words.notes($0.notes) }
    }
}

extension DevicePlan {
    /// The losses, one per line.
    var lossLines: [String] { losses.map { "\(name): \($0)" } }
}

extension Outcome {
    /// Advice for a block that poison kept offline, one per line.
    fileprivate var adviceOnPoison: [String] {
        guard case .step(let failure, .device(let device)) = failure, failure.isOfPoison else { return [] }
        return [
            "'daxshift online-memory --skip-poisoned \(device)' brings a device's other blocks online; "
                + "'reconfigure-device' takes --skip-poisoned too"
        ]
    }
}
