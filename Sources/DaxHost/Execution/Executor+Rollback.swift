// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Executor {
    /// Undoes steps in reverse order, and continues after an undo that fails.
    ///
    /// An undo may need the undo of an earlier step: then it is done after all others. One that fails holds back
    /// the undo of each step that can be undone only after it: these stay as a kill would leave them, for
    /// another recovery. After a kill, a failed undo counts only if it holds back others, or the original state
    /// is not there, since it is not always known which steps were done.
    ///
    /// - Returns: The undos that failed.
    func undo(_ run: inout Run) -> [StepFailure] {
        supervisor.startUndo()
        var rollback = Rollback(total: run.done.count)
        var waiting: [Int] = []
        for index in run.done.reversed() {
            let step = run.plan.steps[index]
            if rollback.left.contains(where: step.isUndone(after:)) {
                rollback.left.append(step)
            } else if !undo(index, of: run, &rollback, mayWait: true) {
                note(run, .waiting, index)
                waiting.append(index)
            }
        }
        for index in waiting { _ = undo(index, of: run, &rollback, mayWait: false) }
        let failures = rollback.failures
        guard run.course.isRecovery, !rollback.holdsBack, !failures.isEmpty else { return failures }
        let origin = run.plan.origin(of: run.done)
        return failures.filter { failure in
            origin[failure.action.subject].map { !host.holds($0.condition) } ?? true
        }
    }

    /// The state of an undo of several steps.
    private struct Rollback {
        let total: Int
        var count = 0
        var failures: [StepFailure] = []
        /// The things that could not be restored.
        var stuck: Set<Action.Subject> = []
        /// The steps whose undo failed or was held back, the last of them first.
        var left: [Step] = []

        var holdsBack: Bool { left.count > failures.count }
    }

    /// Undoes a step, unless its undo has to wait; returns false if it has to.
    private func undo(_ index: Int, of run: Run, _ rollback: inout Rollback, mayWait: Bool) -> Bool {
        let step = run.plan.steps[index]
        if case .action(let action) = step.undo, !host.holds(step.isBack(action)) {
            let unmet = step.undoRequires.first { !host.holds($0) }
            guard unmet == nil || !mayWait else { return false }
            rollback.count += 1
            let progress = RunProgress(
                step: rollback.count, total: rollback.total, action: action, isUndo: true)
            report(progress)
            begin(action, progress)
            defer { supervisor.end() }
            do throws(StepFailure) {
                if let unmet { throw StepFailure(action, .unmet(unmet)) }
                try perform(action)
                // An object that is gone for the moment is not back, though nothing can be done to it.
                guard host.holds(step.isBack(action)) else {
                    throw StepFailure(action, .noEffect(step.isBack(action)))
                }
            } catch {
                if !host.holds(step.isBack(action)) {
                    rollback.failures.append(error)
                    rollback.stuck.insert(error.action.subject)
                    rollback.left.append(step)
                }
            }
        } else {
            rollback.count += 1
        }
        // Once the undo of a thing failed, a recovery must repeat its other steps; and all steps of a device
        // once the device could not be created again.
        let isStuck =
            rollback.stuck.contains(step.action.subject)
            || step.object.device.map { rollback.stuck.contains(.existence($0)) } == true
        if !isStuck { note(run, .undone, index) }
        return true
    }

    /// Completes a bind by `new_id` that another run did not complete.
    func giveBack(_ steps: [Step]) -> [StepFailure] {
        var failures: [StepFailure] = []
        for action in steps.map(\.action) {
            supervisor.begin(atLeast: action.leastTime)
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
