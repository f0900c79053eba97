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
        #expect(Set(steps.map(\.action.kind)).count == 15)
    }

    @Test(
        "ends as before or as asked, or leaves a journal that recover closes", arguments: FaultKind.allCases)
    func fault(_ kind: FaultKind) {
        var tally = Tally()
        for situation in Situation.chosen {
            for n in 1...situation.plan.steps.count {
                for strike in kind.strikes(at: n, of: situation.plan.steps.count) {
                    tally.count(
                        situation.end(under: strike), "\(situation.plan.steps.map(\.action)), \(strike)")
                }
            }
        }
        print(tally.line(kind.rawValue))
        #expect(tally.lost.isEmpty, "\(tally.lost.prefix(3).joined(separator: "\n"))")
        #expect(tally.survived > 500)
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
        case .forget: 7
        case .bindNvdimm: 8
        case .unbindNvdimm: 9
        case .setModprobe: 10
        case .create: 11
        case .delete: 12
        case .setAlign: 13
        case .setMemmapOnMemory: 16
        case .map: 14
        case .unmap: 15
        }
    }
}
