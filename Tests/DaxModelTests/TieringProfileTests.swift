// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("A tiering profile")
struct TieringProfileTests {
    @Test("sets the same values whatever they were", arguments: TieringProfile.allCases)
    func deterministic(profile: TieringProfile) throws {
        var other = Inventory.tiered
        other.hostSettings?.demotion = true
        other.hostSettings?.numaBalancing = 3
        other.hostSettings?.interleave?.isAutomatic = false
        #expect(profile.goals(on: other) == profile.goals(on: .tiered))
        for host in [Inventory.tiered, .tieredByHand, other] {
            _ = try Router(host).plan(for: profile.goals(on: host).map(Goal.setting))
        }
    }

    @Test("is another set of values than any other profile")
    func distinct() {
        let all = TieringProfile.allCases.map { $0.goals(on: .tiered) }
        #expect(Set(all).count == TieringProfile.allCases.count)
    }

    @Test("off needs no file of the kernel")
    func off() throws {
        var host = Inventory.sample
        host.hostSettings = HostSettings()
        let goals = TieringProfile.off.goals(on: host).map(Goal.setting)
        #expect(try Router(host).plan(for: goals).steps.isEmpty)
        #expect(TieringProfile.off.goals(on: .tiered).last == .weights(.explicit([0: 1, 4: 1])))
    }
}
