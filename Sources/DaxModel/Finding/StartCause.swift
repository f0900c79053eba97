// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Why a command ended before it had a result; nothing was changed.
    public enum StartCause: Sendable, Hashable {
        /// Only root may carry out the command.
        case notRoot(command: String)
        /// Another run holds the host's lock: what its file shows.
        case lockHeld(String)
        /// A file or folder of the lock or the journal can't be used: the file and the problem.
        case fileUnusable(String)
        /// The journal of another run is still open.
        case openJournal(JournalHeader?, path: String)
        /// The open journal can't be read: the file and the problem.
        case unreadableJournal(String)
        /// The open journal can't be recovered safely.
        case unsafeRecovery(Recovery.Unsafe)
        /// The run can't be finished: it is partly undone, or its journal is damaged.
        case notFinishable
        /// The journal has changed since it was found.
        case journalChanged
        /// The user did not confirm it, or could not be asked.
        case notConfirmed(wasAsked: Bool)
        /// Late steps can't be ended: the system's error.
        case noWatchdog(String)
        /// The command line is wrong: what the parser says.
        case commandLine(String)
        /// A file that the command line names can't be read, or has another form: the file and the problem.
        case inputFile(String)
        /// A file that the command line names can't be written: the file and the problem.
        case outputFile(String)

        var code: Code {
            switch self {
            case .notRoot: .startNotRoot
            case .lockHeld: .startLockHeld
            case .fileUnusable: .startFileUnusable
            case .openJournal: .startOpenJournal
            case .unreadableJournal: .startUnreadableJournal
            case .unsafeRecovery: .startUnsafeRecovery
            case .notFinishable: .startNotFinishable
            case .journalChanged: .startJournalChanged
            case .notConfirmed: .startNotConfirmed
            case .noWatchdog: .startNoWatchdog
            case .commandLine: .startCommandLine
            case .inputFile: .startInputFile
            case .outputFile: .startOutputFile
            }
        }
    }
}
