// SPDX-License-Identifier: Apache-2.0

/// Finds the steps by which a host reaches goals, or refuses them: a pure function of what was surveyed.
///
/// The order is the same for all goals. What can fail without harm comes first (the next boot's
/// configuration, the modules), then devices move to the bus, then blocks go offline, then devices change
/// drivers under an auto-online policy that does not interfere and get their shape while no driver holds
/// them, then devices leave the bus, then blocks go online, and last settings of the host get their values. So an
/// early failure leaves little to undo, and memory with an online block is never unbound.
public struct Router: Sendable {
    let inventory: Inventory

    /// Creates a router for a host.
    ///
    /// - Parameter inventory: What was surveyed, with the modules and memory blocks.
    public init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    /// Plans goals of any kind together.
    ///
    /// - Parameter goals: The goals, at most one for each object.
    /// - Returns: The plan, without steps when all goals are reached already.
    /// - Throws: `Refusal` when a goal can't be reached, or not without what its ``Allowances`` deny.
    public func plan(for goals: [Goal]) throws(Refusal) -> Plan {
        try plan(for: goals, besides: [])
    }

    /// Plans goals, where obstacles to other goals are known already.
    func plan(for goals: [Goal], besides obstacles: [Finding]) throws(Refusal) -> Plan {
        var obstacles = obstacles
        var routes: [Route] = []
        var nvdimms: [NvdimmRoute] = []
        var settings: [SettingGoal] = []
        var boot = BootRoute()
        // Devices of namespaces that the plan makes are planned as they will be.
        let foreseen = Router(inventory.foreseeing(goals))
        var objects: Set<ObjectReference> = []
        for goal in goals {
            guard objects.insert(goal.object).inserted else {
                throw Refusal(.request(.severalGoals), about: goal.object)
            }
            do throws(Refusal) {
                switch goal {
                case .device(let goal): routes.append(try foreseen.route(to: goal))
                case .nvdimm(let goal): nvdimms.append(try route(to: goal, besides: goals))
                case .setting(let goal): settings.append(goal)
                case .nextBoot(let goal): boot = try route(to: goal)
                }
            } catch {
                obstacles += error.findings.map { $0.of(goal.entry) }.filter { !obstacles.contains($0) }
            }
        }
        obstacles += missingDrivers(of: routes, and: nvdimms) + foreseen.missingMemory(for: &routes)
        let plans = self.settings(settings, with: routes, &obstacles)
        guard obstacles.isEmpty else { throw Refusal(obstacles) }
        let carriers = changes(ofCarriers: goals)
        for index in routes.indices { foresee(&routes[index], carriers[routes[index].device.name]) }
        let (early, late) = inOrder(nvdimms)
        let lateDevices = Set(late.compactMap { DeviceName(carriedBy: $0.plan.object) })
        let changing = routes.filter { !$0.plan.isUnchanged }
        let isLate = { (route: Route) in route.isForeseen && lateDevices.contains(route.device.name) }
        let steps =
            boot.steps + loading(neededDrivers(of: changing) + neededDrivers(of: nvdimms))
            + steps(changing.filter { !$0.isForeseen }, and: early)
            + foreseen.steps(changing.filter { $0.isForeseen && !isLate($0) }) + plans.compactMap(\.step)
        let lateSteps = late.flatMap(\.steps) + foreseen.steps(changing.filter(isLate))
        return Plan(
            devices: routes.map(\.plan), nvdimms: nvdimms.map(\.plan), settings: plans,
            steps: steps.irreversibleLast + lateSteps.irreversibleLast,
            notes: foreseen.notes(onMemoryAfter: routes) + boot.notes)
    }

    /// Divides the routes of NVDIMMs into those that come before what can't be undone, and those that come after it: namespaces that
    /// may take the room of one whose label is gone for good.
    private func inOrder(_ routes: [NvdimmRoute]) -> (early: [NvdimmRoute], late: [NvdimmRoute]) {
        func region(_ route: NvdimmRoute) -> KernelName? {
            guard case .namespace(let name) = route.plan.object else { return nil }
            return KernelFile.region(of: name)
        }
        let isGone = { (route: NvdimmRoute) in route.plan.goal == .gone }
        let emptied = Set(
            routes.filter { isGone($0) && $0.steps.contains { $0.destroys != nil } }.compactMap(region))
        let isLate = { (route: NvdimmRoute) in !isGone(route) && region(route).map(emptied.contains) == true }
        return (routes.filter { !isLate($0) }, routes.filter(isLate))
    }

    /// What becomes of the namespaces that carry devices, by device.
    private func changes(ofCarriers goals: [Goal]) -> [DeviceName: NvdimmGoal.Change] {
        var changes: [DeviceName: NvdimmGoal.Change] = [:]
        for case .nvdimm(let goal) in goals {
            if let device = DeviceName(carriedBy: goal.object) { changes[device] = goal.change }
        }
        return changes
    }

    /// Plans a device with what becomes of its namespace: it is made anew with it, or is gone with it.
    private func foresee(_ route: inout Route, _ change: NvdimmGoal.Change?) {
        if change?.state != nil {
            let device = inventory.device(route.device.name)
            route.becomesNew(insteadOf: device.map { inventory.identity(of: $0) })
        } else if change == .destroyed {
            route.plan.goal.ranges = []
        }
    }
}
