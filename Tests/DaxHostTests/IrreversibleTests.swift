// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

@Suite("A plan with steps that can't be undone")
struct IrreversibleTests {
    private static let inside = DeviceName(region: 2, device: 1)
    private let plan: Plan
    /// The first step that can't be undone, as an index.
    private let first: Int

    init() throws {
        plan = try Planner(.cut).plan(Request(.destroyed, Self.inside, .hmem, force: true)).withoutWayBack
        first = try #require(plan.steps.firstIndex { $0.destroys != nil })
    }

    @Test("says what is gone when all is done")
    func success() {
        let host = SimulatedHost(.cut)
        let outcome = Executor(host: host).run(plan, basis: .cut)
        #expect(outcome.failure == nil && outcome.isSettled)
        #expect(outcome.gone.map(\.loss) == plan.steps[first...].compactMap(\.destroys))
        #expect(outcome.gone.allSatisfy { $0.isCertain })
        #expect(outcome.devices.allSatisfy { $0.result == .changed })
    }

    @Test("is undone where a step before the first of them fails")
    func before() throws {
        for step in 1...first {
            let host = SimulatedHost(.cut, fault: .refused(at: step, .inputOutput))
            let outcome = Executor(host: host).run(plan, basis: .cut)
            #expect(outcome.failure != nil && outcome.isUndone && outcome.gone.isEmpty)
            #expect(host.inventory.devices == Inventory.cut.devices)
        }
    }

    @Test("is never said to be undone once one was tried, and ends when it is gone on with")
    func after() throws {
        for index in first..<plan.steps.count {
            let host = SimulatedHost(.cut, fault: .refused(at: index + 1, .inputOutput))
            let journal = KillingJournal(plan, on: host)
            let outcome = Executor(host: host).run(plan, basis: .cut, journal: journal)
            #expect(!outcome.isUndone && !outcome.isSettled)
            #expect(host.performed.count == index + 1, "nothing is undone")
            #expect(outcome.gone.count == index - first + 1)
            #expect(
                outcome.gone.dropLast().allSatisfy { $0.isCertain } && outcome.gone.last?.isCertain == false)
            for gone in outcome.gone {
                #expect(outcome.devices.first { .device($0.name) == gone.object }?.result == .left)
            }

            let contents = JournalContents(parsing: journal.bytes)
            let recovery = try Recovery(contents)
            #expect(recovery.pointOfNoReturn == first && recovery.next == index)
            let later = SimulatedHost(host.inventory, carried: Inventory.cut.devices)
            let again = KillingJournal(contents, journal.bytes, recovery, on: later)
            let end = Executor(host: later).run(
                recovery, isFinishing: false, basis: host.inventory, journal: again)
            #expect(end.failure == nil && end.isSettled)
            #expect(end.gone.map(\.loss) == plan.steps[first...].compactMap(\.destroys))
            #expect(end.gone.allSatisfy { $0.isCertain })
            for device in plan.devices {
                #expect(device.goal.shortfall(of: later.inventory.device(device.name)) == nil)
            }
        }
    }

    @Test("stays one that can't be undone when a recovery fails as well")
    func failingAgain() throws {
        let host = SimulatedHost(.cut, fault: .refused(at: first + 1, .inputOutput))
        let journal = KillingJournal(plan, on: host)
        _ = Executor(host: host).run(plan, basis: .cut, journal: journal)
        let contents = JournalContents(parsing: journal.bytes)
        let recovery = try Recovery(contents)
        let later = SimulatedHost(
            host.inventory, fault: .refused(at: 1, .inputOutput), carried: Inventory.cut.devices)
        let again = KillingJournal(contents, journal.bytes, recovery, on: later)
        let outcome = Executor(host: later).run(
            recovery, isFinishing: false, basis: host.inventory, journal: again)
        #expect(outcome.failure != nil && !outcome.isUndone)
        #expect(outcome.gone.map(\.isCertain) == [false])
        #expect(later.inventory == host.inventory)
    }

    @Test("is undone where what must be true before the first of them no longer is, for it was not tried")
    func unmet() throws {
        let host = SimulatedHost(.cut)
        var plan = plan
        plan.steps[first].requires = [.setting(.autoOnline(.onlineKernel))]
        // Its result is not there either, so it is refused before it is tried.
        let outcome = Executor(host: host).run(plan, basis: .cut)
        guard case .step(let failure, _) = outcome.failure else {
            Issue.record("\(String(describing: outcome.failure))")
            return
        }
        #expect(failure.cause == .unmet(.setting(.autoOnline(.onlineKernel))))
        #expect(outcome.isUndone && host.inventory.devices == Inventory.cut.devices)
    }
}
