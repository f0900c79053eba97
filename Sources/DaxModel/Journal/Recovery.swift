// SPDX-License-Identifier: Apache-2.0

/// What an open journal requires: which steps to undo, or where to continue.
public struct Recovery: Sendable, Hashable {
    /// The plan that was being carried out; of a damaged journal, up to the last step that may have begun.
    public let plan: Plan
    /// The steps that were begun, or may have been, and are not undone, ascending.
    public let begun: [Int]
    /// The step from which the plan can be carried on; nil when that is not safe.
    public let next: Int?
    /// The first step that was begun and can't be undone; where there is one, the plan is carried on in any case.
    public let pointOfNoReturn: Int?
    /// The steps that the plan went on without, ascending.
    public let skipped: [Int]
    /// The damaged records; the recovery assumes every event that they may have recorded.
    public let damage: [JournalContents.Damage]

    /// Finds what a journal requires.
    ///
    /// A damaged record may have begun a step or undone one. So every step that may have begun is undone,
    /// which changes nothing if it is undone already. That is not enough if several steps set the same thing
    /// to the same state.
    ///
    /// - Parameter contents: The journal.
    /// - Throws: ``Unsafe`` when no action is provably safe.
    public init(_ contents: JournalContents) throws(Unsafe) {
        damage = contents.damage
        skipped = Set(contents.events.filter { $0.kind == .skipped }.map(\.step)).sorted()
        guard !damage.isEmpty else {
            plan = contents.plan ?? Plan(devices: [], steps: [])
            begun = contents.begun
            let (plan, begun) = (plan, begun)
            pointOfNoReturn = begun.first { plan.steps[$0].destroys != nil }
            // A step whose undo waits comes after one that may be undone already: both are done again.
            let waiting = contents.waiting
            let whole = begun.filter { !waiting.contains($0) }
            let last = whole.last ?? 0
            // If a step can't be undone, steps before the last one that are not begun are done again as well.
            let gap = whole.indices.first { whole[$0] != $0 }
            // What the plan prepared can't be carried on: it is not in the journal.
            let isForAWhile = plan.nvdimms.contains { $0.goal == .asBefore }
            next = isForAWhile ? nil : gap == nil ? last : pointOfNoReturn == nil ? nil : gap
            return
        }
        next = nil
        pointOfNoReturn = nil
        guard let header = contents.header else { throw Unsafe(damage[0], "whose journal it is") }
        guard contents.hasObjects(of: header) else {
            throw Unsafe(damage[0], "which objects it is about")
        }
        let upper = Self.mayHaveBegun(contents)
        var steps: [Step] = []
        for index in 0..<upper {
            guard let step = contents.steps[index] else {
                throw Unsafe(damage[0], "what step \(index + 1) does, which may have begun")
            }
            steps.append(step)
        }
        begun = contents.mayHideEvents ? Array(steps.indices) : contents.begun
        plan = contents.plan(of: steps)
        if let index = begun.first(where: { steps[$0].destroys != nil }) {
            throw Unsafe(damage[0], "whether step \(index + 1) was done, which can't be undone")
        }
        if contents.mayHideEvents, let thing = Self.changesToAndFro(steps) {
            throw Unsafe(damage[0], "how many of the steps on \(thing) were done")
        }
    }

    /// The first device whose name means another device than when the journal was begun.
    ///
    /// A device that moves between the models may be gone: then its nd device is identified by the UUID
    /// alone.
    ///
    /// - Parameter inventory: The host's current state.
    /// - Returns: The device; nil when each still matches its ranges, and its UUID where both UUIDs are
    ///   known.
    public func renamed(in inventory: Inventory) -> DeviceName? {
        let nvdimms = nvdimmsOnTheirWay
        let given = rangesGiven
        return plan.devices.first { device in
            guard !device.isUnchanged else { return false }
            let nvdimm = nvdimms[device.name]
            let present = inventory.device(device.name)
            guard present != nil || inventory.unlisted == nil else { return true }
            var identity = inventory.identity(
                of: present ?? DaxDevice(name: device.name, path: ""), from: nvdimm)
            // The plan gives the namespace another UUID, by which it is known.
            if plan.nvdimms.contains(where: { DeviceName(carriedBy: $0.object) == device.name }) {
                identity.uuid = nil
            }
            let isOnItsWay = present == nil && nvdimm != nil
            return isOnItsWay
                ? device.identity.hasOtherUUID(than: identity)
                : device.identity.isOther(than: identity, alsoAt: given[device.name] ?? [])
        }?.name
    }

