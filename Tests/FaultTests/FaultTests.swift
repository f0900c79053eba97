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
        #expect(Situation.all.count { $0.plan.steps.contains { $0.destroys != nil } } == 60)
        #expect(Situation.chosen.contains { $0.plan.steps.contains { $0.destroys != nil } })
        #expect(Set(steps.map(\.action.kind)).count == 16)
    }

    @Test(
        "ends as before or as planned, or leaves a journal that recover closes",
        arguments: FaultKind.ofDevices)
    func fault(_ kind: FaultKind) {
        #expect(survived(Situation.chosen, under: kind, kind.rawValue) > 500)
    }

    @Test("the family of plans for namespaces has every kind of action")
    func namespaces() {
        let actions = Situation.namespaces.flatMap(\.plan.steps).map(\.action)
        print("faults: \(Situation.namespaces.count) plans for namespaces, \(actions.count) steps")
        #expect(Situation.namespaces.count > 50)
        #expect(Set(actions.map(\.kind)).isSuperset(of: Array(18...27) + Array(29...32) + [36]))
    }

    @Test("of namespaces end so as well", arguments: FaultKind.allCases)
    func faultOfNamespaces(_ kind: FaultKind) {
        #expect(survived(Situation.namespaces, under: kind, "namespaces: \(kind.rawValue)") > 100)
    }

    @Test("the family of plans for settings has every kind of action")
    func settings() {
        let kinds = Set(Situation.settings.flatMap(\.plan.steps).map(\.action.kind))
        #expect(Situation.settings.count == 16 && kinds.isSuperset(of: 33...35))
    }

    @Test("of settings end so as well", arguments: FaultKind.allCases)
    func faultOfSettings(_ kind: FaultKind) {
        #expect(survived(Situation.settings, under: kind, "settings: \(kind.rawValue)") > 50)
    }

    /// Strikes plans at each step, prints how they ended, and returns how many ended well.
    private func survived(_ situations: [Situation], under kind: FaultKind, _ label: String) -> Int {
        var tally = Tally()
        for situation in situations {
            let count = situation.plan.steps.count + (situation.during?.count ?? 0)
            for n in 1...count {
                for strike in kind.strikes(at: n, of: count) {
                    tally.count(
                        situation.end(under: strike), "\(situation.plan.steps.map(\.action)), \(strike)")
                }
            }
        }
        print(tally.line(label))
        #expect(tally.lost.isEmpty, "\(tally.lost.prefix(3).joined(separator: "\n"))")
        return tally.survived
    }
}

extension Action {
    /// Which kind of action it is, by number.
    fileprivate var kind: Int {
        switch self {
        case .device(_, .bind): 0
        case .device(_, .unbind): 1
        case .block(_, .online): 2
        case .block(_, .offline): 3
        case .setting(.setAutoOnline): 4
        case .setting(.setAutoprobe): 5
        case .setting(.load): 6
        case .device(_, .forget): 7
        case .ndDevice(_, .bind): 8
        case .ndDevice(_, .unbind): 9
        case .file(.modprobe): 10
        case .file(.initramfs): 17
        case .device(_, .create): 11
        case .device(_, .delete): 12
        case .device(_, .setAlign): 13
        case .device(_, .setMemmapOnMemory): 16
        case .device(_, .map): 14
        case .device(_, .unmap): 15
        case .namespace(_, .setLabel): 18
        case .namespace(_, .clear): 19
        case .namespace(_, .make): 20
        case .namespace(_, .enable): 21
        case .namespace(_, .disable): 22
        case .namespace(_, .eraseInfoBlock): 23
        case .nvdimmRegion(_, .enable): 24
        case .nvdimmRegion(_, .disable): 25
        case .dimm(_, .initializeLabels): 26
        case .dimm(_, .writeLabels): 29
        case .dimm(_, .enable): 30
        case .dimm(_, .disable): 31
        case .namespace(_, .writeInfoBlock): 32
        case .dimm(_, .zeroLabels): 27
        case .setting(.setDemotion): 33
        case .setting(.setNumaBalancing): 34
        case .setting(.setWeights): 35
        case .namespace(_, .enableRaw): 36
        case .namespace(_, .repairTable): 37
        // Only undos.
        case .namespace(_, .unmake), .namespace(_, .restoreInfoBlock), .namespace(_, .disableRaw),
            .dimm(_, .restoreLabels):
            28
        }
    }
}
