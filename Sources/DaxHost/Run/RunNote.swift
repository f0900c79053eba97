// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// What a run tells on its way.
public enum RunNote: Sendable {
    /// No journal is open, so there is nothing to recover.
    case noJournal
    /// The open journal is of an earlier boot, and stays: nothing is to be done for it.
    case earlierJournal
    /// The journal of an earlier boot was put aside; it is now this file.
    case archived(JournalHeader, file: String)
    /// A record of the journal is damaged; all that it may have told is taken for granted.
    case damaged(JournalContents.Damage)
    /// A step of the other run can't be undone, so the rest of it is carried out.
    case irreversible(Leftovers.Left)
    /// The plan that is now carried out.
    case planned(Plan)
}
