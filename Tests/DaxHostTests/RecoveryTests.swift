// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

@Suite("After a kill")
struct RecoveryTests {
    /// Recovers from a kill, and returns the outcome and the machine.
    private func recover(
        _ remains: KillingJournal.Remains, finishing: Bool = false
    ) throws -> (outcome: Outcome, host: SimulatedHost, journal: KillingJournal)? {
        let contents = JournalContents(parsing: remains.journal)
        #expect(contents.damage.isEmpty)
        let recovery = try Recovery(contents)
        let host = SimulatedHost(remains.machine, carried: Inventory.cut.devices)
        let journal = KillingJournal(contents, remains.journal, recovery, on: host)
        guard !finishing || recovery.next != nil && !contents.isUnfinished else { return nil }
        let outcome = Executor(host: host).run(
            recovery, isFinishing: finishing, basis: remains.machine, journal: journal)
        return (outcome, host, journal)
    }

    /// The states after a kill at each record of a run, also with half of a record written.
    private func remains(
        of journey: Journey, fault: SimulatedHost.Fault = .none, failingAt limit: Int = .max
    ) throws -> [KillingJournal.Remains] {
        let host = SimulatedHost(journey.start, fault: fault)
        let plan = try Planner(journey.start).plan(journey.request)
        let journal = KillingJournal(plan, on: host, failingAt: limit)
        _ = Executor(host: host).run(plan, basis: journey.start, journal: journal)
        var all = journal.remains
        for (before, after) in zip(journal.remains, journal.remains.dropFirst())
        where before.journal.count < after.journal.count {
            let half = (before.journal.count + after.journal.count) / 2
            all.append(.init(journal: Array(after.journal[..<half]), machine: before.machine))
        }
        return all
    }

    @Test("everything is put back, whenever the kill came", arguments: Journey.all)
    private func undo(_ journey: Journey) throws {
        for remains in try remains(of: journey) {
            let result = try #require(try recover(remains))
            #expect(result.outcome.failure == nil && result.outcome.isUndone)
            #expect(state(result.host.inventory) == state(journey.start))
            #expect(!result.outcome.devices.map(\.result).contains { $0 == .left || $0 == .changed })
            #expect(result.outcome.othersChanged.isEmpty)
        }
    }

    @Test("everything is finished, whenever the kill came", arguments: Journey.all)
    private func finish(_ journey: Journey) throws {
        let plan = try Planner(journey.start).plan(journey.request)
        let whole = SimulatedHost(journey.start)
        _ = Executor(host: whole).run(plan, basis: journey.start)
        for remains in try remains(of: journey) {
            guard let result = try recover(remains, finishing: true) else { continue }
            #expect(result.outcome.failure == nil)
            #expect(state(result.host.inventory) == state(whole.inventory))
            for device in plan.devices {
                let end = result.outcome.devices.first { $0.name == device.name }?.result
                #expect(end == (device.isUnchanged ? .unchanged : .changed))
            }
        }
    }

    @Test("everything is put back or finished when the run was failing already", arguments: Journey.all)
    private func failing(_ journey: Journey) throws {
        let plan = try Planner(journey.start).plan(journey.request)
        let whole = SimulatedHost(journey.start)
        _ = Executor(host: whole).run(plan, basis: journey.start)
        for step in 1...plan.steps.count {
            let all = try remains(of: journey, fault: .refused(at: step, .inputOutput))
            for (index, remains) in all.enumerated() where index % 5 == step % 5 {
                let result = try #require(try recover(remains))
                #expect(result.outcome.failure == nil)
                #expect(state(result.host.inventory) == state(journey.start))
                guard let finished = try recover(remains, finishing: true) else { continue }
                #expect(finished.outcome.failure == nil)
                #expect(state(finished.host.inventory) == state(whole.inventory))
            }
        }
    }

    @Test("a recovery that is killed is recovered from", arguments: Journey.all)
    private func twice(_ journey: Journey) throws {
        let all = try remains(of: journey)
        for (index, first) in all.enumerated() where index % 5 == 3 {
            for finishing in [false, true] {
                guard let again = try recover(first, finishing: finishing) else { continue }
                for remains in again.journal.remains {
                    let result = try #require(try recover(remains))
                    #expect(result.outcome.failure == nil)
                    #expect(state(result.host.inventory) == state(journey.start))
                }
            }
        }
    }

