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
        let outcome = Executor(host: host, supervisor: clock).run(plan, basis: start, journal: journal)
        if let others = othersChanged(on: host) { return .lost(others) }
        guard life.spend() else {
            return recover(host.inventory, damaged(journal.bytes, by: strike.damage), strike)
        }
        if outcome.failure == nil {
            return isAfter(host.inventory) ? .after : .lost("said to be done, and is not")
        }
        if outcome.isSettled {
            return isBefore(host.inventory) ? .before : .lost("said to be undone, and is not")
        }
        guard strike.hitsUndo || !outcome.gone.isEmpty else {
            return .lost("not undone: \(outcome.notUndone)")
        }
        return recover(host.inventory, journal.bytes, strike)
    }

    private func recover(
        _ left: Inventory, _ bytes: [UInt8], _ strike: FaultKind.Strike
    ) -> Tally.End {
        let contents = JournalContents(parsing: bytes)
        let recovery: Recovery
        do throws(Recovery.Unsafe) {
            recovery = try Recovery(contents)
        } catch {
            return strike.damage == nil ? .lost("\(error)") : .refused
        }
        let life = SimulatedLife(writes: strike.secondLife ?? .max)
        let host = SimulatedHost(left, carried: start.devices, life: life)
        let journal = SimulatedJournal(reopening: bytes, contents, recovery, life: life)
        let outcome = Executor(host: host).run(
            recovery, isFinishing: strike.isFinishing, basis: left, journal: journal)
        if let others = othersChanged(on: host) { return .lost(others) }
        guard life.spend() else {
            var again = strike
            again.secondLife = nil
            return recover(host.inventory, journal.bytes, again)
        }
        guard outcome.failure == nil, outcome.isSettled else {
            return strike.damage == nil
                ? .lost("not recovered: \(String(describing: outcome.failure)) \(outcome.notUndone)")
                : .refused
        }
        let isWell =
            recovery.pointOfNoReturn != nil || strike.isFinishing && recovery.next != nil
            ? isAfter(host.inventory) : isBefore(host.inventory)
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

    private func settings(_ inventory: Inventory) -> Bool {
        inventory.autoOnline == start.autoOnline && inventory.driversAutoprobe == start.driversAutoprobe
            && inventory.ndDriversAutoprobe == start.ndDriversAutoprobe
    }

    private func isBefore(_ inventory: Inventory) -> Bool {
        settings(inventory) && inventory.devices == start.devices && inventory.nextBoot == start.nextBoot
    }

    private func isAfter(_ inventory: Inventory) -> Bool {
        settings(inventory)
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
        let named = Set(plan.devices.map(\.name))
        let now = host.inventory.devices.filter { !named.contains($0.name) }
        return now == start.devices.filter { !named.contains($0.name) } ? nil : "another device changed"
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