    /// The first namespace whose name means another namespace than when the journal was begun.
    ///
    /// One that is being remade has the old UUID, the new one, or none. The name of one that is being made may have been taken
    /// by another tool: then the undo of its steps leaves it alone.
    ///
    /// - Parameter inventory: The host's current state.
    /// - Returns: The namespace; nil when each may still be the same.
    public func renamedNamespace(in inventory: Inventory) -> KernelName? {
        for nvdimm in plan.nvdimms where !nvdimm.isUnchanged && nvdimm.newUUID == nil {
            guard case .namespace(let name) = nvdimm.object,
                let uuid = inventory.namespace(name)?.labelUUID
            else { continue }
            var known = [nvdimm.identity.uuid]
            if case .namespace(let state) = nvdimm.goal { known.append(state.uuid) }
            if !known.contains(uuid) { return name }
        }
        return nil
    }

    /// The ranges that begun steps gave to devices, none where they took a device away.
    private var rangesGiven: [DeviceName: Set<[PhysicalRange]>] {
        begun.reduce(into: [:]) { given, index in
            switch plan.steps[index].action {
            case .namespace(let namespace, _):
                // The device goes with the nd device of its namespace, and comes with another.
                guard let name = DeviceName(carriedBy: .namespace(namespace)) else { return }
                let ranges = plan.devices.first { $0.name == name }?.goal.ranges
                given[name, default: []].formUnion([[], ranges ?? []])
            case let action:
                guard case .device(let name, .ranges(let ranges)) = action.after else { return }
                given[name, default: []].insert(ranges)
            }
        }
    }

    /// The nd devices that begun steps unbind from their drivers, by the devices that they carry.
    private var nvdimmsOnTheirWay: [DeviceName: KernelName] {
        var nvdimms: [DeviceName: KernelName] = [:]
        for step in begun.map({ plan.steps[$0] }) {
            if case .ndDevice(let nvdimm, .unbind(_, let device)) = step.action {
                nvdimms[device] = nvdimm
            }
        }
        return nvdimms
    }

    /// The rest of a bind by `new_id` that the end of the run interrupted.
    ///
    /// The id is removed from the driver, which is harmless if it isn't there, and the other devices that the
    /// driver took are unbound.
    ///
    /// - Parameter inventory: The host's current state.
    /// - Returns: The steps; none when there is nothing to unbind.
    public func strays(in inventory: Inventory) -> [Step] {
        guard let last = begun.last.map({ plan.steps[$0] }) else { return [] }
        var actions = [last.action]
        if case .action(let undo) = last.undo { actions.append(undo) }
        return actions.flatMap { action -> [Step] in
            guard case .device(let name, .bind(let driver, let bystanders)) = action else { return [] }
            let isThere = inventory.module(driver.rawValue).map {
                $0.state != .missing && $0.state != .loadable
            }
            let forget = Step(
                for: .setting(.module(driver)), action: .device(name, .forget(driver)), undo: .nothing)
            return (isThere == true ? [forget] : [])
                + bystanders.compactMap { inventory.device($0) }.filter { $0.driver == driver }.flatMap {
                    device in
                    let blocks = device.blocks.map(\.index)
                    return device.blocks.filter { $0.state == .online }.map {
                        Step(for: .device(device.name), action: .block($0.index, .offline), undo: .nothing)
                    } + [
                        Step(
                            for: .device(device.name),
                            action: .device(device.name, .unbind(driver, blocks: blocks)),
                            undo: .nothing
                        )
                    ]
                }
        }
    }

