// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("Steps that can't be undone")
struct IrreversibleTests {
    private static let inside = DeviceName(region: 2, device: 1)

    /// A plan that takes two devices from their drivers and destroys both.
    private static func plan() throws -> Plan {
        try Planner(.cut).plan(Request(.destroyed, inside, .hmem, force: true)).withoutWayBack
    }

    private func journal(_ plan: Plan, _ events: [JournalEvent]) -> [UInt8] {
        var bytes: [UInt8] = []
        let header = JournalHeader(plan: plan, boot: "b", pid: 1, since: "x", command: "y")
        JournalRecord.header(header).write(to: &bytes)
        for device in plan.devices { JournalRecord.device(device).write(to: &bytes) }
        for (index, step) in plan.steps.enumerated() { JournalRecord.step(index, step).write(to: &bytes) }
        for event in events { JournalRecord.event(event, note: "").write(to: &bytes) }
        return bytes
    }

    @Test("come last, in their order, and the others keep theirs")
    func order() throws {
        let request = Request(.destroyed, Self.inside, .hmem, force: true)
        let usual = try Planner(.cut).plan(request).steps
        let steps = try Self.plan().steps
        let first = try #require(steps.firstIndex { $0.destroys != nil })
        #expect(first > 0 && steps[first...].allSatisfy { $0.destroys != nil })
        let isKept = { (step: Step) in
            switch step.action {
            case .device(_, .unmap), .device(_, .delete): false
            default: true
            }
        }
        #expect(steps.map(\.action) != usual.map(\.action))
        #expect(
            steps.map(\.action) == usual.filter(isKept).map(\.action)
                + usual.filter { !isKept($0) }.map(\.action))
    }

    @Test("stand in a journal with what they destroy")
    func text() throws {
        for loss: Loss in [
            .contents(ByteCount(rawValue: 4096)), .data(.zero), .memoryMap(.zero, inMemory: true),
            .alignment(.zero, blockSize: ByteCount(rawValue: 1 << 27)),
        ] {
            let step = Step(action: .device(.hmem, .delete), undo: .irreversible(loss))
            #expect(Step(journalText: step.journalText) == step)
        }
        for text in [
            "irreversible", "irreversible contents", "irreversible contents -1", "nothing x", "undo",
        ] {
            #expect(Step(journalText: "device dax2.0 | device dax2.0 delete | \(text)") == nil, "\(text)")
        }
    }

    @Test("mean that a recovery carries on once one was begun, and goes back before")
    func recovery() throws {
        let plan = try Self.plan()
        let first = try #require(plan.steps.firstIndex { $0.destroys != nil })
        for begun in 1...plan.steps.count {
            let done = (0..<begun - 1).flatMap {
                [JournalEvent(.begin, step: $0), JournalEvent(.done, step: $0)]
            }
            let events = done + [JournalEvent(.begin, step: begun - 1)]
            let recovery = try Recovery(JournalContents(parsing: journal(plan, events)))
            #expect(recovery.begun == Array(0..<begun))
            #expect(recovery.next == begun - 1)
            #expect(recovery.pointOfNoReturn == (begun > first ? first : nil))
        }
    }

    @Test("are gone through again where an earlier step is not begun")
    func gap() throws {
        let plan = try Self.plan()
        let begun = plan.steps.indices.flatMap {
            [JournalEvent(.begin, step: $0), JournalEvent(.done, step: $0)]
        }
        let events = begun + [JournalEvent(.undone, step: 1)]
        let recovery = try Recovery(JournalContents(parsing: journal(plan, events)))
        #expect(recovery.next == 1 && recovery.pointOfNoReturn != nil)
    }

    @Test("make a damaged journal one that nothing is done for, once one may have begun")
    func damage() throws {
        let plan = try Self.plan()
        let begun = plan.steps.indices.map { JournalEvent(.begin, step: $0) }
        var bytes = journal(plan, begun)
        bytes[bytes.count - 12] ^= 1
        let contents = JournalContents(parsing: bytes)
        #expect(contents.damage.count == 1)
        #expect(throws: Recovery.Unsafe.self) { try Recovery(contents) }
    }

    @Test("make an outcome that is not undone, whatever else it says")
    func outcome() {
        var outcome = Outcome(devices: [], failure: .interrupted, inventory: .sample)
        #expect(outcome.isUndone && outcome.isSettled)
        outcome.gone = [.init(object: .device(.hmem), loss: .contents(.zero), isCertain: false)]
        #expect(!outcome.isUndone && !outcome.isSettled)
        outcome.failure = nil
        #expect(outcome.isSettled)
    }
}
