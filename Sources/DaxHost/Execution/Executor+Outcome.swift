// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Executor {
    /// Finds what explains a failure, before the undo removes the evidence.
    func explanation(of failure: Outcome.Failure, _ basis: Inventory) -> [Finding.Explanation] {
        switch failure {
        case .step(let failure, let object):
            host.explanation(of: failure, device: object.device.flatMap { basis.device($0) })
        case .goal: host.likelyAgent().map { [$0] } ?? []
        case .renamed, .interrupted, .journal, .notPutBack: []
        }
    }

    /// The blocks that a run left offline, for each has a poisoned page.
    func skipped(by run: Run) -> Set<BlockNumber> {
        Set(
            run.skipped.compactMap { index in
                if case .block(let block, .online) = run.plan.steps[index].action { block } else { nil }
            })
    }

    func shortfall(
        of plan: DevicePlan, in inventory: Inventory, without skipped: Set<BlockNumber>
    ) -> Finding.Shortfall? {
        inventory.unlisted.map { .unknown($0) }
            ?? plan.goal.shortfall(of: inventory.device(plan.name, without: skipped))
    }

    func outcome(
        of run: Run, _ now: Inventory, failure: Outcome.Failure?, notUndone: [StepFailure] = []
    ) -> Outcome {
        let origin = origin(of: run)
        let skipped = skipped(by: run)
        let gone = gone(by: run)
        func result(of object: ObjectReference, isUnchanged: Bool, isBack: @autoclosure () -> Bool)
            -> Outcome.Result
        {
            if isUnchanged { return .unchanged }
            if failure == nil, run.course != .undoing { return .changed }
            if !isBack() || gone.contains(where: { $0.object == object }) { return .left }
            return failure?.object == object ? .failed : .rolledBack
        }
        let devices = run.plan.devices.map { device in
            let result = result(
                of: .device(device.name), isUnchanged: device.isUnchanged,
                isBack: isBack(device, run, origin, now))
            var ended = Outcome.DeviceOutcome(
                name: device.name, result: result, isReshaped: device.goal.ranges != nil)
            if result == .changed {
                ended.poisoned = now.device(device.name)?.blocks.map(\.index).filter(skipped.contains) ?? []
            }
            return ended
        }
        var outcome = Outcome(
            devices: devices, failure: failure, notUndone: notUndone,
            othersChanged: changes(of: run, to: now), inventory: now)
        outcome.nvdimms = run.plan.nvdimms.map { plan in
            .init(
                plan.object,
                result(of: plan.object, isUnchanged: plan.isUnchanged, isBack: isBack(plan, run, origin, now))
            )
        }
        outcome.settings = run.plan.settings.map { plan in
            let object = ObjectReference.setting(plan.setting)
            return .init(
                plan.setting,
                result(of: object, isUnchanged: plan.isUnchanged, isBack: isBack(plan, run, origin)))
        }
        outcome.gone = gone
        outcome.killed = host.takeKills()
        return outcome
    }

    /// What the steps of a run, and of a run that it continues, destroyed for good.
    private func gone(by run: Run) -> [Outcome.Gone] {
        var gone: [Outcome.Gone] = []
        for index in run.irreversible {
            guard let loss = run.plan.steps[index].undo.loss else { continue }
            gone.append(
                Outcome.Gone(
                    object: run.plan.steps[index].object, loss: loss,
                    isCertain: !run.doubtful.contains(index)))
        }
        return gone
    }

    /// The state before another run's first step, by object; empty for a run that is not a recovery.
    func origin(of run: Run) -> [ObjectReference: [Condition]] {
        guard run.course.isRecovery else { return [:] }
        return Dictionary(grouping: run.plan.origin(of: run.done).values, by: \.object)
            .mapValues { $0.map(\.condition) }
    }

    /// Whether a device is as it was before the first run on it.
    func isBack(
        _ device: DevicePlan, _ run: Run, _ origin: [ObjectReference: [Condition]], _ now: Inventory
    ) -> Bool {
        guard now.unlisted == nil else { return false }
        guard run.course.isRecovery else {
            return now.device(device.name)?.use == run.basis.device(device.name)?.use
        }
        guard now.device(device.name) != nil || !device.identity.ranges.isEmpty else { return true }
        return (now.device(device.name)?.ranges ?? []) == device.identity.ranges
            && (origin[.device(device.name)] ?? []).allSatisfy(host.holds)
    }

    /// Whether a namespace, an NVDIMM region or a DIMM is as it was before the first run on it.
    func isBack(
        _ plan: NvdimmPlan, _ run: Run, _ origin: [ObjectReference: [Condition]], _ now: Inventory
    ) -> Bool {
        // Another tool, or the kernel once there are no labels, may have another namespace there by now.
        if case .namespace(let name) = plan.object, let uuid = plan.newUUID {
            return host.holds(.namespace(name, .without(uuid: uuid)))
        }
        guard run.course.isRecovery else {
            return now.use(of: plan.object) == run.basis.use(of: plan.object)
        }
        return (origin[plan.object] ?? []).allSatisfy(host.holds)
    }

    /// Whether a setting of the host is as it was before the first run on it.
    func isBack(
        _ plan: SettingPlan, _ run: Run, _ origin: [ObjectReference: [Condition]]
    ) -> Bool {
        guard run.course.isRecovery else { return host.holds(plan.isBack) }
        return (origin[.setting(plan.setting)] ?? []).allSatisfy(host.holds)
    }

    /// The changes of devices and namespaces that no step was meant to change.
    private func changes(of run: Run, to now: Inventory) -> [Finding] {
        let named = Set(run.plan.nvdimms.map(\.object))
        let relisted = Set(run.plan.steps.compactMap { $0.action.relistedRegion })
        func isForeseen(_ namespace: Namespace) -> Bool {
            named.contains(.namespace(namespace.name)) || relisted.contains(namespace.region)
        }
        let carried = (run.basis.namespaces + now.namespaces).filter(isForeseen).compactMap(\.device)
        let devices = run.strays.union(run.plan.devices.map(\.name) + carried)
        func others(in inventory: Inventory) -> Inventory {
            var others = inventory
            others.devices.removeAll { devices.contains($0.name) }
            others.namespaces.removeAll(where: isForeseen)
            return others
        }
        let (before, after) = (others(in: run.basis), others(in: now))
        var told: Set<ObjectReference> = []
        return after.changes(since: before).compactMap { change in
            let object = change.object
            switch (object, change) {
            case (.device, .added), (.namespace, .added): return Finding(.change(.appeared), about: object)
            case (.device, .removed), (.namespace, .removed): return Finding(.change(.gone), about: object)
            case (.device(let name), .changed(_, let field, _, _)):
                guard DeviceUse.fields.contains(field), told.insert(object).inserted,
                    let was = before.device(name)?.use, let now = after.device(name)?.use
                else { return nil }
                return Finding(.change(.used(from: was, to: now)), about: object)
            case (.namespace, .changed(_, let field, _, _)):
                guard NvdimmUse.fields.contains(field), told.insert(object).inserted else { return nil }
                return Finding(.change(.remade), about: object)
            default: return nil
            }
        }
    }
}

extension Inventory {
    /// A device without those blocks that are offline for a reason that is accepted.
    func device(_ name: DeviceName, without blocks: Set<BlockNumber>) -> DaxDevice? {
        var device = device(name)
        if !blocks.isEmpty {
            device?.blocks.removeAll { $0.state == .offline && blocks.contains($0.index) }
        }
        return device
    }
}