    /// The plan that undoes the begun steps.
    ///
    /// - Parameter inventory: The host's current state.
    /// - Returns: The plan.
    public func undoing(in inventory: Inventory) -> Plan {
        let undo = begun.reversed().compactMap { index -> Step? in
            let step = plan.steps[index]
            guard case .action(let undo) = step.undo else { return nil }
            return Step(for: step.object, action: undo, undo: .action(step.action))
        }
        let origin = Dictionary(grouping: plan.origin(of: begun).values, by: \.object)
        let changed = Set(undo.map(\.object))
        let devices = plan.devices.map { device in
            var device = device
            device.goal.memory = .any
            if device.goal.ranges != nil { device.goal.ranges = device.identity.ranges }
            let conditions = origin[.device(device.name), default: []].map(\.condition)
            for case .device(device.name, .driver(let driver)) in conditions { device.goal.driver = driver }
            if conditions.contains(.device(device.name, .unheld)) { device.goal.driver = nil }
            for case .ndDevice(_, .driver(.daxPmemCompat)) in conditions {
                device.goal.driver = .daxPmemCompat
            }
            device.isUnchanged = !changed.contains(.device(device.name))
            return device
        }
        let nvdimms = plan.nvdimms.map { nvdimm in
            var nvdimm = nvdimm
            nvdimm.isUnchanged = !changed.contains(nvdimm.object)
            return nvdimm
        }
        let settings = plan.settings.map { setting in
            changed.contains(.setting(setting.setting))
                ? SettingPlan(setting.former, from: setting.goal) : SettingPlan(setting.former, from: nil)
        }
        return Plan(
            devices: devices, nvdimms: nvdimms, settings: settings, steps: strays(in: inventory) + undo)
    }

    /// The plan of the steps that remain.
    ///
    /// - Parameter inventory: The host's current state.
    /// - Returns: The plan.
    public func finishing(in inventory: Inventory) -> Plan {
        Plan(
            devices: plan.devices, nvdimms: plan.nvdimms, settings: plan.settings,
            steps: strays(in: inventory) + plan.steps[(next ?? plan.steps.count)...])
    }

    /// How many steps from the first on may have begun.
    private static func mayHaveBegun(_ contents: JournalContents) -> Int {
        let named = contents.events.reduce(0) { max($0, $1.step + 1) }
        let seen = max(named, (contents.begun.last ?? -1) + 1)
        guard contents.mayHideEvents, let header = contents.header else { return seen }
        let known = max(header.stepCount, (contents.steps.keys.max() ?? -1) + 1)
        return min(known, seen + contents.hiddenBegins)
    }

    /// The first thing whose state does not show how many of its steps were done.
    ///
    /// Settings don't count: all steps on a setting are undone, and the last undo restores its first value.
    private static func changesToAndFro(_ steps: [Step]) -> Action.Subject? {
        var seen: [Action.Subject: Set<Condition>] = [:]
        for step in steps {
            let subject = step.action.subject
            guard case .action(let undo) = step.undo, subject.isDeviceOrBlock else { continue }
            if seen[subject] == nil { seen[subject] = [undo.after] }
            guard seen[subject]?.insert(step.action.after).inserted == true else { return subject }
        }
        return nil
    }

    /// Why a damaged journal is not recovered.
    public struct Unsafe: Error, Sendable, Hashable, CustomStringConvertible {
        /// The first damaged record.
        public var damage: JournalContents.Damage
        /// What is unknown without it.
        public var unknown: String

        init(_ damage: JournalContents.Damage, _ unknown: String) {
            self.damage = damage
            self.unknown = unknown
        }

        /// The damaged record, and what is unknown without it.
        public var description: String {
            guard damage.flaw != .newer else {
                return
                    "the journal was written by a newer daxshift, whose form this one does not know; recover it with "
                    + "that one"
            }
            return
                "record \(damage.line) of the journal is damaged (\(damage.flaw.rawValue)), and without it "
                + "it is unknown \(unknown)"
        }
    }
}
