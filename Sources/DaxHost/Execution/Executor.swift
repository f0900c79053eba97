// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// Carries out a plan completely, or undoes it.
///
/// Before each step its preconditions are checked again; a step whose result is already there is not
/// repeated. When a step fails, takes too long or is interrupted, the steps that were done are undone in
/// reverse order, and each undo is read back as well.
package struct Executor<Machine: Host> {
    let host: Machine
    let supervisor: any Supervisor
    let report: @Sendable (RunProgress) -> Void

    /// Creates an executor.
    ///
    /// - Parameters:
    ///   - host: The machine to change.
    ///   - supervisor: Limits the time of a step, and receives the user's interruption.
    ///   - report: Called before each step, and on another thread while one takes long.
    package init(
        host: Machine, supervisor: any Supervisor = Unsupervised(),
        report: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) {
        self.host = host
        self.supervisor = supervisor
        self.report = report
    }

    /// Carries out a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - basis: The inventory that it was made from.
    ///   - journal: Records each step before it is tried.
    /// - Returns: The outcome for each device, and the host's current state.
    package func run(_ plan: Plan, basis: Inventory, journal: (any StepJournal)? = nil) -> Outcome {
        guard !plan.steps.isEmpty else {
            var outcome = Outcome(
                devices: plan.devices.map { .init(name: $0.name, result: .unchanged) }, inventory: basis)
            outcome.nvdimms = plan.nvdimms.map { .init($0.object, .unchanged) }
            outcome.settings = plan.settings.map { .init($0.setting, .unchanged) }
            return outcome
        }
        _ = host.takeKills()
        var run = Run(plan: plan, basis: basis, journal: journal)
        if let renamed = renamed(in: plan) {
            return outcome(of: run, survey(after: run), failure: .renamed(renamed))
        }
        return carryOut(&run)
    }

    /// Carries out a plan, calls a closure, carries out the steps that it returns, and undoes the plan without these.
    ///
    /// When a step fails, the others are undone too.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - basis: The inventory that it was made from.
    ///   - journal: Records each step before it is tried.
    ///   - body: What is done as long as the result of the plan stands.
    /// - Returns: The outcome for each object, and the host's current state.
    package func run(
        _ plan: Plan, basis: Inventory, journal: (any StepJournal)?, during body: () -> [Step]
    ) -> Outcome {
        _ = host.takeKills()
        var run = Run(plan: plan, basis: basis, journal: journal)
        if let renamed = renamed(in: plan) {
            return outcome(of: run, survey(after: run), failure: .renamed(renamed))
        }
        do throws(Outcome.Failure) {
            for index in plan.steps.indices { try carryOut(index, &run) }
            let steps = body()
            for step in steps { try add(step, &run) }
            run.done.removeLast(steps.count)
            let notUndone = undo(&run)
            return outcome(
                of: run, survey(after: run), failure: notUndone.isEmpty ? nil : .notPutBack,
                notUndone: notUndone)
        } catch {
            let notUndone = undo(&run)
            return outcome(of: run, survey(after: run), failure: error, notUndone: notUndone)
        }
    }

    /// An object whose name means another one than when the plan was made.
    private func renamed(in plan: Plan) -> ObjectReference? {
        let device = plan.devices.first { !host.holds(.device($0.name, .ranges($0.identity.ranges))) }
        return device.map { .device($0.name) } ?? plan.nvdimms.first { !isStillMeant($0) }?.object
    }

    /// Whether a namespace that a plan changes still has the identity that the plan knows.
    private func isStillMeant(_ plan: NvdimmPlan) -> Bool {
        guard case .namespace(let name) = plan.object, !plan.isUnchanged,
            plan.identity.uuid != nil || plan.identity.ranges.first != nil
        else { return true }
        return host.holds(.identity(plan.identity, of: name))
    }

    /// Continues the plan of a run that was killed, or undoes it.
    ///
    /// - Parameters:
    ///   - recovery: What the journal requires.
    ///   - isFinishing: Whether to continue from ``Recovery/next`` instead of undoing; after a
    ///     ``Recovery/pointOfNoReturn`` the plan is always continued.
    ///   - basis: The host's current state.
    ///   - journal: Records each step before it is tried, and after it was undone.
    /// - Returns: The outcome for each device, and the host's current state.
    package func run(
        _ recovery: Recovery, isFinishing: Bool, basis: Inventory, journal: (any StepJournal)?
    ) -> Outcome {
        _ = host.takeKills()
        var run = Run(plan: recovery.plan, basis: basis, journal: journal)
        run.done = recovery.begun
        run.skipped = recovery.skipped.filter { $0 < recovery.next ?? 0 }
        let isOneWay = recovery.pointOfNoReturn != nil
        run.course =
            recovery.next.flatMap { isFinishing || isOneWay ? .finishing(from: $0) : nil } ?? .undoing
        if case .finishing(let next) = run.course {
            run.doubtful = Set(run.irreversible.filter { $0 >= next })
            run.torn = Set(run.done.filter { $0 >= next })
        }
        if !recovery.begun.isEmpty || run.course != .undoing, let renamed = recovery.renamed(in: basis) {
            return outcome(of: run, survey(after: run), failure: .renamed(.device(renamed)))
        }
        if let renamed = recovery.renamedNamespace(in: basis) {
            return outcome(of: run, survey(after: run), failure: .renamed(.namespace(renamed)))
        }
        let strays = recovery.strays(in: basis)
        run.strays = Set(strays.compactMap(\.object.device))
        let failures = giveBack(strays)
        if isOneWay, !failures.isEmpty {
            return outcome(of: run, survey(after: run), failure: .notPutBack, notUndone: failures)
        }
        guard case .finishing(let next) = run.course, failures.isEmpty else {
            run.course = .undoing
            let notUndone = failures + undo(&run)
            let now = survey(after: run)
            let origin = origin(of: run)
            let isAllBack =
                recovery.plan.devices.allSatisfy {
                    $0.isUnchanged || isBack($0, run, origin, now)
                } && recovery.plan.nvdimms.allSatisfy { $0.isUnchanged || isBack($0, run, origin, now) }
                && recovery.plan.settings.allSatisfy { $0.isUnchanged || isBack($0, run, origin) }
            return outcome(
                of: run, now, failure: notUndone.isEmpty && isAllBack ? nil : .notPutBack,
                notUndone: notUndone)
        }
        run.done.removeAll { $0 >= next }
        return carryOut(&run)
    }

    /// Where a run begins, and whether it carries out or undoes a plan.
    enum Course: Equatable {
        /// From the plan's first step on.
        case fresh
        /// From this step on, as an index; another run did what comes before it.
        case finishing(from: Int)
        /// Another run began the plan, and it is undone.
        case undoing

        /// Whether another run began the plan, so that the basis is not the original state.
        var isRecovery: Bool { self != .fresh }

        /// The first step to be carried out, as an index.
        fileprivate var first: Int {
            if case .finishing(let next) = self { next } else { 0 }
        }
    }

    /// The state of a plan that is being carried out.
    struct Run {
        var plan: Plan
        let basis: Inventory
        let journal: (any StepJournal)?
        /// The steps that have to be undone on a failure, as indexes, in the order in which they were done.
        var done: [Int] = []
        /// The steps that it went on without, as indexes.
        var skipped: [Int] = []
        /// The steps that can't be undone and were begun, but are not known to be done, as indexes.
        var doubtful: Set<Int> = []
        /// The steps that another run began and are done again, as indexes; any of them may be half done.
        var torn: Set<Int> = []
        var course = Course.fresh
        /// The devices that a driver took as well, and that are unbound again.
        var strays: Set<DeviceName> = []

        /// The steps that can't be undone and were tried, as indexes, ascending.
        var irreversible: [Int] {
            doubtful.union(done.filter { plan.steps[$0].destroys != nil }).sorted()
        }
    }

    /// Carries out the steps that are left, and undoes all when one fails, unless something is destroyed for good.
    private func carryOut(_ run: inout Run) -> Outcome {
        let plan = run.plan
        do throws(Outcome.Failure) {
            for index in run.course.first..<plan.steps.count {
                let action = plan.steps[index].action
                try carryOut(
                    index, &run,
                    RunProgress(step: index + 1, total: plan.steps.count, action: action, isUndo: false))
            }
            let skipped = skipped(by: run)
            var inventory = survey(after: run, isComplete: run.course == .fresh && skipped.isEmpty)
            let repairs = plan.devices.flatMap { $0.repairs(of: inventory.device($0.name, without: skipped)) }
            for step in repairs { try add(step, &run) }
            if !repairs.isEmpty { inventory = survey(after: run) }
            for device in plan.devices {
                if let shortfall = shortfall(of: device, in: inventory, without: skipped) {
                    throw .goal(.device(device.name), shortfall)
                }
            }
            for nvdimm in plan.nvdimms {
                if let shortfall = nvdimm.shortfall(in: inventory) { throw .goal(nvdimm.object, shortfall) }
            }
            for setting in plan.settings {
                if let shortfall = setting.shortfall(in: inventory) {
                    throw .goal(.setting(setting.setting), shortfall)
                }
            }
            return outcome(of: run, inventory, failure: nil)
        } catch {
            let explanation = explanation(of: error, run.basis)
            let notUndone = run.irreversible.isEmpty ? undo(&run) : []
            var outcome = outcome(of: run, survey(after: run), failure: error, notUndone: notUndone)
            outcome.explanation = explanation
            return outcome
        }
    }

    func survey(after run: Run, isComplete: Bool = false) -> Inventory {
        host.survey(after: run.plan, from: run.basis, isComplete: isComplete)
    }

    // MARK: Steps

    /// Adds a step to the plan, and carries it out.
    private func add(_ step: Step, _ run: inout Run) throws(Outcome.Failure) {
        run.journal?.add(run.plan.steps.count, step)
        run.plan.steps.append(step)
        try carryOut(run.plan.steps.count - 1, &run)
    }

    /// Carries out a step and adds it to those that have to be undone, also when it failed half way.
    private func carryOut(
        _ index: Int, _ run: inout Run, _ progress: RunProgress? = nil
    ) throws(Outcome.Failure) {
        if let progress { report(progress) }
        if supervisor.verdict == .interrupted { throw .interrupted }
        let step = run.plan.steps[index]
        do throws(RunFileError) {
            try run.journal?.begin(index, step)
        } catch {
            throw .journal(error.description)
        }
        begin(step.action, progress)
        defer { supervisor.end() }
        do throws(StepFailure) {
            if run.torn.contains(index) { takeBack(step) }
            try perform(step.action, requires: step.requires)
        } catch {
            if step.skipsPoisoned, error.isOfPoison, !host.holds(step.action.after) {
                note(run, .skipped, index, error.description)
                run.done.append(index)
                run.skipped.append(index)
                return
            }
            note(run, .failed, index, error.description)
            switch (step.undo, error.cause) {
            case (.action(let undo), _) where !host.holds(step.isBack(undo)): run.done.append(index)
            // It was not tried now, but it may have been by another run.
            case (.irreversible, .unmet) where run.doubtful.contains(index): break
            case (.action, _), (.nothing, _), (.irreversible, .unmet): note(run, .undone, index)
            case (.irreversible, _): run.doubtful.insert(index)
            }
            switch (supervisor.verdict, error.cause) {
            case (.interrupted, _): throw .interrupted
            case (.timedOut, .refused(let file, _, let errno)):
                throw .step(StepFailure(step.action, .timedOut(file: file, errno)), for: step.object)
            default: throw .step(error, for: step.object)
            }
        }
        run.done.append(index)
        run.doubtful.remove(index)
        note(run, .done, index)
    }

    /// Starts the time of a step, of which its progress is told while it takes long.
    func begin(_ action: Action, _ progress: RunProgress?) {
        supervisor.begin(atLeast: action.leastTime)
        guard let progress else { return }
        supervisor.whileSlow { [report] wait in
            var progress = progress
            progress.wait = wait
            report(progress)
        }
    }

    /// Tells the journal what became of a step; without it, a recovery tries the step's undo and finds it done.
    func note(_ run: Run, _ kind: JournalEvent.Kind, _ index: Int, _ note: String = "") {
        try? run.journal?.record(JournalEvent(kind, step: index), note: note)
    }

    /// Performs an action, unless its result is already there; repeats it while only time can help.
    func perform(_ action: Action, requires: [Condition] = []) throws(StepFailure) {
        if let unmet = (action.before + requires).first(where: { !host.holds($0) }) {
            guard host.holds(action.after) else { throw StepFailure(action, .unmet(unmet)) }
            return
        }
        var pause = Duration.milliseconds(50)
        while true {
            let failure: StepFailure
            do throws(StepFailure) {
                try host.perform(action)
                return
            } catch {
                failure = error
            }
            if host.holds(action.after) {
                try redo(action)
                return
            }
            guard failure.mayPass, supervisor.verdict == nil else { throw failure }
            supervisor.pause(pause)
            guard supervisor.verdict == nil else { throw failure }
            pause = min(pause * 2, .seconds(2))
        }
    }

    /// Undoes what another run did of a step before it was killed, where the step can't be tried again from there.
    private func takeBack(_ step: Step) {
        guard case .action(let undo) = step.undo, !host.holds(step.action.after),
            !(step.action.before + step.requires).allSatisfy(host.holds)
        else { return }
        // If that fails, the step says what it needs.
        try? perform(undo)
    }

    /// Repeats an action after another tool was faster and brought about something else.
    private func redo(_ action: Action) throws(StepFailure) {
        guard let (wanted, first) = action.whenForestalled, !host.holds(wanted) else { return }
        try perform(first)
        try host.perform(action)
    }
}
