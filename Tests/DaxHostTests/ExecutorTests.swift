// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Synchronization
import Testing

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
            #expect(device.goal.shortfall(of: host.inventory.device(device.name)) == nil)
        }
        #expect(host.inventory.autoOnline == journey.start.autoOnline)
        #expect(host.inventory.driversAutoprobe == journey.start.driversAutoprobe)
    }

    @Test("undoes everything when any step fails", arguments: Journey.all)
    private func failure(_ journey: Journey) throws {
        let steps = try Planner(journey.start).plan(journey.request).steps.count
        for step in 1...steps {
            for fault in [SimulatedHost.Fault.refused(at: step, .inputOutput), .noEffect(at: step)] {
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

    @Test(
        "tells the journal of each step that was undone, so that nothing is left for a recovery",
        arguments: Journey.all)
    private func undoIsTold(_ journey: Journey) throws {
        let plan = try Planner(journey.start).plan(journey.request)
        let host = SimulatedHost(journey.start, fault: .refused(at: plan.steps.count, .inputOutput))
        let journal = KillingJournal(plan, on: host)
        let outcome = Executor(host: host).run(plan, basis: journey.start, journal: journal)
        #expect(outcome.isUndone)
        let contents = JournalContents(parsing: journal.bytes)
        #expect(contents.events.contains { $0.kind == .begin } && contents.begun.isEmpty)
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
        #expect(outcome.failure == .renamed(.device(.pmem)))
        #expect(host.performed.isEmpty)
    }

    @Test("takes nothing for done or put back where the devices can't be listed")
    func unlisted() throws {
        let plan = try Planner(.cut).plan(
            Request(.destroyed, DeviceName(region: 2, device: 3), force: true))
        let host = SimulatedHost(.cut) { inventory in
            inventory.gaps = [Gap(file: "/sys/bus/dax/devices", reason: "Too many open files")]
        }
        let outcome = Executor(host: host).run(plan, basis: .cut)
        guard case .goal(.device(DeviceName(region: 2, device: 3)), _)? = outcome.failure else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(outcome.devices.map(\.result) == [.left])
    }

    @Test("takes a block that is online already for done, and undoes it anyway")
    func alreadyOnline() throws {
        let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem, .otherPmem))
        for fault in [SimulatedHost.Fault.none, .refusedForGood(at: plan.steps.count, .inputOutput)] {
            // Another tool brings the first device's memory online, once, as soon as it is there.
            let isOver = Mutex(false)
            let host = SimulatedHost(.sample, fault: fault) { inventory in
                guard inventory.device(.pmem)?.blocks.isEmpty == false, isOver.exchange(true) == false else {
                    return
                }
                inventory = inventory.with(.pmem) { device in
                    device.blocks = device.blocks.map {
                        MemoryBlock(index: $0.index, state: .online, zone: .movable)
                    }
                }
            }
            let outcome = Executor(host: host).run(plan, basis: .sample)
            guard fault != .none else {
                #expect(outcome.failure == nil)
                continue
            }
            #expect(outcome.failure != nil && outcome.isUndone)
            #expect(state(host.inventory) == state(.sample))
        }
    }

    @Test("undoes a step that failed half way")
    func halfWay() throws {
        var start = Inventory.sample
        start.autoOnline = .onlineMovable
        let plan = try Planner(start).plan(Request(.systemRAM(.kernel), .pmem))
        let index = try #require(plan.steps.firstIndex { $0.action == .setting(.setAutoOnline(.offline)) })
        let host = SimulatedHost(start, fault: .wrongValue(at: index + 1))
        let outcome = Executor(host: host).run(plan, basis: start)
        guard case .step(let failure, .setting) = outcome.failure else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(failure.action == .setting(.setAutoOnline(.offline)))
        #expect(host.inventory.autoOnline == .onlineMovable)
        #expect(host.performed.last == .setting(.setAutoOnline(.onlineMovable)))
        #expect(outcome.isUndone)
    }

    @Test(
        "holds the policy while a device can't come back to kmem, where its memory would go online by itself")
    func policyStaysHeld() throws {
        var start = Inventory.sample.inKmem(.pmem, online: .movable)
        start.autoOnline = .online
        let plan = try Planner(start).plan(Request(.devdax, .pmem, force: true))
        let bind = try #require(
            plan.steps.firstIndex {
                if case .device(.pmem, .bind(.deviceDax, _)) = $0.action { true } else { false }
            })
        let host = SimulatedHost(
            start, fault: .refused(at: bind + 1, .inputOutput),
            and: .refusedForGood(at: bind + 2, .inputOutput))
        let outcome = Executor(host: host).run(plan, basis: start)
        #expect(outcome.devices.map(\.result) == [.left])
        #expect(host.inventory.autoOnline == .offline)
        #expect(!host.performed.contains(.setting(.setAutoOnline(.online))))
        #expect(outcome.notUndone.contains { $0.action == .setting(.setAutoOnline(.online)) })
    }

    @Test(
        "does not give a device back to kmem while the policy that was not held would bring its memory online"
    )
    func kmemNeedsTheHeldPolicy() throws {
        var start = Inventory.sample.inKmem(.pmem, online: nil)
        start.autoOnline = .online
        let plan = try Planner(start).plan(Request(.devdax, .pmem))
        let release = try #require(plan.steps.lastIndex { $0.action == .setting(.setAutoOnline(.online)) })
        // The goal is missed after the last step, and the policy can't be held again.
        let host = SimulatedHost(
            start, fault: .refusedForGood(at: release + 2, .inputOutput)
        ) { inventory in
            if inventory.autoOnline == .online { inventory = inventory.with(.pmem) { $0.driver = nil } }
        }
        let outcome = Executor(host: host).run(plan, basis: start)
        #expect(outcome.notUndone.contains { $0.action == .setting(.setAutoOnline(.offline)) })
        #expect(outcome.devices.map(\.result) == [.left])
        #expect(
            !host.performed.contains { if case .device(.pmem, .bind(.kmem, _)) = $0 { true } else { false } })
    }

    @Test("does not give a device back to a driver without the ranges that it had")
    func driverNeedsTheRanges() throws {
        let start = Inventory.cut
        let plan = try Planner(start).plan(
            Request(
                .reshaped(DeviceShape(.size(Inventory.sampleBlockSize)), then: .devdax), .hmem, force: true))
        let unmap = try #require(
            plan.steps.firstIndex { if case .device(_, .unmap) = $0.action { true } else { false } })
        let bind = try #require(
            plan.steps.firstIndex { if case .device(.hmem, .bind) = $0.action { true } else { false } })
        try #require(unmap + 1 == bind)
        let host = SimulatedHost(
            start, fault: .refusedForGood(at: bind + 1, .inputOutput),
            and: .refusedForGood(at: bind + 2, .inputOutput))
        let outcome = Executor(host: host).run(plan, basis: start)
        #expect(outcome.devices.map(\.result) == [.left])
        #expect(host.inventory.device(.hmem)?.driver == nil)
        #expect(outcome.notUndone.count == 2)
        #expect(host.performed.count { if case .device(_, .bind) = $0 { true } else { false } } == 1)
    }

    @Test(
        "does not take a device from a process that came after the plan was made, or may have come, but for force",
        arguments: [
            Inventory.sample.with(.pmem) {
                $0.users = [DeviceUser(pid: 1, command: "late", uses: [.open])]
            },
            Inventory.sample.with(.pmem) { $0.unseenUsers = .withoutPtrace },
        ])
    func user(now: Inventory) throws {
        let request = Request(.systemRAM(nil), .pmem)
        let host = SimulatedHost(now)
        let outcome = Executor(host: host).run(try Planner(.sample).plan(request), basis: .sample)
        guard case .step(let failure, .device(.pmem)) = outcome.failure else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(failure.cause == .unmet(.device(.pmem, .unused)))
        #expect(host.performed == [.setting(.load(.kmem))])
        var forced = request
        forced.force = true
        #expect(
            Executor(host: host).run(try Planner(.sample).plan(forced), basis: .sample).failure == nil)
    }

    @Test("has a failure explained before the undo, by what the device was at first")
    func explanation() throws {
        let start = Inventory.sample.inKmem(.pmem, online: .movable)
        let plan = try Planner(start).plan(Request(.offlineMemory, .pmem))
        let outcome = Executor(host: SimulatedHost(start, fault: .refused(at: 3, .inputOutput)))
            .run(plan, basis: start)
        #expect(outcome.explanation == [.kernelLog(["dax0.0 had 7 blocks online"])])
    }

    @Test("does not unbind memory that another tool brought online")
    func unmet() throws {
        let start = Inventory.sample.inKmem(.pmem, online: nil)
        let plan = try Planner(start).plan(Request(.devdax, .pmem))
        let host = SimulatedHost(start.inKmem(.pmem, online: .normal))
        let outcome = Executor(host: host).run(plan, basis: start)
        guard case .step(let failure, .device(.pmem)) = outcome.failure,
            case .unmet(.device(_, .noneOnline)) = failure.cause
        else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(host.performed.isEmpty)
    }

    @Test("moves a block that another tool was quicker to bring online in another zone")
    func misplacedByAnother() throws {
        let host = SimulatedHost(Inventory.sample) { inventory in
            // A udev rule that brings every new block online at once.
            inventory = inventory.with(.pmem) { device in
                guard device.blocks.allSatisfy({ $0.state == .offline }) else { return }
                device.blocks = device.blocks.map {
                    MemoryBlock(index: $0.index, state: .online, zone: .normal)
                }
            }
        }
        let plan = try Planner(.sample).plan(Request(.systemRAM(.movable), .pmem))
        let outcome = Executor(host: host).run(plan, basis: .sample)
        #expect(outcome.failure == nil)
        let blocks = try #require(host.inventory.device(.pmem)).blocks
        #expect(blocks.allSatisfy { $0.zone == .movable })
        // At once, so that an undo restores it as well.
        for index in blocks.map(\.index) {
            let first = try #require(host.performed.firstIndex(of: .block(index, .online(.movable))))
            #expect(
                host.performed[first...].prefix(3) == [
                    .block(index, .online(.movable)), .block(index, .offline),
                    .block(index, .online(.movable)),
                ])
        }
    }

    @Test("moves a block back that another tool brought online in another zone before it could be undone")
    func undoneInAnotherZone() throws {
        let start = Inventory.sample.inKmem(.pmem, online: .movable)
        let plan = try Planner(start).plan(Request(.offlineMemory, .pmem))
        let isOver = Mutex(false)
        let host = SimulatedHost(start, fault: .refusedForGood(at: plan.steps.count, .inputOutput)) {
            inventory in
            let offline = inventory.device(.pmem)?.blocks.filter { $0.state == .offline } ?? []
            guard offline.count == plan.steps.count - 1, isOver.exchange(true) == false else { return }
            inventory = inventory.with(.pmem) { device in
                device.blocks = device.blocks.map {
                    $0.index == offline[0].index
                        ? MemoryBlock(index: $0.index, state: .online, zone: .normal) : $0
                }
            }
        }
        let outcome = Executor(host: host).run(plan, basis: start)
        #expect(outcome.isUndone)
        #expect(host.inventory.devices == start.devices)
    }

    @Test("puts blocks right that changed after their steps")
    func repairs() throws {
        let moved = Mutex(false)
        let host = SimulatedHost(.sample) { inventory in
            guard let blocks = inventory.device(.pmem)?.blocks, !blocks.isEmpty,
                blocks.allSatisfy({ $0.state == .online })
            else { return }
            guard moved.exchange(true) == false else { return }
            inventory = inventory.with(.pmem) {
                $0.blocks[3] = MemoryBlock(index: $0.blocks[3].index, state: .online, zone: .normal)
            }
        }
        let plan = try Planner(.sample).plan(Request(.systemRAM(.movable), .pmem))
        let outcome = Executor(host: host).run(plan, basis: .sample)
        #expect(outcome.failure == nil)
        #expect(host.performed.suffix(2) == [.block(68, .offline), .block(68, .online(.movable))])
    }

    @Test("tries a busy block again, with growing pauses, within its time")
    func busy() throws {
        let start = Inventory.sample.inKmem(.pmem, online: .movable)
        let plan = try Planner(start).plan(Request(.offlineMemory, .pmem))
        let patient = PatientSupervisor(pauses: 4)
        let host = SimulatedHost(start, fault: .busy(at: 2, times: 3))
        #expect(Executor(host: host, supervisor: patient).run(plan, basis: start).failure == nil)
        #expect(patient.paused == [50, 100, 200].map(Duration.milliseconds))

        let late = PatientSupervisor(pauses: 2)
        let stuck = SimulatedHost(start, fault: .busy(at: 2, times: 2))
        let outcome = Executor(host: stuck, supervisor: late).run(plan, basis: start)
        guard case .step(let failure, .device(.pmem)) = outcome.failure,
            case .timedOut(_, .busy) = failure.cause
        else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(outcome.failure?.finding.code == .stepTimedOut)
        #expect(stuck.inventory.devices == start.devices)
    }

    @Test("tries again while a driver that is being registered has no file to unbind by")
    func registering() throws {
        let plan = try Planner(.sample).plan(Request(.systemRAM(.movable), .pmem))
        let patient = PatientSupervisor(pauses: 4)
        let host = SimulatedHost(.sample, fault: .refused(at: 2, .noSuchFile))
        #expect(Executor(host: host, supervisor: patient).run(plan, basis: .sample).failure == nil)
        #expect(host.performed[1] == .device(.pmem, .unbind(.deviceDax, blocks: [])))
        #expect(host.performed[2] == host.performed[1])
        #expect(patient.paused == [.milliseconds(50)])
    }

    @Test("stops between steps when interrupted, and undoes", arguments: Journey.all)
    private func interrupted(_ journey: Journey) throws {
        let steps = try Planner(journey.start).plan(journey.request).steps.count
        for step in 0..<steps {
            let host = SimulatedHost(journey.start)
            let (_, outcome) = try journey.run(host, supervisor: InterruptingSupervisor(after: step))
            #expect(outcome.failure == .interrupted, "after step \(step)")
            #expect(outcome.isUndone && state(host.inventory) == state(journey.start), "after step \(step)")
        }
    }

    @Test("finds blocks that end in another zone whatever it does, and puts the device back")
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
        guard case .goal(.device(.pmem), .blocks(_, of: 7, let first)) = outcome.failure else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(first.zone == .normal)
        #expect(host.inventory.device(.pmem) == Inventory.sample.device(.pmem))
    }

    @Test("reports what changed on devices that were not named")
    func others() throws {
        let plan = try Planner(.sample).plan(Request(.disabled, .pmem))
        let host = SimulatedHost(.sample) { $0 = $0.with(.hmem) { $0.driver = nil } }
        let outcome = Executor(host: host).run(plan, basis: .sample)
        #expect(outcome.othersChanged.count == 1)
        let other = try #require(outcome.othersChanged.first)
        #expect(other.object == .device(.hmem))
        guard case .change(.used(let was, let now)) = other.cause else {
            Issue.record("\(other)")
            return
        }
        #expect(was.driver == .deviceDax && now != was)
    }
}

