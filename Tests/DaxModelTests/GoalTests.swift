// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("Goals")
struct GoalTests {
    private func goals(_ change: Request.Change, _ name: DeviceName) throws -> [Goal] {
        try Resolver(.cut.onLinux510).goals(of: Request(change, name, force: true))
    }

    @Test("of different kinds about different objects make one plan")
    func together() throws {
        let boot = Goal.nextBoot(NextBootGoal(.bus))
        let goals = try goals(.systemRAM(.movable), .pmem) + goals(.destroyed, .hmem) + [boot]
        let plan = try Router(.cut.onLinux510).plan(for: goals)
        #expect(plan.devices.map(\.name) == [.pmem, .hmem])
        #expect(plan.devices.map(\.goal.driver) == [.kmem, nil])
        #expect(plan.steps.first?.object == .setting(.modprobe))
        #expect(Set(plan.steps.compactMap(\.object.device)) == [.pmem, .hmem])
    }

    @Test("about one object are refused")
    func several() throws {
        let goals = try goals(.systemRAM(.movable), .pmem) + goals(.disabled, .pmem)
        let refusal = #expect(throws: Refusal.self) { try Router(.cut.onLinux510).plan(for: goals) }
        #expect(refusal?.findings.map(\.code) == [.requestSeveralGoals])
        #expect(refusal?.findings.map(\.object) == [.device(.pmem)])
    }

    @Test("about a device that is not there, in a region that is not there either, are refused")
    func nowhere() throws {
        let name = DeviceName(region: 9, device: 0)
        let goal = DeviceGoal(name: name, region: "/nowhere", state: .init(driver: nil, memory: .any))
        let refusal = #expect(throws: Refusal.self) { try Router(.sample).plan(for: [.device(goal)]) }
        #expect(refusal?.findings.map(\.code) == [.requestNoDevice])
    }

    @Test("say what a request comes to for each device, and what may be given up for it")
    func resolved() throws {
        var request = Request(.systemRAM(nil), .pmem, .hmem, force: true)
        request.allowsOOM = true
        let goals = try Resolver(.sample).goals(of: request)
        #expect(goals.map(\.object) == [.device(.pmem), .device(.hmem)])
        for case .device(let goal) in goals {
            #expect(goal.state == .init(driver: .kmem, memory: .online(nil)))
            #expect(goal.allowances.force && goal.allowances.oom && !goal.allowances.poison)
        }
    }

    @Test("bring a device to the bus only where the request says so")
    func models() throws {
        #expect(throws: Refusal.self) {
            try Resolver(.classSample).goals(of: Request(.systemRAM(nil), .pmem))
        }
        let stay = try Resolver(.classSample).goals(of: Request(.devdax, .pmem))
        let go = try Resolver(.classSample).goals(of: .migratingToSystemRAM)
        func drivers(_ goals: [Goal]) -> [DriverName?] {
            goals.map { if case .device(let goal) = $0 { goal.state.driver } else { nil } }
        }
        #expect(drivers(stay) == [.daxPmemCompat] && drivers(go) == [.kmem])
    }
}
