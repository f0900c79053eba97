// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import SampleHosts

/// A journal in memory that keeps what a kill would leave behind, right before and right after each record.
final class KillingJournal: StepJournal {
    /// What is left behind: the journal's bytes, and the machine.
    struct Remains {
        var journal: [UInt8]
        var machine: Inventory
    }

    private(set) var remains: [Remains] = []
    private(set) var bytes: [UInt8]
    private let host: SimulatedHost
    private let limit: Int

    /// Opens the journal of a plan; the n-th record beyond it can't be written, and none after it.
    init(_ plan: Plan, on host: SimulatedHost, failingAt limit: Int = .max) {
        self.host = host
        self.limit = limit
        bytes = []
        let header = JournalHeader(plan: plan, boot: "0", pid: 1, since: "now", command: "test")
        keep()
        write(.header(header))
        for device in plan.devices { write(.device(device, uuid: nil)) }
        for (index, step) in plan.steps.enumerated() { write(.step(index, step)) }
        written = 0
    }

    /// Goes on with a journal after a kill.
    init(_ contents: JournalContents, _ bytes: [UInt8], _ recovery: Recovery, on host: SimulatedHost) {
        self.host = host
        limit = .max
        self.bytes = Array(bytes[..<contents.wholeLength])
        if let index = contents.tornBegin {
            write { JournalRecord.writeBegin(index, recovery.plan.steps[index], to: &$0) }
        }
    }

    private var written = 0

    private func keep() {
        remains.append(Remains(journal: bytes, machine: host.inventory))
    }

    private func write(_ record: JournalRecord) { write { record.write(to: &$0) } }

    private func write(_ record: (inout [UInt8]) -> Void) {
        written += 1
        keep()
        record(&bytes)
        keep()
    }

    private func tell(_ record: (inout [UInt8]) -> Void) throws(RunFileError) {
        guard written + 1 < limit else { throw Self.full }
        write(record)
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
        try tell { JournalRecord.writeBegin(index, step, to: &$0) }
    }

    func add(_ index: Int, _ step: Step) throws(RunFileError) {
        try tell { JournalRecord.step(index, step).write(to: &$0) }
    }

    func record(_ event: JournalEvent, note: String) throws(RunFileError) {
        try tell { JournalRecord.event(event, note: note).write(to: &$0) }
    }
}
