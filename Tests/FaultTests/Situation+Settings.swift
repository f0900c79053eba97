// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts

extension Situation {
    /// Plans that set settings of the host, alone and after a device has changed its driver under a policy of its own.
    static let settings: [Situation] = {
        var online = Inventory.tiered
        online.autoOnline = .online
        let devices = (try? Resolver(online).goals(of: Request(.systemRAM(nil), .pmem, force: true))) ?? []
        let hosts: [(Inventory, [Goal])] = [
            (.tiered, []), (.tieredByHand, []), (.tieredWithoutBandwidth, []), (online, devices),
        ]
        return hosts.flatMap { start, goals in
            TieringProfile.allCases.compactMap { profile in
                let settings = profile.goals(on: start) + [.autoOnline(.onlineMovable)]
                return (try? Router(start).plan(for: goals + settings.map(Goal.setting)))
                    .map { Situation(start: start, plan: $0) }
            }
        }
    }()
}
