// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// The journal of a run that did not come to its end, so that no other run may start.
public struct OpenJournal: Sendable, Hashable {
    /// Which run that is; nil where the journal does not say.
    public let header: JournalHeader?
    /// The journal's file.
    public let path: String
    /// Whether a step was begun that can't be undone, so that a recovery carries the run on.
    public let isIrreversible: Bool

    init(_ contents: JournalContents, path: String) {
        header = contents.header
        self.path = path
        isIrreversible = (try? Recovery(contents))?.pointOfNoReturn != nil
    }
}

extension JournalFolder {
    /// Finds the journal of a run that was killed, or could not undo all that it did.
    ///
    /// - Returns: The journal; nil where no run left one, where its run is still going, where it is of an earlier
    ///   boot, and where this user can't look.
    /// - Throws: ``RunFileError`` when the journal can't be read.
    public func leftOpen() throws(RunFileError) -> OpenJournal? {
        guard isOpen, !HostLock.isHeld(in: folder), let contents = try contents(),
            contents.header.map({ isEarlier($0.boot) }) != true
        else { return nil }
        return OpenJournal(contents, path: journal)
    }

    /// Reads what the open journal tells; nil when no journal is open.
    func contents() throws(RunFileError) -> JournalContents? {
        try read().map { JournalContents(parsing: $0) }
    }
}
