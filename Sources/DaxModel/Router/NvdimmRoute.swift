// SPDX-License-Identifier: Apache-2.0

/// How one namespace, NVDIMM region or DIMM gets to its goal.
struct NvdimmRoute {
    /// The plan for the object, checked when all is done.
    var plan: NvdimmPlan
    /// The steps, in order.
    var steps: [Step] = []
    /// The drivers that must be there.
    var drivers: [DriverName] = []

    init(_ plan: NvdimmPlan) {
        self.plan = plan
    }

    /// Adds a step for the object.
    mutating func add(
        _ action: Action, undo: Action?, requires: [Condition] = [], undoRequires: [Condition] = []
    ) {
        var step = Step(
            for: plan.object, action: action, undo: undo.map { .action($0) } ?? .nothing, requires: requires)
        step.undoRequires = undoRequires
        steps.append(step)
    }
}
