// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// A host that is a snapshot: it is surveyed as it was, and nothing can be changed on it.
public struct SnapshotHost: Host, Sendable {
    /// The snapshot, best taken with ``SurveyScope/everything``.
    public let inventory: Inventory

    /// Creates a host.
    ///
    /// - Parameter inventory: What it shows.
    public init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    /// Gives the snapshot.
    ///
    /// - Returns: The inventory that the host was created with.
    public func survey() -> Inventory { inventory }

    /// Plans a request, as a ``ChangeRun`` on the real host would.
    ///
    /// - Parameter request: What is asked for.
    /// - Returns: The plan.
    /// - Throws: `Refusal` when it can't be planned.
    public func plan(_ request: Request) throws(Refusal) -> Plan {
        try Planner(surveyForPlan(of: request)).plan(request)
    }

    /// Refuses: a snapshot is not changed.
    ///
    /// - Parameter action: What is to be done.
    /// - Throws: `StepFailure` with `EROFS`, always.
    public func perform(_ action: Action) throws(StepFailure) {
        let cause: StepFailure.Cause =
            switch action.effect {
            case .write(let file, let value): .refused(file: file, value: value, .readOnly)
            case .replace(let file, let content):
                .refused(file: file, value: content.description, .readOnly)
            case .load(let module): .notLoaded(module: module, .readOnly)
            }
        throw StepFailure(action, cause)
    }

    /// Can't tell.
    ///
    /// - Parameter condition: What is asked.
    /// - Returns: false, so that no step begins.
    public func holds(_ condition: Condition) -> Bool { false }
}
