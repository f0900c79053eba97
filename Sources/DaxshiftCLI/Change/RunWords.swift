// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// The messages for a run that changed nothing, which differ between commands.
struct RunWords {
    /// The messages for findings.
    var words = Words.daxshift
    /// The failure of a user who is not root.
    let notRoot: Finding

    /// Creates the messages of a command.
    ///
    /// - Parameters:
    ///   - command: Its name.
    ///   - words: The messages for findings.
    ///   - instead: The remedy for a user who is not root.
    init(_ command: String, in words: Words = .daxshift, insteadOfRoot instead: Finding.Remedy) {
        self.words = words
        notRoot = Finding(.start(.notRoot(command: command)), remedies: instead)
    }

    /// Runs a closure and turns its failure into one of the command.
    func explaining<Value>(_ body: () throws(RunFailure) -> Value) throws(CommandFailure) -> Value {
        do throws(RunFailure) {
            return try body()
        } catch {
            throw failure(error)
        }
    }

    /// Turns a failure of the run into one of the command.
    func failure(_ failure: RunFailure) -> CommandFailure {
        CommandFailure(failure.exitCode, findings(of: failure), in: words, then: "nothing was changed")
    }

    private func findings(of failure: RunFailure) -> [Finding] {
        switch failure {
        case .notRoot: [notRoot]
        case .lockHeld(let held):
            [Finding(.start(.lockHeld("\(held)")), remedies: .waitForLock)]
        case .interrupted: [Finding(.run(.interrupted))]
        case .file(let error):
            [Finding(.start(.fileUnusable(error.sentence)), remedies: .advice(error.remedy))]
        case .openJournal(let journal): [journal.finding]
        case .unreadableJournal(let error): [error.findingOfJournal]
        case .refused(let refusal): refusal.findings
        case .unaccepted(let objects):
            objects.map { Finding(.start(.notConfirmed(wasAsked: false)), about: $0.object) }
        case .unwatched(let error): [Finding(.start(.noWatchdog("\(error)")))]
        case .unsafeRecovery(let doubt, let journal):
            [Finding(.start(.unsafeRecovery(doubt)), remedies: .abandon(journal: journal))]
        case .notFinishable: [Finding(.start(.notFinishable), remedies: .undoInstead)]
        case .journalChanged: [Finding(.start(.journalChanged), remedies: .tryAgain)]
        }
    }
}

extension RunFailure {
    fileprivate var exitCode: ExitCode {
        switch self {
        case .notRoot, .file, .journalChanged, .unwatched: .failure
        case .lockHeld: .lockHeld
        case .interrupted: .interrupted
        case .openJournal, .unreadableJournal, .unsafeRecovery, .notFinishable: .notUndone
        case .refused(let refusal): refusal.isOnlyLoss ? .refused : .failure
        case .unaccepted: .refused
        }
    }
}

extension RunNote {
    /// The text of the note, one per line.
    func lines(in words: Words) -> [String] {
        switch self {
        case .noJournal: ["no journal is open: there is nothing to recover"]
        case .earlierJournal: ["the journal is of an earlier boot: there is nothing to recover"]
        case .archived(let header, let file):
            [
                "the journal of \(header.command), begun \(header.since) before the last boot, "
                    + "was moved to \(file); nothing was changed"
            ]
        case .damaged(let record):
            [
                "record \(record.line) of the journal is damaged (\(record.flaw.rawValue)); every step that "
                    + "it may have recorded counts as begun"
            ]
        case .irreversible(let left):
            [
                "step \(left.number) of that run can't be undone (\(left.step.action)), so the rest of the run is "
                    + "carried out"
            ]
        case .planned(let plan): plan.remarks(in: words)
        }
    }
}

extension OpenJournal {
    /// Which run did not finish, and the command that resolves it.
    fileprivate var finding: Finding {
        var finding = Finding(.start(.openJournal(header, path: path)))
        finding.remedies =
            (isUnconfirmed ? [.confirmRun] : []) + [.recover(isIrreversible: isIrreversible)]
        return finding
    }
}

extension RunFileError {
    /// The finding for a journal that can't be read.
    fileprivate var findingOfJournal: Finding {
        Finding(.start(.unreadableJournal(sentence)), remedies: .advice(remedy))
    }
}

extension JournalFolder {
    /// The warnings for a command that only reads, one sentence each.
    var warnings: [String] {
        do throws(RunFileError) {
            return try leftOpen().map { [Words.daxshift.line($0.finding)] } ?? []
        } catch {
            return [Words.daxshift.line(error.findingOfJournal)]
        }
    }
}
