// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

/// A way through the planner that writes: what is asked, and of which host.
private struct Journey: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var request: Request
    var start: Inventory

    static let all: [Journey] = {
        var online = Inventory.sample.inKmem(.pmem, online: .movable)
        online.autoOnline = .online
        var unbound = Inventory.sample.with(.hmem) { $0.driver = nil }
        unbound.autoOnline = .online
        return [
            Journey(
                testDescription: "devdax to system-ram", request: Request(.systemRAM(nil), .pmem),
                start: unbound),
            Journey(
                testDescription: "two devices to system-ram",
                request: Request(.systemRAM(.kernel), .pmem, .otherPmem), start: .sample),
            Journey(
                testDescription: "system-ram to devdax", request: Request(.devdax, .pmem, force: true),
                start: online),
            Journey(
                testDescription: "into another zone",
                request: Request(.onlineMemory(.kernel), .pmem, force: true), start: online),
            Journey(
                testDescription: "memory offline", request: Request(.offlineMemory, .pmem), start: online),
            Journey(
                testDescription: "without a driver", request: Request(.disabled, .pmem, force: true),
                start: online),
            Journey(testDescription: "with a driver again", request: Request(.enabled), start: unbound),
        ]
    }()

    func run(_ host: SimulatedHost) throws -> (plan: Plan, outcome: Outcome) {
        let plan = try Planner(start).plan(request)
        return (plan, Executor(host: host).run(plan, basis: start))
    }
}

/// What must be as before when a plan was undone: all but the modules, which stay loaded.
private func state(_ inventory: Inventory) -> [AnyHashable] {
    [inventory.devices, inventory.autoOnline, inventory.driversAutoprobe]
}

@Suite("The executor")
struct ExecutorTests {
    @Test("ends where the plan says", arguments: Journey.all)
    private func success(_ journey: Journey) throws {
        let host = SimulatedHost(journey.start)
        let (plan, outcome) = try journey.run(host)
        #expect(outcome.failure == nil)
        #expect(host.performed == plan.steps.map(\.action))
        #expect(outcome.othersChanged.isEmpty)
        for device in plan.devices where !device.isUnchanged {
            #expect(outcome.devices.first { $0.name == device.name }?.result == .changed)
            #expect(host.inventory.device(device.name).flatMap { device.goal.shortfall(of: $0) } == nil)
        }
        #expect(host.inventory.autoOnline == journey.start.autoOnline)
        #expect(host.inventory.driversAutoprobe == journey.start.driversAutoprobe)
    }

    @Test("undoes everything when any step fails", arguments: Journey.all)
    private func failure(_ journey: Journey) throws {
        let steps = try Planner(journey.start).plan(journey.request).steps.count
        for step in 1...steps {
            for fault in [SimulatedHost.Fault.refused(at: step, .busy), .noEffect(at: step)] {
                let host = SimulatedHost(journey.start, fault: fault)
                let (plan, outcome) = try journey.run(host)
                #expect(outcome.failure != nil, "step \(step)")
                #expect(outcome.notUndone.isEmpty, "step \(step): \(outcome.notUndone)")
                #expect(state(host.inventory) == state(journey.start), "step \(step) of \(plan.steps)")
                #expect(!outcome.devices.map(\.result).contains(.changed))
                #expect(!outcome.devices.map(\.result).contains(.left))
            }
        }
    }

    @Test("says what could not be undone")
    func undoFails() throws {
        let journey = Journey.all[0]
        let host = SimulatedHost(journey.start, fault: .allRefused(from: 7))
        let (_, outcome) = try journey.run(host)
        #expect(outcome.devices.map(\.result) == [.left])
        #expect(!outcome.notUndone.isEmpty)
    }

    @Test("writes nothing when the name stands for another device")
    func renamed() throws {
        let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
        let host = SimulatedHost(Inventory.sample.with(.pmem) { $0.mappings = [] })
        let outcome = Executor(host: host).run(plan, basis: .sample)
        #expect(outcome.failure == .renamed(.pmem))
        #expect(host.performed.isEmpty)
    }

    @Test("takes a block that is online already for done, and undoes it all the same")
    func alreadyOnline() throws {
        let host = SimulatedHost(.sample) { inventory in
            inventory = inventory.with(.pmem) { device in
                device.blocks = device.blocks.map {
                    MemoryBlock(index: $0.index, state: .online, zone: .movable)
                }
            }
        }
        let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
        #expect(Executor(host: host).run(plan, basis: .sample).failure == nil)
    }

    @Test("does not unbind memory that another tool brought online")
    func unmet() throws {
        let start = Inventory.sample.inKmem(.pmem, online: nil)
        let plan = try Planner(start).plan(Request(.devdax, .pmem))
        let host = SimulatedHost(start.inKmem(.pmem, online: .normal))
        let outcome = Executor(host: host).run(plan, basis: start)
        guard case .step(let failure, .pmem) = outcome.failure, case .unmet(.noneOnline) = failure.cause
        else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(host.performed.isEmpty)
    }

    @Test("finds blocks that ended in another zone, and puts the device back")
    func wrongZone() throws {
        let host = SimulatedHost(.sample) { inventory in
            inventory = inventory.with(.pmem) { device in
                device.blocks = device.blocks.map {
                    MemoryBlock(index: $0.index, state: $0.state, zone: $0.zone.map { _ in .normal })
                }
            }
        }
        let plan = try Planner(.sample).plan(Request(.systemRAM(.movable), .pmem))
        let outcome = Executor(host: host).run(plan, basis: .sample)
        guard case .goal(.pmem, let words) = outcome.failure else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(words.contains("Normal"))
        #expect(host.inventory.device(.pmem) == Inventory.sample.device(.pmem))
    }

    @Test("reports what changed on devices that were not named")
    func others() throws {
        let plan = try Planner(.sample).plan(Request(.disabled, .pmem))
        let host = SimulatedHost(.sample) { $0 = $0.with(.hmem) { $0.driver = nil } }
        let outcome = Executor(host: host).run(plan, basis: .sample)
        #expect(outcome.othersChanged.count == 1)
        #expect(outcome.othersChanged.first?.hasPrefix("dax2.0 was device_dax") == true)
    }
}
