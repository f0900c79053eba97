// SPDX-License-Identifier: Apache-2.0

public import DaxModel
internal import Glibc
internal import SystemPackage

/// The open journal of a run: the plan as a whole, and a record before and after each write.
///
/// Each record is one `write` to a file opened with `O_APPEND`, so a killed process leaves at most one torn line, at
/// the end. It need not reach a disk: a crash of the kernel takes with it all that the journal is about.
public final class Journal: StepJournal {
    private let folder: JournalFolder
    private let file: FileDescriptor
    private var plan: Plan
    /// What the records of steps say of each device.
    private let places: [DeviceName: String]
    /// The length up to the last whole record; what a failed write left behind it is cut off.
    private var length: Int

    private init(_ folder: JournalFolder, _ file: FileDescriptor, _ plan: Plan, length: Int) {
        self.folder = folder
        self.file = file
        self.plan = plan
        self.length = length
        places = Dictionary(
            plan.devices.map { ($0.name, JournalRecord.place(of: $0.name, at: $0.ranges)) },
            uniquingKeysWith: { first, _ in first })
    }

    deinit {
        try? file.close()
    }

    /// Opens a journal with a plan that is about to be carried out.
    ///
    /// - Parameters:
    ///   - folder: Where it is kept.
    ///   - plan: The plan.
    ///   - uuids: The UUIDs of the namespaces that carry devices.
    ///   - command: The command that is carried out.
    /// - Returns: The journal, open until ``close()``.
    /// - Throws: ``RunFileError`` when there is one already, or it can't be written.
    public static func create(
        in folder: JournalFolder, plan: Plan, uuids: [DeviceName: String], command: String
    ) throws(RunFileError) -> Journal {
        let header = JournalHeader(
            plan: plan, boot: JournalFolder.boot ?? "unknown", pid: getpid(), since: Timestamp.now,
            command: command)
        var bytes: [UInt8] = []
        JournalRecord.header(header).write(to: &bytes)
        for device in plan.devices {
            JournalRecord.device(device, uuid: uuids[device.name]).write(to: &bytes)
        }
        for (index, step) in plan.steps.enumerated() {
            JournalRecord.step(index, step).write(to: &bytes)
        }
        let journal = Journal(folder, try folder.create(), plan, length: 0)
        do throws(RunFileError) {
            try journal.append(bytes)
        } catch {
            try? folder.remove()
            throw error
        }
        return journal
    }

    /// Goes on with the journal of a run that was killed.
    ///
    /// - Parameters:
    ///   - contents: What the journal tells.
    ///   - recovery: What was made of it.
    ///   - folder: Where it is kept.
    /// - Returns: The journal, open until ``close()``.
    /// - Throws: ``RunFileError`` when it can't be written.
    public static func reopen(
        _ contents: JournalContents, _ recovery: Recovery, in folder: JournalFolder
    ) throws(RunFileError) -> Journal {
        let journal = Journal(
            folder, try folder.reopen(), recovery.plan, length: contents.wholeLength)
        try journal.cutOff()
        if let index = contents.tornBegin { try journal.begin(index) }
        return journal
    }

    /// Tells that a step is about to be tried: what, where, the old and the new value, and on what.
    ///
    /// - Parameter index: The step's index in the plan.
    /// - Throws: ``RunFileError`` when that can't be kept; then the step must not be tried.
    public func begin(_ index: Int) throws(RunFileError) {
        let step = plan.steps[index]
        try append(.begin(index, step, on: step.device.flatMap { places[$0] } ?? ""))
    }

    /// Adds a step to the plan, as its last.
    ///
    /// - Parameter step: The step.
    /// - Throws: ``RunFileError`` when that can't be kept.
    public func add(_ step: Step) throws(RunFileError) {
        try append(.step(plan.steps.count, step))
        plan.steps.append(step)
    }

    /// Tells what became of a step.
    ///
    /// - Parameters:
    ///   - event: What happened to which step.
    ///   - note: What an administrator may want to know of it.
    /// - Throws: ``RunFileError`` when that can't be kept.
    public func record(_ event: JournalEvent, note: String) throws(RunFileError) {
        try append(.event(event, note: note))
    }

    /// Closes the journal of a run that ended well, or was undone: there is nothing left to do for it.
    ///
    /// - Throws: ``RunFileError`` when the file can't be removed nor emptied.
    public func close() throws(RunFileError) {
        do throws(RunFileError) {
            try folder.remove()
        } catch {
            guard ftruncate(file.rawValue, 0) == 0 else { throw error }
        }
    }

    private func append(_ record: JournalRecord) throws(RunFileError) {
        var bytes: [UInt8] = []
        record.write(to: &bytes)
        try append(bytes)
    }

    private func append(_ bytes: [UInt8]) throws(RunFileError) {
        do {
            try file.writeAll(bytes)
            length += bytes.count
        } catch {
            try? cutOff()
            let errno = error as? Errno
            throw RunFileError(
                folder.journal, "can't be written", errno: errno,
                wayOut: errno == .noSpace ? "make room in /run" : "/run must be writable")
        }
    }

    private func cutOff() throws(RunFileError) {
        guard ftruncate(file.rawValue, length) != 0 else { return }
        throw RunFileError(
            folder.journal, "can't be cut to its last whole record", errno: Errno(rawValue: errno),
            wayOut: "/run must be writable")
    }
}
