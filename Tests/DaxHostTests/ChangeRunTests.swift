// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import Glibc
import SampleHosts
import Testing

@Suite("A run of a program that imports the library")
struct ChangeRunTests {
    private let request = Request(
        selection: DeviceSelection(names: [DeviceName(region: 0, device: 0)]), change: .systemRAM(nil))
    private let all = Set(Loss.Kind.allCases)

    /// The failure of a body that changed nothing; nil when it succeeded.
    private func failure(_ body: () throws(RunFailure) -> Void) -> RunFailure? {
        do throws(RunFailure) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    /// Calls a body with a machine, the folder of its lock and journal, and a run of it.
    private func withRun(
        isRoot: Bool = true,
        _ body: (SimulatedHost, JournalFolder, ChangeRun<SimulatedHost>) throws -> Void
    ) rethrows {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(.sample)
            let journal = JournalFolder(in: RunFolder(path: folder + "/daxshift"))
            try body(
                host, journal,
                ChangeRun(
                    on: host, command: "provision", journal: journal, lockTimeout: .zero, isRoot: isRoot))
        }
    }

    @Test("carries a request out, and leaves no journal")
    func carriesOut() throws {
        try withRun { host, journal, run in
            let outcome = try run.carryOut(request, accepting: all)
            #expect(outcome.devices.map(\.result) == [.changed])
            #expect(host.inventory.device(DeviceName(region: 0, device: 0))?.driver == .kmem)
            #expect(!journal.isOpen)
        }
    }

    @Test("changes nothing when more would be lost than is accepted", arguments: Loss.Kind.allCases)
    func losses(kind: Loss.Kind) throws {
        try withRun { host, journal, run in
            let lost = try run.plan(request).plan.devices.flatMap(\.losses).filter { $0.kind == kind }
            let refused = failure { () throws(RunFailure) in
                _ = try run.carryOut(request, accepting: all.subtracting([kind]))
            }
            guard !lost.isEmpty else {
                #expect(refused == nil)
                return
            }
            guard case .unaccepted(let objects)? = refused else { throw Unexpected() }
            #expect(objects == [ObjectLosses(.device(DeviceName(region: 0, device: 0)), lost)])
            #expect(host.performed.isEmpty && !journal.isOpen)
        }
    }

    @Test("changes nothing when it is not root's, but plans")
    func notRoot() throws {
        try withRun(isRoot: false) { host, _, run in
            guard
                case .notRoot? = failure({ () throws(RunFailure) in
                    _ = try run.carryOut(request, accepting: all)
                })
            else { throw Unexpected() }
            #expect(try !run.plan(request).plan.steps.isEmpty)
            #expect(host.performed.isEmpty)
        }
    }

    @Test("changes nothing while another run holds the lock, or when it is refused")
    func refused() throws {
        try withRun { host, journal, run in
            do {
                let lock = try HostLock.acquire(in: journal.folder, command: "other", timeout: .zero)
                try withExtendedLifetime(lock) {
                    guard
                        case .lockHeld(let held)? = failure({ () throws(RunFailure) in
                            _ = try run.carryOut(request, accepting: all)
                        })
                    else { throw Unexpected() }
                    #expect(held.holder?.command == "other")
                }
            }
            var impossible = request
            impossible.selection = DeviceSelection(names: [DeviceName(region: 7, device: 7)])
            guard
                case .refused? = failure({ () throws(RunFailure) in
                    _ = try run.carryOut(impossible, accepting: all)
                })
            else { throw Unexpected() }
            #expect(host.performed.isEmpty && !journal.isOpen)
        }
    }

    @Test("starts only after the journal of a killed run was recovered")
    func recovers() throws {
        try withRun { host, journal, run in
            let plan = try run.plan(request).plan
            let left = try Journal.create(in: journal, plan: plan, command: "killed")
            try left.begin(0, plan.steps[0])
            try host.perform(plan.steps[0].action)
            let refused = failure { () throws(RunFailure) in _ = try run.carryOut(request, accepting: all) }
            let unplanned = failure { () throws(RunFailure) in _ = try run.plan(request) }
            for failure in [refused, unplanned] {
                guard case .openJournal(let open)? = failure else { throw Unexpected() }
                #expect(open.header?.command == "killed" && open.path == journal.journal)
            }
            let outcome = try run.recover(isFinishing: false)
            #expect(outcome.isUndone && outcome.failure == nil)
            #expect(host.inventory.devices == Inventory.sample.devices)
            #expect(try run.recover(isFinishing: false).devices.isEmpty)
            #expect(try run.carryOut(request, accepting: all).failure == nil)
        }
    }

    @Test("gives a run up only with the journal that was looked at")
    func abandons() throws {
        try withRun { _, journal, run in
            let plan = try run.plan(request).plan
            let left = try Journal.create(in: journal, plan: plan, command: "killed")
            let found = try #require(try run.findJournal(isDry: false))
            #expect(found.leftovers.steps.isEmpty)
            try left.begin(0, plan.steps[0])
            guard case .journalChanged? = failure({ () throws(RunFailure) in _ = try run.abandon(found) })
            else { throw Unexpected() }
            let again = try #require(try run.findJournal(isDry: false))
            #expect(again.leftovers.steps.map(\.number) == [1])
            let kept = try run.abandon(again)
            #expect(!journal.isOpen && access(kept, F_OK) == 0)
        }
    }

    /// The run ended in an unexpected way.
    private struct Unexpected: Error {}
}
