// SPDX-License-Identifier: Apache-2.0

/// What an open journal asks for: which steps are to be undone, or where to go on.
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
    /// The records that are damaged; what they may have told is taken for granted.
    public let damage: [JournalContents.Damage]

    /// Finds out what a journal asks for.
    ///
    /// A damaged record may have begun a step or undone one. So every step that may have begun is undone, which
    /// does nothing where its result is there already. That is not enough where the same thing changes to and fro.
    ///
    /// - Parameter contents: The journal.
    /// - Throws: ``Unsafe`` when nothing that could be done is provably safe.
    public init(_ contents: JournalContents) throws(Unsafe) {
        damage = contents.damage
        skipped = Set(contents.events.filter { $0.kind == .skipped }.map(\.step)).sorted()
        guard !damage.isEmpty else {
            plan = contents.plan ?? Plan(devices: [], steps: [])
            begun = contents.begun
            let (plan, begun) = (plan, begun)
            pointOfNoReturn = begun.first { plan.steps[$0].destroys != nil }
            // A step whose undo waits stands behind one that may be undone already: both are done again.
            let waiting = contents.waiting
            let whole = begun.filter { !waiting.contains($0) }
            let last = whole.last ?? 0
            // Where there is no way back, what is not begun before the last step is done again as well.
            let gap = whole.indices.first { whole[$0] != $0 }
            next = gap == nil ? last : pointOfNoReturn == nil ? nil : gap
            return
        }
        next = nil
        pointOfNoReturn = nil
        guard let header = contents.header else { throw Unsafe(damage[0], "whose journal it is") }
        guard contents.devices.count == header.deviceCount else {
            throw Unsafe(damage[0], "which devices it is about")
        }
        let upper = Self.mayHaveBegun(contents)
        var steps: [Step] = []
        for index in 0..<upper {
            guard let step = contents.steps[index] else {
                throw Unsafe(damage[0], "step \(index + 1), which may have begun")
            }
            steps.append(step)
        }
        begun = contents.mayHideEvents ? Array(steps.indices) : contents.begun
        plan = Plan(devices: contents.devices, steps: steps)
        if let index = begun.first(where: { steps[$0].destroys != nil }) {
            throw Unsafe(damage[0], "how far it was with step \(index + 1), which can't be undone")
        }
        if contents.mayHideEvents, let thing = Self.changesToAndFro(steps) {
            throw Unsafe(damage[0], "how far it was with \(thing), which changes to and fro")
        }
    }

    /// The first device whose name stands for another one than when the journal was begun.
    ///
    /// A device on its way from one model to the other may be gone: its nd device is known by the UUID alone.
    ///
    /// - Parameter inventory: What the host looks like.
    /// - Returns: The device; nil when each is still known by its ranges, and by its UUID where both are known.
    public func renamed(in inventory: Inventory) -> DeviceName? {
        let nvdimms = nvdimmsOnTheirWay
        let given = rangesGiven
        return plan.devices.first { device in
            guard !device.isUnchanged else { return false }
            let nvdimm = nvdimms[device.name]
            let present = inventory.device(device.name)
            guard present != nil || inventory.unlisted == nil else { return true }
            let identity = inventory.identity(
                of: present ?? DaxDevice(name: device.name, path: ""), from: nvdimm)
            let isOnItsWay = present == nil && nvdimm != nil
            return isOnItsWay
                ? device.identity.hasOtherUUID(than: identity)
                : device.identity.isOther(than: identity, alsoAt: given[device.name] ?? [])
        }?.name
    }

    /// The ranges that the steps which were begun gave devices.
    private var rangesGiven: [DeviceName: Set<[PhysicalRange]>] {
        begun.reduce(into: [:]) { given, index in
            if case .device(let name, .ranges(let ranges)) = plan.steps[index].action.after {
                given[name, default: []].insert(ranges)
            }
        }
    }

    /// The nd devices that the steps which were begun take from their drivers, by the devices that they carry.
    private var nvdimmsOnTheirWay: [DeviceName: KernelName] {
        var nvdimms: [DeviceName: KernelName] = [:]
        for step in begun.map({ plan.steps[$0] }) {
            if case .ndDevice(let nvdimm, .unbind(_, let device)) = step.action {
                nvdimms[device] = nvdimm
            }
        }
        return nvdimms
    }

    /// What a bind by `new_id` would have done next when the run was killed.
    ///
    /// The id is taken from the driver, which does no harm when it isn't there, and the devices that the driver
    /// took beside the one that it was given are given back.
    ///
    /// - Parameter inventory: What the host looks like.
    /// - Returns: The steps, none when there is nothing to give back.
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

    /// What is done to put back what was begun, as a plan whose steps are the undo.
    ///
    /// - Parameter inventory: What the host looks like.
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
        return Plan(devices: devices, steps: strays(in: inventory) + undo)
    }

    /// What is done to carry on, as a plan of the steps that remain.
    ///
    /// - Parameter inventory: What the host looks like.
    /// - Returns: The plan.
    public func finishing(in inventory: Inventory) -> Plan {
        Plan(
            devices: plan.devices,
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

    /// The first thing of which the state does not tell how many of the steps on it were done.
    ///
    /// A setting may go to and fro: all steps on it are undone, and the last of these gives it its first value.
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

    /// Why a damaged journal is left alone.
    public struct Unsafe: Error, Sendable, Hashable, CustomStringConvertible {
        /// The first damaged record.
        public var damage: JournalContents.Damage
        /// What can't be told.
        public var unknown: String

        init(_ damage: JournalContents.Damage, _ unknown: String) {
            self.damage = damage
            self.unknown = unknown
        }

        /// Which record is damaged, and what can't be told without it.
        public var description: String {
            guard damage.flaw != .newer else {
                return
                    "the journal was written by a newer daxshift, whose form this one does not know; recover it with "
                    + "that one"
            }
            return
                "record \(damage.line) of the journal is damaged (\(damage.flaw.rawValue)), and without it can't be "
                + "told \(unknown)"
        }
    }
}
