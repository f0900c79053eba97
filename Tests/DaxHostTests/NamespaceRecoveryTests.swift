// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts
import Testing

@Suite("A namespace that was left half way")
struct NamespaceRecoveryTests {
    private let name = KernelName(rawValue: "namespace0.0")

    /// The plan that makes a devdax namespace an fsdax one: disabled, erased, its label changed, made.
    private var plan: Plan {
        get throws {
            var shape = NamespaceShape()
            shape.mode = .fsdax
            return try Planner(.nvdimms).plan(
                Request(.nvdimm(.reconfigure(.name(name), shape)), force: true))
        }
    }

    /// Recovers on what a run left, with nothing in the way any more.
    private func recover(
        _ left: SimulatedHost, _ journal: [UInt8], isFinishing: Bool
    ) throws -> (outcome: Outcome, host: SimulatedHost) {
        let contents = JournalContents(parsing: journal)
        let recovery = try Recovery(contents)
        let host = SimulatedHost(
            left.inventory, carried: Inventory.nvdimms.devices, nvdimms: left.nvdimms)
        let outcome = Executor(host: host).run(
            recovery, isFinishing: isFinishing, basis: left.inventory,
            journal: SimulatedJournal(reopening: journal, contents, recovery))
        return (outcome, host)
    }

    @Test("an undo that fails holds back those that stand on it, and recover does them all")
    func holdingBack() throws {
        let plan = try plan
        let undos = plan.steps.map(\.undo)
        let host = SimulatedHost(
            .nvdimms, fault: .refused(at: 4, .inputOutput), and: .refusedForGood(at: 5, .inputOutput))
        let journal = SimulatedJournal(plan)
        let outcome = Executor(host: host).run(plan, basis: .nvdimms, journal: journal)
        #expect(host.performed.map { Step.Undo.action($0) }.dropFirst(4) == [undos[2]])
        #expect(outcome.notUndone.map { .action($0.action) } == [undos[2]])
        #expect(outcome.nvdimms.map(\.result) == [.left])
        #expect(JournalContents(parsing: journal.bytes).begun == [0, 1, 2])

        let recovered = try recover(host, journal.bytes, isFinishing: false)
        #expect(recovered.outcome.failure == nil && recovered.outcome.notUndone.isEmpty)
        #expect(recovered.host.performed.map { .action($0) } == [undos[2], undos[1], undos[0]])
        #expect(recovered.host.inventory.namespace(name)?.mode == "devdax")
    }

    @Test("a recovery whose undo fails says so, and leaves the rest for the next one")
    func holdingBackAgain() throws {
        let plan = try plan
        let first = SimulatedHost(
            .nvdimms, fault: .refusedForGood(at: 4, .inputOutput), and: .allRefused(from: 5))
        let journal = SimulatedJournal(plan)
        _ = Executor(host: first).run(plan, basis: .nvdimms, journal: journal)
        let contents = JournalContents(parsing: journal.bytes)
        let recovery = try Recovery(contents)
        let again = SimulatedJournal(reopening: journal.bytes, contents, recovery)
        let host = SimulatedHost(
            first.inventory, fault: .refused(at: 2, .inputOutput), carried: Inventory.nvdimms.devices,
            nvdimms: first.nvdimms)
        let outcome = Executor(host: host).run(
            recovery, isFinishing: false, basis: first.inventory, journal: again)
        #expect(outcome.failure == .notPutBack)
        #expect(outcome.notUndone.map(\.action) == [.namespace(name, .restoreInfoBlock)])
        #expect(JournalContents(parsing: again.bytes).begun == [0, 1])
    }

