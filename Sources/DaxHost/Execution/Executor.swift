// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// Carries out a plan so that it ends where it was meant to, or back where it began.
///
/// Before each step its conditions are read again; a step whose result is there already is not repeated.
/// When one fails, the steps that were done are undone in reverse, and each undo is read back as well.
public struct Executor<Machine: Host> {
    private let host: Machine

    /// Creates an executor.
    ///
    /// - Parameter host: The machine that is to be changed.
    public init(host: Machine) {
        self.host = host
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
            for step in plan.steps {
                try carryOut(step, &done)
            }
            let inventory = host.survey()
            for device in plan.devices {
                if let shortfall = shortfall(of: device, in: inventory) {
                    throw .goal(device.name, shortfall)
                }
            }
            return outcome(of: plan, basis, inventory, failure: nil)
        } catch {
            let notUndone = undo(done)
            return outcome(of: plan, basis, host.survey(), failure: error, notUndone: notUndone)
        }
    }

    // MARK: Steps

    /// Carries out a step and adds it to those that have to be undone, also when it failed half way.
    private func carryOut(_ step: Step, _ done: inout [Step]) throws(Outcome.Failure) {
        let action = step.action
        if let unmet = action.before.first(where: { !host.holds($0) }) {
            guard host.holds(action.after) else {
                throw .step(StepFailure(action, .unmet(unmet)), device: step.device)
            }
            done.append(step)
            return
        }
        do throws(StepFailure) {
            try host.perform(action)
            done.append(step)
        } catch {
            if host.holds(action.after) {
                done.append(step)
                return
            }
            if case .action(let undo) = step.undo, !host.holds(undo.after) { done.append(step) }
            throw .step(error, device: step.device)
        }
    }

    /// Undoes steps in reverse, going on where one can't be undone.
    private func undo(_ done: [Step]) -> [StepFailure] {
        var failures: [StepFailure] = []
        for case .action(let action) in done.reversed().map(\.undo) where !host.holds(action.after) {
            do throws(StepFailure) {
                if let unmet = action.before.first(where: { !host.holds($0) }) {
                    throw StepFailure(action, .unmet(unmet))
                }
                try host.perform(action)
            } catch {
                if !host.holds(action.after) { failures.append(error) }
            }
        }
        return failures
    }

    // MARK: The outcome

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
            case nil: nil
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