/// Ends a step's time after so many pauses.
final class PatientSupervisor: Supervisor {
    private let pauses: Int
    private let log = Mutex<[Duration]>([])
    private let isUndoing = Mutex(false)

    init(pauses: Int) {
        self.pauses = pauses
    }

    var paused: [Duration] { log.withLock { $0 } }

    func begin(atLeast time: Duration) {}
    func end() {}
    func startUndo() { isUndoing.withLock { $0 = true } }
    func pause(_ duration: Duration) { log.withLock { $0.append(duration) } }
    var verdict: Verdict? {
        !isUndoing.withLock { $0 } && paused.count >= pauses ? .timedOut : nil
    }
}

/// Is interrupted once so many steps have begun.
private final class InterruptingSupervisor: Supervisor {
    private let state: Mutex<(left: Int, isUndoing: Bool)>

    init(after steps: Int) {
        state = Mutex((steps, false))
    }

    func begin(atLeast time: Duration) { state.withLock { $0.left -= 1 } }
    func end() {}
    func startUndo() { state.withLock { $0.isUndoing = true } }
    func pause(_ duration: Duration) {}
    var verdict: Verdict? {
        state.withLock { $0.left <= 0 && !$0.isUndoing ? .interrupted : nil }
    }
}

extension Mutex<Bool> {
    /// Replaces the value, and returns the former one.
    fileprivate borrowing func exchange(_ value: Bool) -> Bool {
        withLock { was in
            defer { was = value }
            return was
        }
    }
}
