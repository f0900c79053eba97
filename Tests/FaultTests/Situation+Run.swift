// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts

extension Situation {
    /// Carries out the plan with a fault, recovers if that is needed, and inspects the result.
    func end(under strike: FaultKind.Strike) -> Tally.End {
        let clock = SimulatedClock(interruptionAfter: strike.interruptionAfter)
        let life = SimulatedLife(writes: strike.life ?? .max)
        let host = SimulatedHost(start, fault: strike.fault, and: strike.second, clock: clock, life: life)
        let journal = SimulatedJournal(plan, life: life, tear: strike.tear)
        let executor = Executor(host: host, supervisor: clock)
        let outcome =
            during.map { steps in executor.run(plan, basis: start, journal: journal) { steps } }
            ?? executor.run(plan, basis: start, journal: journal)
        if let others = othersChanged(on: host) { return .lost(others) }
        guard life.spend() else {
            return recover(host, damaged(journal.bytes, by: strike.damage), strike)
        }
        if outcome.failure == nil {
            return isAfter(host) ? .after : .lost("said to be done, and is not")
        }
        if outcome.isSettled {
            return isBefore(host) ? .before : .lost("said to be undone, and is not")
        }
        guard strike.hitsUndo || !outcome.gone.isEmpty else {
            return .lost("not undone: \(outcome.notUndone)")
        }
        return recover(host, journal.bytes, strike)
    }

    private func recover(
        _ left: SimulatedHost, _ bytes: [UInt8], _ strike: FaultKind.Strike
    ) -> Tally.End {
        let contents = JournalContents(parsing: bytes)
        let recovery: Recovery
        do throws(Recovery.Unsafe) {
            recovery = try Recovery(contents)
        } catch {
            return strike.damage == nil ? .lost("\(error)") : .refused
        }
        let life = SimulatedLife(writes: strike.secondLife ?? .max)
        let host = SimulatedHost(left.inventory, carried: start.devices, life: life, nvdimms: left.nvdimms)
        let journal = SimulatedJournal(reopening: bytes, contents, recovery, life: life)
        let outcome = Executor(host: host).run(
            recovery, isFinishing: strike.isFinishing, basis: left.inventory, journal: journal)
        if let others = othersChanged(on: host) { return .lost(others) }
        guard life.spend() else {
            var again = strike
            again.secondLife = nil
            return recover(host, journal.bytes, again)
        }
        guard outcome.failure == nil, outcome.isSettled else {
            return strike.damage == nil
                ? .lost("not recovered: \(String(describing: outcome.failure)) \(outcome.notUndone)")
                : .refused
        }
        let isWell =
            recovery.pointOfNoReturn != nil || strike.isFinishing && recovery.next != nil
            ? isAfter(host) : isBefore(host)
        return isWell ? .recovered : .lost("said to be recovered, and is not")
    }

    /// Changes one byte of the journal.
    private func damaged(_ bytes: [UInt8], by seed: UInt64?) -> [UInt8] {
        guard let seed else { return bytes }
        var random = SplitMix64(seed: seed)
        var bytes = bytes
        bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        return bytes
    }

    // MARK: What there is

    /// Whether the settings are as at the start, or those of the plan as it says once it is done.
    private func settings(_ inventory: Inventory, areDone: Bool) -> Bool {
        let all: [ObjectReference.Setting] = [.autoOnline, .demotion, .numaBalancing, .weights]
        let goals = areDone ? plan.settings.map(\.goal) : []
        let kept = all.filter { setting in !goals.contains { $0.setting == setting } }
            .compactMap { start.value(of: $0) }
        return inventory.driversAutoprobe == start.driversAutoprobe
            && inventory.ndDriversAutoprobe == start.ndDriversAutoprobe
            && (goals + kept).allSatisfy(inventory.has)
    }

    private func isBefore(_ host: SimulatedHost) -> Bool {
        let inventory = host.inventory
        return settings(inventory, areDone: false)
            && inventory.devices.map(\.withoutNdDevice) == start.devices.map(\.withoutNdDevice)
            && inventory.nextBoot == start.nextBoot
            && inventory.namespaces.map(\.withoutNdDevice) == start.namespaces.map(\.withoutNdDevice)
            && inventory.dimms == start.dimms
            && inventory.nvdimmRegions.map(\.withoutNames) == start.nvdimmRegions.map(\.withoutNames)
            && host.nvdimms.isSame(as: SimulatedNvdimms(of: start), for: start.namespaces, isPutBack: true)
    }

    private func isAfter(_ host: SimulatedHost) -> Bool {
        let inventory = host.inventory
        return settings(inventory, areDone: true)
            && plan.nvdimms.allSatisfy { $0.shortfall(in: inventory) == nil }
            && !host.nvdimms.isHalfMade
            && during?.allSatisfy { host.holds($0.action.after) } != false
            && plan.steps.allSatisfy { step in
                switch step.action {
                case .file(.modprobe(let content)): inventory.nextBoot?.file == content
                case .file(.initramfs(let making)):
                    inventory.nextBoot?.initramfs?.contents?.hasFile == making.hasFile
                default: true
                }
            }
            && plan.devices.allSatisfy { device in
                device.goal.shortfall(of: inventory.device(device.name)) == nil
            }
    }

    private func othersChanged(on host: SimulatedHost) -> String? {
        let regions = Set(plan.steps.compactMap(\.action.relistedRegion))
        let others = start.namespaces.filter { namespace in
            !regions.contains(namespace.region)
                && !plan.nvdimms.contains { $0.object == .namespace(namespace.name) }
        }
        guard host.nvdimms.isSame(as: SimulatedNvdimms(of: start), for: others, isPutBack: false),
            others.allSatisfy({ host.inventory.namespace($0.name) == $0 })
        else { return "another namespace changed" }
        let carried = (start.namespaces + host.inventory.namespaces).filter { namespace in
            !others.contains { $0.name == namespace.name }
        }
        let named = Set(plan.devices.map(\.name) + carried.compactMap(\.device))
        let now = host.inventory.devices.filter { !named.contains($0.name) }
        return now == start.devices.filter { !named.contains($0.name) } ? nil : "another device changed"
    }
}

extension Inventory {
    /// Whether a setting has a value, or weights of the kernel's own that it can't compute are all 1 again.
    fileprivate func has(_ value: SettingGoal) -> Bool {
        if value == .weights(.automatic), hostSettings?.interleave?.automaticWeights == nil {
            return hostSettings?.interleave?.nodes.allSatisfy { $0.weight == 1 } ?? false
        }
        return value.isReached(in: self)
    }
}

// The kernel numbers nd devices anew whenever it makes them.

extension DaxDevice {
    fileprivate var withoutNdDevice: DaxDevice {
        var device = self
        if storedData != nil { device.path = "" }
        return device
    }
}

extension Namespace {
    fileprivate var withoutNdDevice: Namespace {
        var namespace = self
        (namespace.holder, namespace.ndDevice) = (nil, nil)
        return namespace
    }
}

extension NvdimmRegion {
    fileprivate var withoutNames: NvdimmRegion {
        var region = self
        region.idle = []
        (region.seeds.namespace, region.seeds.dax, region.seeds.pfn, region.seeds.btt) = (nil, nil, nil, nil)
        return region
    }
}

extension FaultKind.Strike {
    /// Whether the fault affects an undo as well.
    fileprivate var hitsUndo: Bool {
        if second != .none { return true }
        return switch fault {
        case .allRefused, .refusedForGood: true
        default: false
        }
    }
}
