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
        let total = run.done.count
        for (count, index) in run.done.reversed().enumerated() {
            let step = run.plan.steps[index]
            if case .action(let action) = step.undo, !host.holds(step.isBack(action)) {
                report(Progress(step: count + 1, total: total, action: action, isUndo: true))
                supervisor.begin()
                defer { supervisor.end() }
                do throws(StepFailure) {
                    if let unmet = step.undoRequires.first(where: { !host.holds($0) }) {
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
                || step.object.device.map { stuck.contains(.existence($0)) } == true
            if !isStuck { note(run, .undone, index) }
        }
        guard run.course.isRecovery, !failures.isEmpty else { return failures }
        let origin = run.plan.origin(of: run.done)
        return failures.filter { failure in
            origin[failure.action.subject].map { !host.holds($0.condition) } ?? true
        }
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
