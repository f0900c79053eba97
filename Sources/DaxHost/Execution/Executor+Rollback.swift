// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Executor {
    /// Undoes steps in reverse, going on where one can't be undone.
    ///
    /// What can't be undone may still be as it was: after a kill it is not always known how far a run had come.
    ///
    /// - Returns: Why things are not as they were.
    func undo(_ run: inout Run) -> [StepFailure] {
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
        guard run.course.isRecovery, !failures.isEmpty else { return failures }
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
            case .device(let name, .bind): name
            case .block(_, .online): step.device
            default: nil
            }
        if let device = reshaped.first(where: { $0.name == name }),
            !host.holds(.ranges(device.name, device.ranges))
        {
            return .ranges(device.name, device.ranges)
        }
        for failure in failures.map(\.action) {
            switch (undo, failure) {
            case (.device(_, .bind(.kmem, _)), .setting(.setAutoOnline(.offline))): return failure.after
            case (.setting(.setAutoOnline), .device(_, .bind(.kmem, _))): return failure.after
            case (.setting(.setAutoOnline), .device(let other, .unbind(.kmem, _)))
            where reshaped.contains { $0.name == other } && !host.holds(.notSystemRAM(other)):
                return failure.after
            case (_, .device(let other, .setAlign)) where name == other: return failure.after
            default: continue
            }
        }
        return nil
    }

    /// Does what a bind by `new_id` would have done next.
    func giveBack(_ steps: [Step]) -> [StepFailure] {
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
}
