// SPDX-License-Identifier: Apache-2.0

/// Turns a request into a plan, or refuses it: ``Resolver`` and ``Router``, one after the other.
public struct Planner: Sendable {
    let inventory: Inventory

    /// Creates a planner for a host.
    ///
    /// - Parameter inventory: All that was surveyed of the host; plans from a part of it would be wrong.
    public init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    /// Plans a request.
    ///
    /// - Parameter request: What the user wants.
    /// - Returns: The plan, without steps when everything already is as requested.
    /// - Throws: `Refusal` when a name matches nothing, or when any object can't become what is requested.
    public func plan(_ request: Request) throws(Refusal) -> Plan {
        let resolver = Resolver(inventory)
        let (goals, obstacles, notes) = try resolver.resolve(request)
        var plan = try Router(inventory).plan(for: goals, besides: obstacles)
        if let expected = request.expectedSteps, expected != plan.steps {
            throw Refusal(.layout(.otherPlan), remedies: .planAnew)
        }
        plan.notes = resolver.notes(on: request, goals) + notes + plan.notes
        return plan
    }
}
