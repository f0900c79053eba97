// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@testable import DaxHost

@Suite("A block with a poisoned page")
struct PoisonTests {
    /// `dax0.0` of the sample in kmem, all of its 7 blocks offline.
    private static let start = Inventory.sample.inKmem(.pmem, online: nil)

    /// The plan to bring it online; its third step is refused for good.
    private static func plan(skipping: Bool) throws -> Plan {
        var request = Request(.onlineMemory(nil), .pmem)
        request.skipsPoisoned = skipping
        return try Planner(start).plan(request)
    }

    private static let fault = SimulatedHost.Fault.refusedForGood(at: 3, .poisoned)

    /// The block of the third step.
    private static func block(of plan: Plan) throws -> BlockNumber {
        guard case .block(let block, .online) = plan.steps[2].action else {
            throw StepFailure(plan.steps[2].action, .noEffect(plan.steps[2].action.after))
        }
        return block
    }

    @Test("stays offline where it may, and the others come online")
    func skipped() throws {
        let plan = try Self.plan(skipping: true)
        let host = SimulatedHost(Self.start, fault: Self.fault)
        let outcome = Executor(host: host).run(plan, basis: Self.start)
        #expect(outcome.failure == nil)
        let block = try Self.block(of: plan)
        #expect(outcome.devices.map(\.result) == [.changed])
        #expect(outcome.devices.map(\.poisoned) == [[block]])
        let blocks = try #require(host.inventory.device(.pmem)).blocks
        #expect(blocks.filter { $0.state == .offline }.map(\.index) == [block])
        // It is tried once: neither the executor nor the repair of what others changed tries it again.
        #expect(host.performed.count { $0 == plan.steps[2].action } == 1)
    }

    @Test("undoes all where that was not asked for, and where another error stands in its way")
    func notSkipped() throws {
        for (skipping, errno) in [(false, ErrorNumber.poisoned), (true, .inputOutput)] {
            let host = SimulatedHost(Self.start, fault: .refusedForGood(at: 3, errno))
            let outcome = Executor(host: host).run(try Self.plan(skipping: skipping), basis: Self.start)
            #expect(outcome.devices.map(\.result) == [.failed])
            #expect(outcome.isUndone)
            #expect(host.inventory == Self.start)
        }
    }

    @Test("is left out when a run that was killed is finished, and no step is forgotten when it is undone")
    func recovered() throws {
        let plan = try Self.plan(skipping: true)
        let host = SimulatedHost(Self.start, fault: Self.fault)
        let journal = KillingJournal(plan, on: host)
        _ = Executor(host: host).run(plan, basis: Self.start, journal: journal)
        let block = try Self.block(of: plan)
        for remains in journal.remains {
            let contents = JournalContents(parsing: remains.journal)
            #expect(contents.damage.isEmpty)
            let recovery = try Recovery(contents)
            let undone = SimulatedHost(remains.machine)
            let back = Executor(host: undone).run(
                recovery, isFinishing: false, basis: remains.machine, journal: nil)
            #expect(back.failure == nil)
            #expect(undone.inventory == Self.start)
            guard !contents.isUnfinished, let next = recovery.next else { continue }
            let again = SimulatedHost(
                remains.machine, fault: next > 2 ? .none : .refusedForGood(at: 3 - next, .poisoned))
            let outcome = Executor(host: again).run(
                recovery, isFinishing: true, basis: remains.machine, journal: nil)
            #expect(outcome.failure == nil)
            #expect(outcome.devices.map(\.poisoned) == [[block]])
            let blocks = try #require(again.inventory.device(.pmem)).blocks
            #expect(blocks.count { $0.state == .online } == blocks.count - 1)
        }
    }

    @Test("is known from /proc/meminfo, which counts in KiB")
    func meminfo() {
        #expect(
            Surveyor.poisoned("MemTotal: 8 kB\nHardwareCorrupted:    12 kB\n") == ByteCount(rawValue: 12288))
        #expect(Surveyor.poisoned("MemTotal: 8 kB\n") == nil)
        #expect(Surveyor.poisoned("HardwareCorrupted: 18446744073709551615 kB") == nil)
        #expect(Surveyor.poisoned("HardwareCorrupted: x kB") == nil)
    }
}
