// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

@Suite("A host that is a snapshot")
struct SnapshotHostTests {
    @Test("shows all of it to a survey of everything")
    func everything() {
        var hosts = RandomHost(seed: 4)
        for _ in 0..<20 {
            let host = hosts.inventory()
            #expect(SnapshotHost(host).survey() == host)
            #expect(SnapshotHost(host).survey(.everything) == host)
        }
    }

    @Test("shows nothing to a survey of less that it would not read")
    func less() {
        var host = Inventory.sample.inKmem(.pmem, online: .movable)
        host = host.with(.pmem) { device in
            device.users = [DeviceUser(pid: 1, command: "a", uses: [.open])]
            device.mayBePoisoned = true
        }
        host.memory = HostMemory(pageSize: ByteCount(rawValue: 4096))
        host.poisoned = ByteCount(rawValue: 4096)
        let online = SnapshotHost(host).surveyForPlan(of: Request(.onlineMemory(nil), .pmem))
        #expect(online.device(.pmem)?.users == [])
        #expect(online.device(.pmem)?.mayBePoisoned == false)
        #expect(online.modules.isEmpty && online.poisoned == .zero)
        #expect(online.memory == host.memory)
        #expect(online.devices.allSatisfy { $0.storedData == nil })
        let ram = SnapshotHost(host).surveyForPlan(of: Request(.systemRAM(nil), .otherPmem))
        #expect(ram.device(.otherPmem)?.storedData == .blank)
        let forced = SnapshotHost(host).surveyForPlan(of: Request(.systemRAM(nil), .otherPmem, force: true))
        #expect(forced.devices.allSatisfy { $0.storedData == nil })
        for name in [DeviceName.pmem, .otherPmem] { host = host.with(name) { $0.storedData = nil } }
        #expect(SnapshotHost(host).surveyForPlan(of: Request(.disabled, .pmem)) == host)
    }

    @Test("is not changed, and no step begins on it")
    func isNotChanged() throws {
        let host = SnapshotHost(.sample)
        let plan = try host.plan(Request(.systemRAM(nil), .pmem))
        for step in plan.steps {
            #expect(throws: StepFailure.self) { try host.perform(step.action) }
        }
        let outcome = Executor(host: host, supervisor: Unsupervised(), report: { _ in })
            .run(plan, basis: host.inventory, journal: nil)
        #expect(outcome.failure != nil && outcome.notUndone.isEmpty)
    }
}
