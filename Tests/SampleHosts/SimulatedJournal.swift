// SPDX-License-Identifier: Apache-2.0

public import DaxHost
public import DaxModel

/// A journal in memory, written as the real one is: a kill leaves a part of a record, and zeros where more was to come.
public final class SimulatedJournal: StepJournal {
    /// What stands in the file.
    ///
    /// Behind it is the room that the process would still have had.
    public var bytes: [UInt8] { written + [UInt8](repeating: 0, count: 100) }
    private var written: [UInt8] = []
    private let life: SimulatedLife?
    private var tear: Tear?

    /// Which part of the record in whose write the process dies gets into the file.
    public enum Tear: Sendable {
        /// So many bytes from its beginning.
        case after(Int)
        /// All but its line feed and so many bytes at its beginning, where zeros are.
        case before(Int)
    }

    /// Opens a journal for a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - life: How long the process lives that writes it.
    ///   - tear: Which part of the record in whose write the process dies gets into the file; nil for none.
    public init(_ plan: Plan, life: SimulatedLife? = nil, tear: Tear? = nil) {
        self.life = life
        self.tear = tear
        let header = JournalHeader(
            plan: plan, boot: "b", pid: 1, since: "2026-11-23T17:29:20Z", command: "simulated")
        append(.header(header), isFirst: true)
        for device in plan.devices { append(.device(device, uuid: nil), isFirst: true) }
        for (index, step) in plan.steps.enumerated() { append(.step(index, step), isFirst: true) }
    }

    /// Goes on with the journal of a run that was killed.
    ///
    /// - Parameters:
    ///   - bytes: What stands in the file.
    ///   - contents: What that tells.
    ///   - recovery: What was made of it.
    ///   - life: How long the process lives that goes on with it.
    public init(
        reopening bytes: [UInt8], _ contents: JournalContents, _ recovery: Recovery,
        life: SimulatedLife? = nil
    ) {
        written = Array(bytes.prefix(contents.wholeLength))
        self.life = life
        if let index = contents.tornBegin { begin(index, recovery.plan.steps[index]) }
    }

    /// Tells that a step is about to be tried.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    public func begin(_ index: Int, _ step: Step) {
        append { JournalRecord.writeBegin(index, step, to: &$0) }
    }

    /// Adds a step to the plan, as its last.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    public func add(_ index: Int, _ step: Step) {
        append(.step(index, step))
    }

    /// Tells what became of a step.
    ///
    /// - Parameters:
    ///   - event: What happened to which step.
    ///   - note: What an administrator may want to know of it.
    public func record(_ event: JournalEvent, note: String) {
        append(.event(event, note: note))
    }

    private func append(_ record: JournalRecord, isFirst: Bool = false) {
        append(isFirst: isFirst) { record.write(to: &$0) }
    }

    private func append(isFirst: Bool = false, _ write: (inout [UInt8]) -> Void) {
        var line: [UInt8] = []
        write(&line)
        guard !isFirst, life?.spend() == false else {
            written += line
            return
        }
        switch tear {
        case .after(let count): written += line.dropLast().prefix(count)
        case .before(let count): written += repeatElement(0, count: count) + line.dropLast().dropFirst(count)
        case nil: break
        }
        tear = nil
    }
}
