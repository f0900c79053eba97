// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// How a command of daxctl or ndctl carries out plans, and tells what becomes of them.
struct DropInRun<Machine: Host> {
    /// The command.
    let verb: any DropInVerb
    /// Whether each step is reported.
    let isVerbose: Bool
    let context: CommandContext
    let host: Machine
    let supervisor: any Supervisor
    let journal: JournalFolder
    /// Whether it is told what a plan costs; where the real program warns of nothing, and the command says what it does, it is not.
    let tellsPlans: Bool
    /// The host as it is now; nil before it is surveyed.
    var inventory: Inventory?
    /// The first error; nil when there was none.
    private(set) var firstError: Errno?

    init(
        _ verb: any DropInVerb, isVerbose: Bool, in context: CommandContext, on host: Machine,
        supervisor: any Supervisor, journal: JournalFolder, tellsPlans: Bool = true
    ) {
        self.verb = verb
        self.isVerbose = isVerbose
        self.context = context
        self.host = host
        self.supervisor = supervisor
        self.journal = journal
        self.tellsPlans = tellsPlans
    }

    /// The messages of the command.
    var words: Words { Words(face: .dropIn(verb)) }

    /// Reports a failure, the first of which is that of the command.
    mutating func fail(_ errno: Errno, _ lines: [String]) {
        if firstError == nil { firstError = errno }
        context.note(lines)
    }

    /// Reports that the command could not begin, or not go on.
    mutating func fail(_ failure: CommandFailure, isRoot: Bool) {
        fail(
            isRoot ? failure.code.errno : .permissionDenied,
            failure.lines.map { "\(type(of: verb).program): \($0)" })
    }

    /// Calls a closure under the lock of the host.
    ///
    /// - Parameters:
    ///   - isRoot: Whether this process may write the kernel's files.
    ///   - body: The closure.
    /// - Throws: ``CommandFailure`` when it is not called, or fails.
    func locked(
        isRoot: Bool, _ body: (ChangeRun<Machine>.Locked) throws(RunFailure) -> Void
    ) throws {
        let name = verb.rawValue
        let explained = RunWords(name, in: words, insteadOfRoot: .runAsRoot)
        guard isRoot else { throw explained.failure(.notRoot) }
        let run = ChangeRun(
            on: host, command: name, journal: journal, lockTimeout: LimitOptions.lockTimeout,
            supervisor: supervisor, isRoot: isRoot,
            tell: { [context, words, tellsPlans] note in
                if case .planned = note, !tellsPlans { return }
                context.note(note, in: words)
            })
        try context.diagnostics.whileHeld {
            try explained.explaining { () throws(RunFailure) in try run.locked(body) }
        }
    }

    /// Carries out a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - now: The host that it was made for.
    ///   - locked: The operations allowed under the lock.
    ///   - body: What is done as long as the result of the plan stands, which is then undone but for the steps that it
    ///     returns; nil for a plan whose result stays.
    ///   - lines: The lines of the real program about a failure, which come before the engine's message.
    /// - Returns: The objects for which it failed; nil when all is done, and none when that is not known.
    /// - Throws: `RunFailure` when there can be no journal.
    mutating func carryOut(
        _ plan: Plan, from now: Inventory, _ locked: ChangeRun<Machine>.Locked,
        during body: (() -> [Step])? = nil, lines: (Outcome.Failure) -> [String]
    ) throws(RunFailure) -> [ObjectReference]? {
        let (context, isVerbose) = (context, isVerbose)
        let outcome = try context.showingProgress { report throws(RunFailure) in
            try locked.carryOut(
                plan, from: now,
                report: { step in
                    if isVerbose, step.wait == nil {
                        context.note(["\(step.isUndo ? "undo: " : "")\(step.action)"])
                    }
                    report(step)
                }, during: body)
        }
        inventory = outcome.inventory
        let report = OutcomeReport(outcome: outcome, words: words)
        context.note(report.notes)
        guard let failure = outcome.failure else {
            if outcome.unclosed != nil { fail(report.exitCode.errno, report.failureLines) }
            return nil
        }
        fail(failure.errno, lines(failure) + report.failureLines)
        return outcome.isUndone ? failure.object.map { [$0] } ?? [] : []
    }
}
