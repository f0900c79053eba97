// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Glibc
internal import SystemPackage

/// The open journal of a run: the plan as a whole, and records before and after each step.
///
/// The record that ends a step is written in one call with the one that begins the next step: after a kill
/// between them, that step is begun and not ended, and a recovery reads its result from the host. A killed
/// process leaves at most one torn line, at the end. No record has to reach a disk: a crash of the kernel
/// also ends all that the journal describes.
package final class Journal: StepJournal {
    private let folder: JournalFolder
    private var file: JournalFile
    private var line = JournalLine()
    /// The text of each device in the records of steps.
    private let places: [DeviceName: String]

    private init(_ folder: JournalFolder, _ file: consuming JournalFile, _ plan: Plan) {
        self.folder = folder
        self.file = file
        places = Dictionary(
            plan.devices.map { ($0.name, JournalRecord.place(of: $0.name, at: $0.identity.ranges)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// How many bytes of the plan are written at a time.
    private static let chunk = 1 << 16

    /// Opens a journal with a plan that is about to be carried out.
    ///
    /// - Parameters:
    ///   - folder: The folder of the journal.
    ///   - plan: The plan.
    ///   - command: The command that the plan is carried out for.
    /// - Returns: The journal, open until ``close()``.
    /// - Throws: ``RunFileError`` when there is a journal already, it can't be written, or this boot's id is
    ///   unknown.
    package static func create(
        in folder: JournalFolder, plan: Plan, command: String
    ) throws(RunFileError) -> Journal {
        let header = JournalHeader(
            plan: plan, boot: try folder.boot(), pid: getpid(), since: Timestamp.now,
            command: command)
        let journal = Journal(folder, JournalFile(try folder.create(), length: 0), plan)
        do throws(RunFileError) {
            journal.add(.header(header))
            for device in plan.devices { journal.add(.device(device)) }
            for nvdimm in plan.nvdimms { journal.add(.nvdimm(nvdimm)) }
            for setting in plan.settings { journal.add(.setting(setting)) }
            for record in JournalRecord.records(of: plan.steps) {
                journal.add(record)
                if journal.file.pendingCount >= chunk { try journal.write() }
            }
            try journal.write()
        } catch {
            try? folder.remove()
            throw error
        }
        // What a run left that ended while it removed them.
        SavedCopies(in: folder.folder).removeAll()
        return journal
    }

    /// Continues the journal of a run that was killed.
    ///
    /// - Parameters:
    ///   - contents: The contents of the journal.
    ///   - recovery: The recovery for these contents.
    ///   - folder: The folder of the journal.
    /// - Returns: The journal, open until ``close()``.
    /// - Throws: ``RunFileError`` when it can't be written.
    package static func reopen(
        _ contents: JournalContents, _ recovery: Recovery, in folder: JournalFolder
    ) throws(RunFileError) -> Journal {
        let file = try folder.reopen(cutTo: contents.wholeLength)
        let journal = Journal(folder, JournalFile(file, length: contents.wholeLength), recovery.plan)
        if let index = contents.tornBegin { try journal.begin(index, recovery.plan.steps[index]) }
        return journal
    }

    /// Records that a step is about to be tried: the file, the old and the new value, and the device.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    /// - Throws: ``RunFileError`` when the record can't be written; then the step must not be tried.
    package func begin(_ index: Int, _ step: Step) throws(RunFileError) {
        JournalRecord.writeBegin(index, step, on: step.object.device.flatMap { places[$0] } ?? "", to: &line)
        file.add(line.bytes)
        try write()
    }

    /// Adds a step to the plan, as its last; written when the next step begins.
    ///
    /// - Parameters:
    ///   - index: The step's index in the plan.
    ///   - step: The step.
    package func add(_ index: Int, _ step: Step) {
        add(.step(index, step))
    }

    /// Records what happened to a step; the record that it is done is written when the next step begins.
    ///
    /// - Parameters:
    ///   - event: What happened to which step.
    ///   - note: A note for an administrator.
    /// - Throws: ``RunFileError`` when the record can't be written.
    package func record(_ event: JournalEvent, note: String) throws(RunFileError) {
        add(.event(event, note: note))
        if event.kind != .done { try write() }
    }

    /// Closes the journal of a run that was completed or undone: nothing is left to do for it.
    ///
    /// - Throws: ``RunFileError`` when the file can neither be removed nor emptied.
    package func close() throws(RunFileError) {
        do throws(RunFileError) {
            try folder.remove()
        } catch {
            guard file.empty() else { throw error }
        }
        SavedCopies(in: folder.folder).removeAll()
    }

    private func add(_ record: JournalRecord) {
        record.write(to: &line)
        file.add(line.bytes)
    }

    private func write() throws(RunFileError) {
        do throws(Errno) {
            try file.write()
        } catch {
            throw RunFileError(
                folder.journal, "can't be written", errno: error,
                remedy: error == .noSpace
                    ? "make room in /run"
                    : error == .fileTooLarge
                        ? "raise the limit on the size of files (ulimit -f)" : "/run must be writable")
        }
    }
}
