// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension Plan {
    /// The plan if memory that a device gives up could not be restored: no command has such steps yet.
    public var withoutWayBack: Plan {
        var plan = self
        for index in plan.steps.indices {
            switch plan.steps[index].action {
            case .device(_, .unmap(let range, _)):
                plan.steps[index].undo = .irreversible(.contents(range.size))
            case .device(_, .delete): plan.steps[index].undo = .irreversible(.contents(.zero))
            default: break
            }
        }
        plan.steps = plan.steps.irreversibleLast
        return plan
    }
}