    @Test("what could not be undone is undone by a recovery, once that is possible", arguments: Journey.all)
    private func stuck(_ journey: Journey) throws {
        let plan = try Planner(journey.start).plan(journey.request)
        for step in 1...plan.steps.count {
            let host = SimulatedHost(journey.start, fault: .allRefused(from: step))
            let journal = KillingJournal(plan, on: host)
            _ = Executor(host: host).run(plan, basis: journey.start, journal: journal)
            let result = try #require(
                try recover(.init(journal: journal.bytes, machine: host.inventory)))
            #expect(result.outcome.failure == nil, "step \(step)")
            #expect(state(result.host.inventory) == state(journey.start), "step \(step)")
        }
    }

    @Test("a step is not tried when the journal can't be written, and all is undone", arguments: Journey.all)
    private func full(_ journey: Journey) throws {
        let plan = try Planner(journey.start).plan(journey.request)
        for limit in 1...(plan.steps.count + 1) {
            let host = SimulatedHost(journey.start)
            let journal = KillingJournal(plan, on: host, failingAt: limit)
            let outcome = Executor(host: host).run(plan, basis: journey.start, journal: journal)
            guard case .journal = outcome.failure else {
                #expect(limit > plan.steps.count)
                continue
            }
            #expect(outcome.isUndone)
            #expect(state(host.inventory) == state(journey.start))
        }
    }

    @Test("no flipped byte makes it do a wrong thing", arguments: Journey.all)
    private func flipped(_ journey: Journey) throws {
        let plan = try Planner(journey.start).plan(journey.request)
        // Every byte of a small journal; of the others a sample.
        let stride = plan.steps.count < 3 ? 1 : 97
        let all = try remains(of: journey).filter { JournalContents(parsing: $0.journal).events.count > 0 }
        for (number, remains) in all.enumerated() where stride == 1 || number % 9 == 0 {
            for index in Swift.stride(from: number % stride, to: remains.journal.count, by: stride) {
                for flip in [UInt8(1), 0x20, 0x80, remains.journal[index] ^ 0x0a] where flip != 0 {
                    try recover(remains, flipping: index, by: flip, journey, plan)
                }
            }
        }
    }

    private func recover(
        _ remains: KillingJournal.Remains, flipping index: Int, by flip: UInt8, _ journey: Journey,
        _ plan: Plan
    ) throws {
        var bytes = remains.journal
        bytes[index] ^= flip
        let contents = JournalContents(parsing: bytes)
        for (index, step) in contents.steps { #expect(step == plan.steps[index]) }
        guard let recovery = try? Recovery(contents) else { return }
        let host = SimulatedHost(remains.machine, carried: Inventory.cut.devices)
        let outcome = Executor(host: host).run(
            recovery, isFinishing: false, basis: remains.machine, journal: nil)
        #expect(outcome.failure == nil, "byte \(index) of \(bytes.count)")
        #expect(state(host.inventory) == state(journey.start), "byte \(index) of \(bytes.count)")
    }

    @Test("nothing is done when a name stands for another device")
    func renamed() throws {
        let all = try remains(of: Journey.all[0])
        var late = all[all.count / 3]
        late.machine = late.machine.with(.pmem) { $0.mappings = [] }
        let result = try #require(try recover(late))
        #expect(result.outcome.failure == .renamed(.device(.pmem)))
        #expect(!result.outcome.isSettled)
        #expect(result.host.performed.isEmpty)
    }

    @Test("nothing is done when the devices can't be listed")
    func unlisted() throws {
        let all = try remains(of: Journey.all[0])
        var late = all[all.count / 3]
        late.machine.devices = []
        late.machine.gaps = [Gap(file: "/sys/bus/dax/devices", reason: "Too many open files")]
        let result = try #require(try recover(late))
        #expect(!result.outcome.isSettled)
        #expect(result.host.performed.isEmpty)
    }

    @Test("devices that a driver took besides are given back")
    func strays() throws {
        var start = Inventory.sample.with(.hmem) { $0.driver = nil }
        start.modules = start.modules.map { DriverModule(name: $0.name, state: .loaded) }
        let plan = try Planner(start).plan(Request(.systemRAM(nil), .pmem))
        let host = SimulatedHost(start)
        let journal = KillingJournal(plan, on: host)
        _ = Executor(host: host).run(plan, basis: start, journal: journal)
        let bind = try #require(
            plan.steps.firstIndex {
                if case .device(.pmem, .bind(.kmem, _)) = $0.action { true } else { false }
            })
        // Killed between the write of new_id and the end of the step.
        var killed = try #require(
            journal.remains.last {
                JournalContents(parsing: $0.journal).events.last == JournalEvent(.begin, step: bind)
            })
        killed.machine = killed.machine.inKmem(.hmem, online: .movable)
        let result = try #require(try recover(killed))
        #expect(result.outcome.failure == nil)
        #expect(state(result.host.inventory) == state(start))
        #expect(result.outcome.othersChanged.isEmpty)
        #expect(result.host.performed.first == .device(.pmem, .forget(.kmem)))
    }

    @Test("a driver's list of ids is left alone where no bind was cut short, or no driver is there")
    func ids() throws {
        for remains in try remains(of: Journey.all[0]) {
            let contents = JournalContents(parsing: remains.journal)
            guard let recovery = try? Recovery(contents), let last = recovery.begun.last else { continue }
            var isBind = false
            if case .device(_, .bind) = recovery.plan.steps[last].action { isBind = true }
            if case .action(.device(_, .bind)) = recovery.plan.steps[last].undo { isBind = true }
            var host = remains.machine
            host.modules = host.modules.map { DriverModule(name: $0.name, state: .loaded) }
            #expect(recovery.strays(in: host).contains { $0.action.isForget } == isBind)
            host.modules = host.modules.map { DriverModule(name: $0.name, state: .loadable) }
            #expect(!recovery.strays(in: host).contains { $0.action.isForget })
        }
    }
}

extension Action {
    fileprivate var isForget: Bool {
        if case .device(_, .forget) = self { true } else { false }
    }
}
