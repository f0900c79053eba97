// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.StartCause) -> String {
        switch cause {
        case .notRoot(let command): "\(command) needs root"
        case .openJournal(let header, let path):
            "\(run(header)) did not finish, and its journal \(path) is still open"
        case .unsafeRecovery(let doubt): "\(doubt)"
        case .notFinishable:
            "the run is partly put back or its journal is damaged, so it can't be finished"
        case .journalChanged: "the journal has changed"
        case .notConfirmed(wasAsked: true): "it was not confirmed"
        case .notConfirmed(wasAsked: false): "there is no terminal to ask on"
        case .lockHeld(let problem), .fileUnusable(let problem), .unreadableJournal(let problem),
            .noWatchdog(let problem), .commandLine(let problem), .inputFile(let problem),
            .outputFile(let problem):
            problem
        }
    }

    private func run(_ header: JournalHeader?) -> String {
        header.map { "\($0.command), begun \($0.since) by process \($0.pid)," } ?? "a run"
    }
}
