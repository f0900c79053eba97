// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

@Suite("Every plan, with every fault at every step")
struct FaultTests {
    @Test("the family of plans is all kinds of plans")
    func family() {
        let steps = Situation.all.flatMap(\.plan.steps)
        print("faults: \(Situation.all.count) plans, \(steps.count) steps")
        #expect(Situation.all.count > 1000)
        #expect(Set(steps.map(\.action.kind)).count == 7)
    }

    @Test("ends as before or as asked, or says what is left", arguments: FaultKind.allCases)
    func fault(_ kind: FaultKind) {
        var tally = Tally()
        for situation in Situation.all {
            for n in 1...situation.plan.steps.count {
                for strike in kind.strikes(at: n, of: situation.plan.steps.count) {
                    tally.count(
                        situation.end(under: strike), "\(situation.plan.steps.map(\.action)), \(strike)")
                }
            }
        }
        print(tally.line(kind.rawValue))
        #expect(tally.lost.isEmpty, "\(tally.lost.prefix(3).joined(separator: "\n"))")
        #expect(tally.before + tally.after > 0)
    }
}

/// How the runs of one kind of fault ended.
private struct Tally {
    var after = 0
    var before = 0
    var left = 0
    var lost: [String] = []

    mutating func count(_ end: End, _ what: @autoclosure () -> String) {
        switch end {
        case .after: after += 1
        case .before: before += 1
        case .left: left += 1
        case .lost(let why): lost.append("\(why): \(what())")
        }
    }

    func line(_ kind: String) -> String {
        let cases = after + before + left + lost.count
        return "faults: \(kind): \(cases) cases, \(cases - lost.count) survived (\(after) as asked, "
            + "\(before) as before, \(left) told as left)"
    }
}

/// How a run ended.
private enum End {
    case after
    case before
    case left
    case lost(String)
}

extension Situation {
    /// Carries the plan out while something goes wrong.
    fileprivate func end(under strike: FaultKind.Strike) -> End {
        let clock = SimulatedClock(interruptionAfter: strike.interruptionAfter)
        let host = SimulatedHost(start, fault: strike.fault, and: strike.second, clock: clock)
        let outcome = Executor(host: host, supervisor: clock).run(plan, basis: start)
        let named = Set(plan.devices.map(\.name))
        let now = host.inventory
        func others(_ inventory: Inventory) -> [DaxDevice] {
            inventory.devices.filter { !named.contains($0.name) }
        }
        guard others(now) == others(start), outcome.othersChanged.isEmpty else {
            return .lost("another device changed")
        }
        let settings = now.autoOnline == start.autoOnline && now.driversAutoprobe == start.driversAutoprobe
        if outcome.failure == nil {
            let isReached = plan.devices.allSatisfy { device in
                now.device(device.name).map { device.goal.shortfall(of: $0) == nil } ?? false
            }
            return settings && isReached ? .after : .lost("said to be done, and is not")
        }
        let isBefore = settings && now.devices == start.devices
        if outcome.isUndone { return isBefore ? .before : .lost("said to be undone, and is not") }
        if !strike.hitsUndo { return .lost("not undone: \(outcome.notUndone)") }
        return .left
    }
}

extension FaultKind.Strike {
    /// Whether what takes steps back fails as well.
    fileprivate var hitsUndo: Bool {
        if second != .none { return true }
        return switch fault {
        case .allRefused, .refusedForGood: true
        default: false
        }
    }
}

extension Action {
    /// Which kind of action it is, by number.
    fileprivate var kind: Int {
        switch self {
        case .bind: 0
        case .unbind: 1
        case .online: 2
        case .offline: 3
        case .setAutoOnline: 4
        case .setAutoprobe: 5
        case .load: 6
        }
    }
}
