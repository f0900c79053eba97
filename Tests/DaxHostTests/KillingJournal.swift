// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts

/// A journal in memory that keeps the state a kill would leave, before and after each write and each step.
final class KillingJournal: StepJournal {
    /// The state after a kill: the journal's bytes, and the machine.
    struct Remains {
        var journal: [UInt8]
        var machine: Inventory
    }

    private(set) var remains: [Remains] = []
    private(set) var bytes: [UInt8] = []
    /// The records that are written with the next one.
    private var pending: [UInt8] = []
    private var written = 0
    private let host: SimulatedHost
    private let limit: Int

    /// Opens the journal of a plan; the n-th write beyond it fails, and all after it.
    init(_ plan: Plan, on host: SimulatedHost, failingAt limit: Int = .max) {
        self.host = host
        self.limit = limit
        let header = JournalHeader(plan: plan, boot: "0", pid: 1, since: "now", command: "test")
        keep()
        write(.header(header))
        for device in plan.devices { write(.device(device)) }
        for record in JournalRecord.records(of: plan.steps) { write(record) }
    }

    /// Continues a journal after a kill.
    init(_ contents: JournalContents, _ bytes: [UInt8], _ recovery: Recovery, on host: SimulatedHost) {
        self.host = host
        limit = .max
        self.bytes = Array(bytes[..<contents.wholeLength])
        if let index = contents.tornBegin {
            JournalRecord.writeBegin(index, recovery.plan.steps[index], to: &pending)
            write()
        }
    }

    private func keep() {
        remains.append(Remains(journal: bytes, machine: host.inventory))
    }

    private func write(_ record: JournalRecord) {
        record.write(to: &pending)
        write()
    }

    private func write() {
        keep()
        bytes += pending
        pending = []
        keep()
    }

    /// Writes the pending records, or fails when it is time to; then none is pending.
    private func tell() throws(RunFileError) {
        written += 1
        guard written < limit else {
            pending = []
            throw Self.full
        }
        write()
    }

    private static let full = { () -> RunFileError in
        do throws(RunFileError) {
            _ = try JournalFolder(in: RunFolder(path: "/proc/self/nowhere")).archive(boot: "0")
            preconditionFailure("that can't be")
        } catch {
            return error
        }
    }()

    func begin(_ index: Int, _ step: Step) throws(RunFileError) {
        JournalRecord.writeBegin(index, step, to: &pending)
        try tell()
    }

    func add(_ index: Int, _ step: Step) {
        JournalRecord.step(index, step).write(to: &pending)
    }

    func record(_ event: JournalEvent, note: String) throws(RunFileError) {
        JournalRecord.event(event, note: note).write(to: &pending)
        if event.kind == .done { keep() } else { try tell() }
    }
}
