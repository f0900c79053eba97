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
    /// - Returns: How it ended for each device, and what the host looks like now.
    public func run(_ plan: Plan, basis: Inventory) -> Outcome {
        guard !plan.steps.isEmpty else {
            return Outcome(
                devices: plan.devices.map { .init(name: $0.name, result: .unchanged) }, inventory: basis)
        }
        if let renamed = plan.devices.first(where: { !host.holds(.ranges($0.name, $0.ranges)) }) {
            return outcome(of: plan, basis, host.survey(), failure: .renamed(renamed.name))
        }
        var done: [Step] = []
        do throws(Outcome.Failure) {
            for (index, step) in plan.steps.enumerated() {
                report(Progress(step: index + 1, total: plan.steps.count, action: step.action, isUndo: false))
                try carryOut(step, &done)
            }
            var inventory = host.survey()
            let repairs = plan.devices.flatMap { $0.repairs(of: inventory.device($0.name)) }
            for step in repairs { try carryOut(step, &done) }
            if !repairs.isEmpty { inventory = host.survey() }
            for device in plan.devices {
                if let shortfall = shortfall(of: device, in: inventory) {
                    throw .goal(device.name, shortfall)
                }
            }
            return outcome(of: plan, basis, inventory, failure: nil)
        } catch {
            let explanation = explanation(of: error, basis)
            let notUndone = undo(done)
            var outcome = outcome(of: plan, basis, host.survey(), failure: error, notUndone: notUndone)
            outcome.explanation = explanation
            return outcome
        }
    }

    // MARK: Steps

    /// Carries out a step and adds it to those that have to be undone, also when it failed half way.
    private func carryOut(_ step: Step, _ done: inout [Step]) throws(Outcome.Failure) {
        if supervisor.verdict == .interrupted { throw .interrupted }
        supervisor.begin()
        defer { supervisor.end() }
        let action = step.action
        do throws(StepFailure) {
            try perform(action, requires: step.requires)
            done.append(step)
        } catch {
            if case .action(let undo) = step.undo, !host.holds(undo.after) { done.append(step) }
            switch (supervisor.verdict, error.cause) {
            case (.interrupted, _): throw .interrupted
            case (.timedOut, .refused(let file, _, let errno)):
                throw .step(StepFailure(action, .timedOut(file: file, errno)), device: step.device)
            default: throw .step(error, device: step.device)
            }
        }
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
    private func undo(_ done: [Step]) -> [StepFailure] {
        supervisor.startUndo()
        var failures: [StepFailure] = []
        for (index, step) in done.reversed().enumerated() {
            guard case .action(let action) = step.undo, !host.holds(action.after) else { continue }
            report(Progress(step: index + 1, total: done.count, action: action, isUndo: true))
            supervisor.begin()
            defer { supervisor.end() }
            do throws(StepFailure) {
                try perform(action)
            } catch {
                if !host.holds(action.after) { failures.append(error) }
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
        case .renamed, .interrupted: []
        }
    }

    private func shortfall(of plan: DevicePlan, in inventory: Inventory) -> String? {
        guard let device = inventory.device(plan.name) else { return "it is no longer there" }
        return plan.goal.shortfall(of: device)
    }

    private func outcome(
        of plan: Plan, _ basis: Inventory, _ now: Inventory, failure: Outcome.Failure?,
        notUndone: [StepFailure] = []
    ) -> Outcome {
        let culprit: DeviceName? =
            switch failure {
            case .step(_, let device): device
            case .goal(let device, _), .renamed(let device): device
            case .interrupted, nil: nil
            }
        let devices = plan.devices.map { device in
            let result: Outcome.Result =
                if device.isUnchanged {
                    .unchanged
                } else if failure == nil {
                    .changed
                } else if now.device(device.name)?.use != basis.device(device.name)?.use {
                    .left
                } else {
                    device.name == culprit ? .failed : .rolledBack
                }
            return Outcome.DeviceOutcome(name: device.name, result: result)
        }
        return Outcome(
            devices: devices, failure: failure, notUndone: notUndone,
            othersChanged: changes(from: basis, to: now, except: Set(plan.devices.map(\.name))),
            inventory: now)
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
