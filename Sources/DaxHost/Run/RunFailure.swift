// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// Why a run ended before it changed anything.
public enum RunFailure: Error, Sendable {
    /// Only root may write the kernel's files.
    case notRoot
    /// Another run holds the host's lock.
    case lockHeld(LockHeld)
    /// The user interrupted the run while it waited for the lock.
    case interrupted
    /// The lock can't be used, or no journal can be begun or put aside.
    case file(RunFileError)
    /// The journal of another run is still open.
    case openJournal(OpenJournal)
    /// The open journal can't be read.
    case unreadableJournal(RunFileError)
    /// What is asked for can't be planned.
    case refused(Refusal)
    /// What the open journal tells can't be carried out safely.
    case unsafeRecovery(Recovery.Unsafe, journal: String)
    /// What was begun can't be finished: it is partly put back, or the journal is damaged.
    case notFinishable
    /// The journal is not the one that was looked at.
    case journalChanged
}

/// Does something whose error becomes a failure of the run.
///
/// - Parameters:
///   - failure: The failure that the error is.
///   - body: What is done.
/// - Returns: What the body returns.
/// - Throws: ``RunFailure`` when the body throws.
func failing<Value, Failure: Error>(
    as failure: (Failure) -> RunFailure, _ body: () throws(Failure) -> Value
) throws(RunFailure) -> Value {
    do throws(Failure) {
        return try body()
    } catch {
        throw failure(error)
    }
}
