// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// A note of a run on its progress.
public enum RunNote: Sendable {
    /// No journal is open, so there is nothing to recover.
    case noJournal
    /// The open journal is from an earlier boot, and stays: nothing is to be done for it.
    case earlierJournal
    /// The journal of an earlier boot was renamed to this file.
    case archived(JournalHeader, file: String)
    /// A record of the journal is damaged; every event that it may have recorded is assumed.
    case damaged(JournalContents.Damage)
    /// A step of the other run can't be undone, so the rest of that run is carried out.
    case irreversible(Leftovers.Left)
    /// The plan that is carried out now.
    case planned(Plan)
}
