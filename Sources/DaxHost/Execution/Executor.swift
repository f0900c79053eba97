// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// Carries out a plan so that it ends where it was meant to, or back where it began.
///
/// Before each step its conditions are read again; a step whose result is there already is not repeated.
/// When one fails, takes too long or is interrupted, the steps that were done are undone in reverse, and each
/// undo is read back as well.
public struct Executor<Machine: Host> {
    private let host: Machine
    private let supervisor: any Supervisor
    private let report: (Progress) -> Void

    /// Creates an executor.
    ///
    /// - Parameters:
    ///   - host: The machine that is to be changed.
    ///   - supervisor: What bounds the time of a step and hears the user.
    ///   - report: What is told before each step.
    public init(
        host: Machine, supervisor: any Supervisor = Unsupervised(),
        report: @escaping (Progress) -> Void = { _ in }
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
    ///   - journal: What is told of each step before it is tried.
    /// - Returns: How it ended for each device, and what the host looks like now.
    public func run(_ plan: Plan, basis: Inventory, journal: (any StepJournal)? = nil) -> Outcome {
        guard !plan.steps.isEmpty else {
            return Outcome(
                devices: plan.devices.map { .init(name: $0.name, result: .unchanged) }, inventory: basis)
        }
        _ = host.takeKills()
        var run = Run(plan: plan, basis: basis, journal: journal)
        if let renamed = plan.devices.first(where: { !host.holds(.ranges($0.name, $0.ranges)) }) {
            return outcome(of: run, survey(after: run), failure: .renamed(renamed.name))
        }
        return finish(&run)
    }

    /// Carries on with a plan that another run was killed over, or puts back what that one did.
    ///
    /// - Parameters:
    ///   - recovery: What the journal asks for.
    ///   - isFinishing: Whether to carry on from ``Recovery/next`` rather than to put back.
    ///   - basis: What the host looks like.
    ///   - journal: What is told of each step before it is tried, and after it was undone.
    /// - Returns: How it ended for each device, and what the host looks like now.
    public func run(
        _ recovery: Recovery, isFinishing: Bool, basis: Inventory, journal: (any StepJournal)?
    ) -> Outcome {
        _ = host.takeKills()
        var run = Run(plan: recovery.plan, basis: basis, journal: journal)
        run.done = recovery.begun
        run.skipped = recovery.skipped.filter { $0 < recovery.next ?? 0 }
        run.isRecovery = true
        run.isFinishing = isFinishing && recovery.next != nil
        if !recovery.begun.isEmpty || run.isFinishing, let renamed = recovery.renamed(in: basis) {
            return outcome(of: run, survey(after: run), failure: .renamed(renamed))
        }
        let strays = recovery.strays(in: basis)
        run.strays = Set(strays.compactMap(\.device))
        let failures = giveBack(strays)
        guard run.isFinishing, failures.isEmpty, let next = recovery.next else {
            run.isFinishing = false
            let notUndone = failures + undo(&run)
            let now = survey(after: run)
            let origin = origin(of: run)
            let isAllBack = recovery.plan.devices.allSatisfy {
                $0.isUnchanged || isBack($0, run, origin, now)
            }
            return outcome(
                of: run, now, failure: notUndone.isEmpty && isAllBack ? nil : .notPutBack,
                notUndone: notUndone)
        }
        run.done.removeAll { $0 >= next }
        return finish(&run, from: next)
    }

    /// What is known of a plan while it is carried out.
    private struct Run {
        var plan: Plan
        let basis: Inventory
        let journal: (any StepJournal)?
        /// The steps that have to be undone on a failure, as indexes, in the order in which they were done.
        var done: [Int] = []
        /// The steps that it went on without, as indexes.
        var skipped: [Int] = []
        /// Whether another run began it, so that the basis is not what there was before.
        var isRecovery = false
        /// Whether the plan is carried out rather than put back.
        var isFinishing = true
        /// The devices that a driver took besides, and that are given back.
        var strays: Set<DeviceName> = []
    }

    private func finish(_ run: inout Run, from first: Int = 0) -> Outcome {
        let plan = run.plan
        do throws(Outcome.Failure) {
            for index in first..<plan.steps.count {
                let action = plan.steps[index].action
                report(Progress(step: index + 1, total: plan.steps.count, action: action, isUndo: false))
                try carryOut(index, &run)
            }
            var inventory = survey(after: run)
            let skipped = skipped(by: run)
            let repairs = plan.devices.flatMap { $0.repairs(of: inventory.device($0.name, without: skipped)) }
            for step in repairs {
                try add(step, &run)
                try carryOut(run.plan.steps.count - 1, &run)
            }
            if !repairs.isEmpty { inventory = survey(after: run) }
            for device in plan.devices {
                if let shortfall = shortfall(of: device, in: inventory, without: skipped) {
                    throw .goal(device.name, shortfall)
                }
            }
            return outcome(of: run, inventory, failure: nil)
        } catch {
            let explanation = explanation(of: error, run.basis)
            let notUndone = undo(&run)
            var outcome = outcome(of: run, survey(after: run), failure: error, notUndone: notUndone)
            outcome.explanation = explanation
            return outcome
        }
    }

    private func survey(after run: Run) -> Inventory { host.survey(after: run.plan, from: run.basis) }

    // MARK: Steps

    /// Carries out a step and adds it to those that have to be undone, also when it failed half way.
    private func carryOut(_ index: Int, _ run: inout Run) throws(Outcome.Failure) {
        if supervisor.verdict == .interrupted { throw .interrupted }
        let step = run.plan.steps[index]
        do throws(RunFileError) {
            try run.journal?.begin(index, step)
        } catch {
            throw .journal(error.description)
        }
        supervisor.begin()
        defer { supervisor.end() }
        do throws(StepFailure) {
            try perform(step.action, requires: step.requires)
        } catch {
            if step.skipsPoisoned, error.isOfPoison, !host.holds(step.action.after) {
                note(run, .skipped, index, error.description)
                run.done.append(index)
                run.skipped.append(index)
                return
            }
            note(run, .failed, index, error.description)
            if case .action(let undo) = step.undo, !host.holds(step.isBack(undo)) {
                run.done.append(index)
            } else {
                note(run, .undone, index)
            }
            switch (supervisor.verdict, error.cause) {
            case (.interrupted, _): throw .interrupted
            case (.timedOut, .refused(let file, _, let errno)):
                throw .step(StepFailure(step.action, .timedOut(file: file, errno)), device: step.device)
            default: throw .step(error, device: step.device)
            }
        }
        run.done.append(index)
        note(run, .done, index)
    }

    private func add(_ step: Step, _ run: inout Run) throws(Outcome.Failure) {
        do throws(RunFileError) {
            try run.journal?.add(run.plan.steps.count, step)
        } catch {
            throw .journal(error.description)
        }
        run.plan.steps.append(step)
    }

    /// Tells the journal what became of a step; without it, a recovery tries the step's undo and finds it done.
    private func note(_ run: Run, _ kind: JournalEvent.Kind, _ index: Int, _ note: String = "") {
        try? run.journal?.record(JournalEvent(kind, step: index), note: note)
    }

    /// Performs an action unless its result is there already, again and again where only time can help.
    private func perform(_ action: Action, requires: [Condition] = []) throws(StepFailure) {
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
                try putRight(action)
                return
            }
            guard failure.mayPass, supervisor.verdict == nil else { throw failure }
            supervisor.pause(pause)
            guard supervisor.verdict == nil else { throw failure }
            pause = min(pause * 2, .seconds(2))
        }
    }

    /// Moves a block that another tool was quicker to bring online, where it did so in another zone.
    private func putRight(_ action: Action) throws(StepFailure) {
        guard case .online(let index, let zone?) = action, !host.holds(.zone(index, zone)) else { return }
        try perform(.offline(index))
        try host.perform(action)
    }

    /// Undoes steps in reverse, going on where one can't be undone.
    ///
    /// What can't be undone may still be as it was: after a kill it is not always known how far a run had come.
    ///
    /// - Returns: Why things are not as they were.
    private func undo(_ run: inout Run) -> [StepFailure] {
        supervisor.startUndo()
        var failures: [StepFailure] = []
        var stuck: Set<Action.Subject> = []
        let reshaped = run.plan.devices.filter { $0.goal.ranges != nil }
        let total = run.done.count
        for (count, index) in run.done.reversed().enumerated() {
            let step = run.plan.steps[index]
            if case .action(let action) = step.undo, !host.holds(step.isBack(action)) {
                report(Progress(step: count + 1, total: total, action: action, isUndo: true))
                supervisor.begin()
                defer { supervisor.end() }
                do throws(StepFailure) {
                    if let unmet = unmet(action, of: step, after: failures, reshaped) {
                        throw StepFailure(action, .unmet(unmet))
                    }
                    try perform(action)
                } catch {
                    if !host.holds(step.isBack(action)) {
                        failures.append(error)
                        stuck.insert(error.action.subject)
                    }
                }
            }
            // Once the undo of a thing failed, its other steps must be gone through again by a recovery; and all of
            // a device's once that could not be made again.
            let isStuck =
                stuck.contains(step.action.subject)
                || step.device.map { stuck.contains(.existence($0)) } == true
            if !isStuck { note(run, .undone, index) }
        }
        guard run.isRecovery, !failures.isEmpty else { return failures }
        let origin = run.plan.origin(of: run.done)
        return failures.filter { failure in
            origin[failure.action.subject].map { !host.holds($0.condition) } ?? true
        }
    }

    /// What keeps a step of the undo from being tried after others failed.
    ///
    /// Memory that comes back while the policy is not held would be online where it was not.
    /// So a device does not come back to kmem then, and the policy stays held until the device has come back.
    /// Nor does a device come back to any driver without its shape, which the kernel changes only while none has it,
    /// nor its memory online, which would keep it from being taken once more.
    ///
    /// - Parameters:
    ///   - undo: The action that takes the step back.
    ///   - step: The step.
    ///   - failures: The failures.
    ///   - reshaped: The devices that get or got other ranges.
    /// - Returns: What would have to be true; nil when nothing keeps it.
    private func unmet(
        _ undo: Action, of step: Step, after failures: [StepFailure], _ reshaped: [DevicePlan]
    ) -> Condition? {
        let name: DeviceName? =
            switch undo {
            case .bind(let name, _, _): name
            case .online: step.device
            default: nil
            }
        if let device = reshaped.first(where: { $0.name == name }),
            !host.holds(.ranges(device.name, device.ranges))
        {
            return .ranges(device.name, device.ranges)
        }
        for failure in failures.map(\.action) {
            switch (undo, failure) {
            case (.bind(_, .kmem, _), .setAutoOnline(.offline)): return failure.after
            case (.setAutoOnline, .bind(_, .kmem, _)): return failure.after
            case (.setAutoOnline, .unbind(let other, .kmem, _))
            where reshaped.contains { $0.name == other } && !host.holds(.notSystemRAM(other)):
                return failure.after
            case (_, .setAlign(let other, _)) where name == other: return failure.after
            default: continue
            }
        }
        return nil
    }

    /// Does what a bind by `new_id` would have done next.
    private func giveBack(_ steps: [Step]) -> [StepFailure] {
        var failures: [StepFailure] = []
        for action in steps.map(\.action) {
            supervisor.begin()
            defer { supervisor.end() }
            do throws(StepFailure) {
                try perform(action)
            } catch {
                failures.append(error)
            }
        }
        return failures
    }

    // MARK: The outcome

    /// What explains a failure, looked for before the undo changes what there is to see.
    private func explanation(of failure: Outcome.Failure, _ basis: Inventory) -> [String] {
        switch failure {
        case .step(let failure, let device):
            host.explanation(of: failure, device: device.flatMap { basis.device($0) })
        case .goal: host.likelyAgent().map { [$0] } ?? []
        case .renamed, .interrupted, .journal, .notPutBack: []
        }
    }

    /// The blocks that a run left offline, for each has a poisoned page.
    private func skipped(by run: Run) -> Set<Int> {
        Set(
            run.skipped.compactMap { index in
                if case .online(let block, _) = run.plan.steps[index].action { block } else { nil }
            })
    }

    private func shortfall(of plan: DevicePlan, in inventory: Inventory, without skipped: Set<Int>) -> String?
    {
        inventory.unlisted.map { "what became of it can't be told: could not read \($0)" }
            ?? plan.goal.shortfall(of: inventory.device(plan.name, without: skipped))
    }

    private func outcome(
        of run: Run, _ now: Inventory, failure: Outcome.Failure?, notUndone: [StepFailure] = []
    ) -> Outcome {
        let culprit: DeviceName? =
            switch failure {
            case .step(_, let device): device
            case .goal(let device, _), .renamed(let device): device
            case .interrupted, .journal, .notPutBack, nil: nil
            }
        let origin = origin(of: run)
        let skipped = skipped(by: run)
        let devices = run.plan.devices.map { device in
            let result: Outcome.Result =
                if device.isUnchanged {
                    .unchanged
                } else if failure == nil, run.isFinishing {
                    .changed
                } else if !isBack(device, run, origin, now) {
                    .left
                } else {
                    device.name == culprit ? .failed : .rolledBack
                }
            var ended = Outcome.DeviceOutcome(
                name: device.name, result: result, isReshaped: device.goal.ranges != nil)
            if result == .changed {
                ended.poisoned = now.device(device.name)?.blocks.map(\.index).filter(skipped.contains) ?? []
            }
            return ended
        }
        var outcome = Outcome(
            devices: devices, failure: failure, notUndone: notUndone,
            othersChanged: changes(
                from: run.basis, to: now, except: run.strays.union(run.plan.devices.map(\.name))),
            inventory: now)
        outcome.killed = host.takeKills()
        return outcome
    }

    /// What was true before another run's first step, by the devices that it is about; nothing of a run of our own.
    private func origin(of run: Run) -> [DeviceName?: [Condition]] {
        guard run.isRecovery else { return [:] }
        return Dictionary(grouping: run.plan.origin(of: run.done).values, by: \.device)
            .mapValues { $0.map(\.condition) }
    }

    /// Whether a device is as it was before the first run on it.
    private func isBack(
        _ device: DevicePlan, _ run: Run, _ origin: [DeviceName?: [Condition]], _ now: Inventory
    ) -> Bool {
        guard now.unlisted == nil else { return false }
        guard run.isRecovery else {
            return now.device(device.name)?.use == run.basis.device(device.name)?.use
        }
        return (now.device(device.name)?.ranges ?? []) == device.ranges
            && (origin[device.name] ?? []).allSatisfy(host.holds)
    }

    private func changes(
        from before: Inventory, to after: Inventory, except named: Set<DeviceName>
    ) -> [String] {
        let old = Dictionary(before.devices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var gone = Set(old.keys).subtracting(named)
        var changes: [String] = []
        for device in after.devices where !named.contains(device.name) {
            gone.remove(device.name)
            guard let was = old[device.name] else {
                changes.append("\(device.name) appeared")
                continue
            }
            if was.use != device.use {
                changes.append("\(device.name) was \(was.use) and is \(device.use)")
            }
        }
        return changes + gone.sorted().map { "\($0) is gone" }
    }
}

extension Inventory {
    /// A device without those blocks that are offline for a reason that is accepted.
    fileprivate func device(_ name: DeviceName, without blocks: Set<Int>) -> DaxDevice? {
        var device = device(name)
        if !blocks.isEmpty {
            device?.blocks.removeAll { $0.state == .offline && blocks.contains($0.index) }
        }
        return device
    }
}
