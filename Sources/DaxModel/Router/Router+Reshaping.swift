// SPDX-License-Identifier: Apache-2.0

/// How a device of a dynamic region changes its ranges and its alignment.
extension Router {
    /// A device gets other ranges or another alignment, and the driver that it is to have then.
    func reshaping(
        _ device: DaxDevice, _ goal: DeviceGoal, to ranges: [PhysicalRange]
    ) throws(Refusal) -> Route {
        try checkMovable(device, align: goal.align)
        var route = try leaving(device, goal, keeping: ranges)
        if !ranges.isEmpty {
            let then = try routeInShape(device.unbound(in: ranges, align: goal.align), to: goal)
            route.plan.losses += then.plan.losses
            route.plan.notes += then.plan.notes
            (route.arrival, route.online) = (then.arrival, then.online)
        }
        route.shape = Route.Shape(
            ranges: ranges, align: goal.align, isCreated: inventory.device(goal.name) == nil,
            isDeleted: goal.isDeleted)
        return route
    }

    /// A device is unbound, and gives up the ranges that it does not keep.
    private func leaving(
        _ device: DaxDevice, _ goal: DeviceGoal, keeping ranges: [PhysicalRange]
    ) throws(Refusal) -> Route {
        try checkLeakedRanges(device)
        var route =
            device.driver == nil
            ? Route(device, to: goal, on: inventory) : try changingDriver(device, goal, to: nil)
        let lost = device.ranges.size - device.ranges.keptSize(in: ranges)
        guard device.driver != .kmem, lost > .zero else { return route }
        guard goal.allowances.force else {
            throw Refusal(
                .device(.contents(lost)), about: .device(device.name), remedies: .force(.giveUpContents))
        }
        route.plan.losses.append(.contents(lost))
        return route
    }

    /// Checks that a device could get its ranges back as well: at each moment all must fit its alignment.
    private func checkMovable(_ device: DaxDevice, align: ByteCount?) throws(Refusal) {
        guard let now = device.align else { return }
        let granule = DaxRegion.granule(for: min(now, align ?? now))
        guard let odd = device.ranges.first(where: { !$0.size.isMultiple(of: granule) }) else { return }
        throw Refusal(
            .device(.oddRange(odd, align: now)), about: .device(device.name),
            remedies: .align(device.name, DaxRegion.alignments[1]))
    }

    /// Changes the shape of a device without a driver, one write at a time.
    ///
    /// The kernel requires at each moment that the ranges fit the alignment. So a smaller alignment is set
    /// first, and a larger one last. Ranges are removed and added one by one, so that each step can be undone
    /// exactly.
    func reshaping(_ route: Route) -> [Step] {
        guard let shape = route.shape else { return [] }
        let name = route.device.name
        func step(_ action: Action, undo: Action) -> Step {
            Step(for: .device(name), action: action, undo: .action(undo))
        }
        let now = route.device.ranges
        let kept = zip(now, shape.ranges).prefix { $0 == $1 }.count
        func at(_ ranges: [PhysicalRange], _ index: Int) -> (take: Action, give: Action) {
            let others = Array(ranges[..<index])
            return (
                .device(name, .unmap(ranges[index], after: others)),
                .device(name, .map(ranges[index], after: others))
            )
        }
        let gone = (kept..<now.count).reversed().map { at(now, $0) }.map { step($0.take, undo: $0.give) }
        let new = (kept..<shape.ranges.count).map { at(shape.ranges, $0) }.map {
            step($0.give, undo: $0.take)
        }
        var steps = gone + new
        if let old = route.device.align, let align = shape.align, align != old {
            let aligning = step(.device(name, .setAlign(align)), undo: .device(name, .setAlign(old)))
            steps.insert(aligning, at: align < old ? 0 : steps.count)
        }
        if shape.isCreated { steps.insert(step(.device(name, .create), undo: .device(name, .delete)), at: 0) }
        if shape.isDeleted { steps.append(step(.device(name, .delete), undo: .device(name, .create))) }
        return steps
    }
}

extension [PhysicalRange] {
    /// How much of what lies in these ranges, in page-offset order, stays at the same place in others.
    fileprivate func keptSize(in others: [PhysicalRange]) -> ByteCount {
        var kept = ByteCount.zero
        for (range, other) in zip(self, others) {
            guard range.start == other.start else { break }
            kept = kept + Swift.min(range.size, other.size)
            guard range == other else { break }
        }
        return kept
    }
}
