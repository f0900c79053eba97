// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

@Suite("A run that sets settings of the host")
struct SettingRunTests {
    private static let goals: [SettingGoal] = [
        .demotion(true), .numaBalancing(2), .weights(.explicit([0: 3, 4: 1])), .autoOnline(.online),
    ]

    private func plan(_ goals: [SettingGoal] = goals, on host: Inventory = .tiered) throws -> Plan {
        try Router(host).plan(for: goals.map(Goal.setting))
    }

    @Test("says which it changed, and which had their values")
    func success() throws {
        let host = SimulatedHost(.tiered)
        let outcome = Executor(host: host).run(
            try plan([.demotion(true), .numaBalancing(1)]), basis: .tiered)
        #expect(outcome.failure == nil)
        #expect(outcome.settings == [.init(.demotion, .changed), .init(.numaBalancing, .unchanged)])
        #expect(host.inventory.hostSettings?.demotion == true)
        let nothing = Executor(host: host).run(try plan([.demotion(false)]), basis: .tiered)
        #expect(nothing.settings == [.init(.demotion, .unchanged)])
    }

    @Test("gives all of them their former values when one can't be set", arguments: 1...4)
    func failure(step: Int) throws {
        let plan = try plan()
        for fault in [
            SimulatedHost.Fault.refused(at: step, .invalid), .noEffect(at: step), .wrongValue(at: step),
            .cut(at: 3, after: 1, .inputOutput),
        ] {
            let host = SimulatedHost(.tiered, fault: fault)
            let outcome = Executor(host: host).run(plan, basis: .tiered)
            #expect(outcome.isUndone && outcome.failure != nil, "\(fault)")
            #expect(host.inventory == .tiered, "\(fault)")
            #expect(outcome.settings.map(\.setting) == [.demotion, .numaBalancing, .weights, .autoOnline])
            #expect(!outcome.settings.map(\.result).contains(.changed))
        }
    }

    @Test("notices a value that another tool set meanwhile")
    func shortfall() throws {
        let host = SimulatedHost(.tiered) { inventory in
            if inventory.autoOnline == .online { inventory.hostSettings?.demotion = false }
        }
        let outcome = Executor(host: host).run(try plan(), basis: .tiered)
        #expect(
            outcome.failure
                == .goal(.setting(.demotion), .setting(.demotion(false), wanted: .demotion(true))))
        #expect(outcome.isUndone)
        #expect(outcome.settings.first == .init(.demotion, .failed))
    }

    @Test("says what is left when the undo fails")
    func left() throws {
        let host = SimulatedHost(.tiered, fault: .allRefused(from: 2))
        let outcome = Executor(host: host).run(try plan(), basis: .tiered)
        #expect(outcome.settings.first == .init(.demotion, .left))
        #expect(!outcome.isSettled)
    }
}
