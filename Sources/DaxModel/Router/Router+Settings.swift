// SPDX-License-Identifier: Apache-2.0

/// How settings of the host get their values.
extension Router {
    /// Plans settings of the host, the auto-online policy last: devices change their drivers under a policy of their own.
    func settings(
        _ goals: [SettingGoal], with routes: [Route], _ obstacles: inout [Finding]
    ) -> [SettingPlan] {
        var plans: [SettingPlan] = []
        for goal in goals {
            do throws(Refusal) {
                plans.append(try plan(goal, with: routes))
            } catch {
                obstacles += error.findings
            }
        }
        return plans.filter { $0.setting != .autoOnline } + plans.filter { $0.setting == .autoOnline }
    }

    private func plan(_ goal: SettingGoal, with routes: [Route]) throws(Refusal) -> SettingPlan {
        let object = ObjectReference.setting(goal.setting)
        if case .numaBalancing(let mode) = goal, !(0...3).contains(mode) {
            throw Refusal(.setting(.badMode(mode)), about: object)
        }
        let growing = Set(
            routes.filter { $0.arrival?.driver == .kmem || !$0.online.blocks.isEmpty }
                .compactMap(\.device.targetNode))
        try checkWeights(goal, growing)
        guard !goal.isReached(in: inventory) else { return SettingPlan(goal, from: nil) }
        let gap = inventory.gap(in: goal.setting)
        guard gap == nil, let now = inventory.value(of: goal.setting) else {
            if goal.setting == .autoOnline {
                throw Refusal(.memory(.noHotplug), about: object, remedies: .bootForHotplug)
            }
            guard inventory.lacks(goal.setting) else {
                throw Refusal(.setting(.unread(gap)), about: object, remedies: .readAsRoot)
            }
            throw Refusal(.setting(.notOffered), about: object, remedies: .bootLinux(since: goal.since))
        }
        switch goal {
        case .numaBalancing(2...) where inventory.hostSettings?.offersPromotion == false:
            throw Refusal(.setting(.noPromotion), about: object, remedies: .bootLinux(since: goal.since))
        case .weights(let weights):
            guard let interleave = inventory.hostSettings?.interleave else { break }
            return try plan(weights, instead: interleave, growing)
        case .autoOnline, .demotion, .numaBalancing: break
        }
        return SettingPlan(goal, from: now)
    }

    private func plan(
        _ weights: InterleaveWeights, instead now: WeightedInterleave, _ growing: Set<NodeNumber>
    ) throws(Refusal) -> SettingPlan {
        switch weights {
        case .automatic:
            guard let computed = now.automaticWeights else {
                throw Refusal(.setting(.noBandwidth), about: .setting(.weights), remedies: .giveWeights)
            }
            guard now.isAutomatic == nil else {
                return SettingPlan(.weights(.automatic), from: .weights(now.former(of: now.nodes.map(\.id))))
            }
            let goal = SettingGoal.weights(.explicit(computed))
            var plan = SettingPlan(
                goal,
                from: goal.isReached(in: inventory) ? nil : .weights(now.former(of: computed.keys)))
            let later = growing.filter { now.node($0)?.hasMemory == false }.sorted()
            if !later.isEmpty {
                plan.notes = [Finding(.setting(.laterBandwidth(later)), about: .setting(.weights))]
            }
            return plan
        case .explicit(let weights):
            return SettingPlan(.weights(.explicit(weights)), from: .weights(now.former(of: weights.keys)))
        }
    }

    /// Checks the weights that nodes are to have, also nodes whose memory the plan brings online.
    private func checkWeights(_ goal: SettingGoal, _ growing: Set<NodeNumber>) throws(Refusal) {
        guard case .weights(.explicit(let weights)) = goal, let now = inventory.hostSettings?.interleave
        else { return }
        let obstacles = weights.sorted { $0.key < $1.key }.compactMap { node, weight -> Finding? in
            if !(1...255).contains(weight) {
                return Finding(.setting(.badWeight(weight, node)), about: .setting(.weights))
            }
            guard now.node(node) == nil, !growing.contains(node) else { return nil }
            return Finding(
                .setting(.noNode(node)), about: .setting(.weights),
                remedies: .choose(now.nodes.map { "node\($0.id)" }))
        }
        guard obstacles.isEmpty else { throw Refusal(obstacles) }
    }
}

extension SettingGoal {
    /// The release of Linux that first took the value.
    fileprivate var since: String {
        switch self {
        case .autoOnline: "4.7"
        case .demotion: "5.15"
        case .numaBalancing(2...): "6.1"
        case .numaBalancing: "3.8"
        case .weights: "6.9"
        }
    }
}

extension WeightedInterleave {
    /// The weights that an undo gives back to nodes; the kernel has 1 for a node without memory.
    fileprivate func former(of nodes: some Sequence<NodeNumber>) -> InterleaveWeights {
        guard !isComputed else { return .automatic }
        return .explicit(nodes.reduce(into: [:]) { $0[$1] = node($1)?.weight ?? 1 })
    }
}
