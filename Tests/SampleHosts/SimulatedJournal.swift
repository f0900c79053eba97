// SPDX-License-Identifier: Apache-2.0

public import DaxHost
public import DaxModel

/// A journal in memory, written as the real one is.
public final class SimulatedJournal: StepJournal {
    /// What stands in the file.
    public private(set) var bytes: [UInt8] = []
    private var plan: Plan
    private let life: SimulatedLife?
    private var tornAfter: Int?

    /// Opens a journal for a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - life: How long the process lives that writes it.
    ///   - tornAfter: How many bytes of the record in whose write the process dies get into the file.
    public init(_ plan: Plan, life: SimulatedLife? = nil, tornAfter: Int? = nil) {
        self.plan = plan
        self.life = life
        self.tornAfter = tornAfter
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
        self.bytes = Array(bytes.prefix(contents.wholeLength))
        plan = recovery.plan
        self.life = life
        if let index = contents.tornBegin { begin(index) }
    }

    /// Tells that a step is about to be tried.
    ///
    /// - Parameter index: The step's index in the plan.
    public func begin(_ index: Int) {
        append(.begin(index, plan.steps[index], on: ""))
    }

    /// Adds a step to the plan, as its last.
    ///
    /// - Parameter step: The step.
    public func add(_ step: Step) {
        append(.step(plan.steps.count, step))
        plan.steps.append(step)
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
        var line: [UInt8] = []
        record.write(to: &line)
        if isFirst || life?.spend() != false {
            bytes += line
        } else if let count = tornAfter {
            bytes += line.prefix(min(count, line.count - 1))
            tornAfter = nil
        }
    }
}
