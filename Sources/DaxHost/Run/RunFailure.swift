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
    /// The lock can't be used, or a journal can't be created or renamed.
    case file(RunFileError)
    /// The journal of another run is still open.
    case openJournal(OpenJournal)
    /// The open journal can't be read.
    case unreadableJournal(RunFileError)
    /// The request can't be planned.
    case refused(Refusal)
    /// The plan would lose what the caller did not accept: these objects, each with those losses alone.
    case unaccepted([ObjectLosses])
    /// The thread that limits the time of a step can't be created.
    case unwatched(WatchdogError)
    /// The open journal can't be recovered safely.
    case unsafeRecovery(Recovery.Unsafe, journal: String)
    /// The run can't be finished: it is partly undone, or its journal is damaged.
    case notFinishable
    /// The journal has changed since it was found.
    case journalChanged
}

/// Calls a closure, and converts its error to a failure of the run.
///
/// - Parameters:
///   - failure: Converts the error.
///   - body: The closure.
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
