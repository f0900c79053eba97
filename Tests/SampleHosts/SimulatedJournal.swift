// SPDX-License-Identifier: Apache-2.0

public import DaxHost
public import DaxModel

/// A journal in memory, written as the real one is: the record that a step is done is written with the next
/// one, and a kill leaves the beginning of the current write.
public final class SimulatedJournal: StepJournal {
    /// The content of the file.
    public private(set) var bytes: [UInt8] = []
    /// The records that are written with the next one.
    private var pending: [UInt8] = []
    private let life: SimulatedLife?
    private let tear: Int

    /// Opens a journal for a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - life: The life of the process that writes it.
    ///   - tear: How many bytes of the write in which the process dies get into the file; never all of them.
    public init(_ plan: Plan, life: SimulatedLife? = nil, tear: Int = 0) {
        self.life = life
        self.tear = tear
        let header = JournalHeader(
            plan: plan, boot: "b", pid: 1, since: "2026-11-23T17:29:20Z", command: "simulated")
        JournalRecord.header(header).write(to: &bytes)
        for device in plan.devices { JournalRecord.device(device).write(to: &bytes) }
        for nvdimm in plan.nvdimms { JournalRecord.nvdimm(nvdimm).write(to: &bytes) }
        for setting in plan.settings { JournalRecord.setting(setting).write(to: &bytes) }
        for (index, step) in plan.steps.enumerated() { JournalRecord.step(index, step).write(to: &bytes) }
    }

    /// Continues the journal of a run that was killed.
    ///
    /// - Parameters:
    ///   - bytes: The content of the file.
    ///   - contents: The parsed content.
    ///   - recovery: The recovery for it.
    ///   - life: The life of the process that continues it.
    public init(
        reopening bytes: [UInt8], _ contents: JournalContents, _ recovery: Recovery,
        life: SimulatedLife? = nil
    ) {
        self.bytes = Array(bytes.prefix(contents.wholeLength))
        self.life = life
        tear = 0
        if let index = contents.tornBegin { begin(index, recovery.plan.steps[index]) }
    }

    /// Records that a step is about to be tried.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    public func begin(_ index: Int, _ step: Step) {
        JournalRecord.writeBegin(index, step, to: &pending)
        write()
    }

    /// Adds a step to the plan, as its last.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    public func add(_ index: Int, _ step: Step) {
        JournalRecord.step(index, step).write(to: &pending)
    }

    /// Records what happened to a step.
    ///
    /// - Parameters:
    ///   - event: What happened to which step.
    ///   - note: A note for an administrator.
    public func record(_ event: JournalEvent, note: String) {
        JournalRecord.event(event, note: note).write(to: &pending)
        if event.kind != .done { write() }
    }

    private func write() {
        guard life?.isOver != true else { return }
        let dies = life?.spend() == false
        bytes += dies ? pending.dropLast().prefix(tear) : pending[...]
        pending = []
    }
}
