// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// The journal of a run that did not finish, so that no other run may start.
public struct OpenJournal: Sendable, Hashable {
    /// The header; nil when it is unknown.
    public let header: JournalHeader?
    /// The journal's file.
    public let path: String
    /// Whether an irreversible step was begun, so that a recovery continues the run.
    public let isIrreversible: Bool
    /// Whether the run is done, and waits for its confirmation.
    public let isUnconfirmed: Bool

    init(_ contents: JournalContents, in folder: JournalFolder) {
        header = contents.header
        path = folder.journal
        isUnconfirmed =
            if case .waiting = try? UnconfirmedRun(in: folder.folder).state() { true } else { false }
        isIrreversible = (try? Recovery(contents))?.pointOfNoReturn != nil
    }
}

extension JournalFolder {
    /// Finds the journal of a run that was killed, or could not undo everything.
    ///
    /// - Returns: The journal; nil when no run left one, its run is still active, it is from an earlier boot,
    ///   or this user can't read it.
    /// - Throws: ``RunFileError`` when the journal can't be read.
    package func leftOpen() throws(RunFileError) -> OpenJournal? {
        guard isOpen, !HostLock.isHeld(in: folder), let contents = try contents(),
            contents.header.map({ isEarlier($0.boot) }) != true
        else { return nil }
        return OpenJournal(contents, in: self)
    }

    /// Parses the open journal; nil when none is open.
    func contents() throws(RunFileError) -> JournalContents? {
        try read().map { JournalContents(parsing: $0) }
    }
}