    @Test("finishing takes back what a killed run did of a step before it tries the step again")
    func takingBack() throws {
        let plan = try plan
        let life = SimulatedLife(writes: .max - 1)
        // The seed has its values and the namespace, and no driver yet.
        let host = SimulatedHost(.nvdimms, fault: .torn(at: 4, after: 4), life: life)
        let journal = SimulatedJournal(plan, life: life)
        _ = Executor(host: host).run(plan, basis: .nvdimms, journal: journal)
        #expect(host.inventory.namespace(name)?.holder == KernelName(rawValue: "pfn0.0"))
        let finished = try recover(host, journal.bytes, isFinishing: true)
        #expect(finished.outcome.failure == nil)
        #expect(finished.outcome.nvdimms.map(\.result) == [.changed])
        #expect(
            finished.host.performed.map { .action($0) } == [
                plan.steps[3].undo, .action(plan.steps[3].action),
            ])
        #expect(finished.host.inventory.namespace(name)?.mode == "fsdax")
    }

    @Test(
        "what was done for a while, with what was written meanwhile, is undone after a kill at any write",
        arguments: ["namespace0.2", "namespace1.1"])
    func forAWhile(name: String) throws {
        let name = KernelName(rawValue: name)
        let plan = try Planner(.nvdimms).plan(
            Request(nvdimm: .suspend(.name(name), raw: true), force: true))
        let repair = Step(
            action: .namespace(name, .repairTable([BytePatch(at: 0, [1])])),
            undo: .action(.namespace(name, .restoreInfoBlock)))
        var isOver = false
        var count = 0
        while !isOver {
            let life = SimulatedLife(writes: count)
            let host = SimulatedHost(.nvdimms, life: life)
            let journal = SimulatedJournal(plan, life: life)
            let outcome = Executor(host: host).run(plan, basis: .nvdimms, journal: journal) { [repair] }
            isOver = !life.isOver
            if isOver {
                #expect(outcome.failure == nil && host.nvdimms.repaired[name] == [BytePatch(at: 0, [1])])
            } else {
                #expect(try Recovery(JournalContents(parsing: journal.bytes)).next == nil)
                let recovered = try recover(host, journal.bytes, isFinishing: false)
                #expect(recovered.outcome.failure == nil, "\(count)")
                #expect(recovered.host.nvdimms.repaired.isEmpty, "\(count)")
                #expect(!recovered.host.nvdimms.isHalfMade)
            }
            let now =
                isOver ? host.inventory : try recover(host, journal.bytes, isFinishing: false).host.inventory
            #expect(now.namespace(name)?.mode == Inventory.nvdimms.namespace(name)?.mode, "\(count)")
            #expect(now.namespace(name)?.isEnabled == Inventory.nvdimms.namespace(name)?.isEnabled)
            count += 1
        }
        // Each action makes two writes: its record, and its own.
        #expect(count == 2 * (2 * plan.steps.count + 1) + 1)
    }

    @Test("what another tool has made under the name of a new namespace is left alone")
    func takenName() throws {
        var shape = NamespaceShape()
        (shape.mode, shape.extent) = (.devdax, .size(ByteCount(rawValue: 64 << 20)))
        let plan = try Planner(.nvdimms).plan(
            Request(.nvdimm(.create(shape, in: KernelName(rawValue: "region1"), fillingRegion: false))))
        guard case .namespace(let name)? = plan.nvdimms.first?.object else {
            Issue.record("no namespace is planned")
            return
        }
        var stranger = try #require(Inventory.nvdimms.namespaces.first)
        (stranger.name, stranger.labelUUID) = (name, "00000000-0000-4000-8000-000000000000")
        var taken = Inventory.nvdimms
        taken.namespaces.append(stranger)
        let journal = SimulatedJournal(plan)
        journal.begin(0, plan.steps[0])
        let host = SimulatedHost(taken)
        let recovered = try recover(host, journal.bytes, isFinishing: false)
        #expect(recovered.outcome.failure == nil && recovered.outcome.notUndone.isEmpty)
        #expect(recovered.host.performed.isEmpty)
        #expect(recovered.host.inventory.namespace(name)?.labelUUID == stranger.labelUUID)

        let outcome = Executor(host: SimulatedHost(taken)).run(plan, basis: .nvdimms)
        #expect(outcome.failure != nil && outcome.notUndone.isEmpty)
        #expect(outcome.nvdimms.map(\.result) == [.failed])
        #expect(outcome.inventory.namespace(name)?.labelUUID == stranger.labelUUID)
    }
}
