// SPDX-License-Identifier: Apache-2.0

package import DaxModel

extension ChangeRun {
    /// What may be done while the host's lock is held.
    package struct Locked {
        let run: ChangeRun

        /// Plans a request.
        ///
        /// - Parameters:
        ///   - request: The request.
        ///   - inventory: The inventory, surveyed for the request.
        /// - Returns: The plan.
        /// - Throws: ``RunFailure/refused(_:)`` when it can't be planned.
        package func plan(_ request: Request, from inventory: Inventory) throws(RunFailure) -> Plan {
            try failing(as: RunFailure.refused) { () throws(Refusal) in try Planner(inventory).plan(request) }
        }

        /// Carries out a plan with a journal, which is closed when nothing is left to do for it.
        ///
        /// - Parameters:
        ///   - plan: The plan.
        ///   - inventory: The inventory that it was made from.
        ///   - keepsJournal: Whether the journal stays open although nothing is left to do, so that all can still be undone.
        ///   - report: Called before each step.
        ///   - body: What is done as long as the result of the plan stands, which is then undone; nil for a plan whose result
        ///     stays. The steps that it returns are carried out, and stay.
        /// - Returns: The outcome for each device, and the host's current state.
        /// - Throws: ``RunFailure/file(_:)`` when the journal can't be created; then nothing was changed.
        package func carryOut(
            _ plan: Plan, from inventory: Inventory, keepsJournal: Bool = false,
            report: @escaping @Sendable (RunProgress) -> Void, during body: (() -> [Step])? = nil
        ) throws(RunFailure) -> Outcome {
            let journal = try begin(plan)
            run.tell(.planned(plan))
            let executor = Executor(host: run.host, supervisor: run.supervisor, report: report)
            var outcome =
                body.map { executor.run(plan, basis: inventory, journal: journal, during: $0) }
                ?? executor.run(plan, basis: inventory, journal: journal)
            if !keepsJournal || outcome.failure != nil { outcome.close(journal) }
            return outcome
        }

        /// Opens the journal of a plan; nil for a plan without steps.
        private func begin(_ plan: Plan) throws(RunFailure) -> Journal? {
            guard !plan.steps.isEmpty else { return nil }
            return try failing(as: RunFailure.file) { () throws(RunFileError) in
                try Journal.create(in: run.journal, plan: plan, command: run.command)
            }
        }
    }
}

extension Outcome {
    /// Closes the journal when nothing is left to do for it, while the lock is held.
    mutating func close(_ journal: Journal?) {
        guard isSettled else { return }
        do throws(RunFileError) {
            try journal?.close()
        } catch {
            unclosed = "\(error)"
        }
    }
}
