// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// The words for why a run changed nothing, which the commands differ in.
struct RunWords {
    /// What is told to a user who is not root.
    let notRoot: String
    /// What to add where another run holds the lock for too long.
    var lockHint = LimitOptions.lockHint

    /// Does something whose failure becomes a failure of the command.
    func explaining<Value>(_ body: () throws(RunFailure) -> Value) throws(CommandFailure) -> Value {
        do throws(RunFailure) {
            return try body()
        } catch {
            throw failure(error)
        }
    }

    /// The failure of the command that a failure of its run is.
    func failure(_ failure: RunFailure) -> CommandFailure {
        switch failure {
        case .notRoot: CommandFailure(.failure, [notRoot])
        case .lockHeld(let held): Self.unchanged(.lockHeld, "\(held)\(lockHint)")
        case .interrupted: CommandFailure(.interrupted, ["interrupted; nothing was changed"])
        case .file(let error): Self.unchanged(.failure, "\(error)")
        case .openJournal(let journal): Self.unchanged(.notUndone, journal.sentence)
        case .unreadableJournal(let error): Self.unchanged(.notUndone, "\(error)")
        case .refused(let refusal):
            Self.unchanged(
                refusal.isOnlyLoss ? .refused : .failure, refusal.findings.map(Words.daxshift.line))
        case .unsafeRecovery(let doubt, let journal):
            Self.unchanged(
                .notUndone, "\(doubt)",
                "'daxshift recover --abandon' says what is known to be left and puts \(journal), which is "
                    + "readable text, aside; compare it with 'daxshift list' and put right what is half way")
        case .notFinishable:
            Self.unchanged(
                .notUndone,
                "what was begun is partly put back or damaged, so it can't be finished; without --finish it "
                    + "is put back")
        case .journalChanged: Self.unchanged(.failure, "the journal changed meanwhile; look again")
        }
    }

    private static func unchanged(_ code: ExitCode, _ lines: String...) -> CommandFailure {
        unchanged(code, lines)
    }

    private static func unchanged(_ code: ExitCode, _ lines: [String]) -> CommandFailure {
        CommandFailure(code, lines + ["nothing was changed"])
    }
}

extension RunNote {
    /// What the user is told, a line each.
    func lines(in words: Words) -> [String] {
        switch self {
        case .noJournal: ["no journal is open: there is nothing to recover"]
        case .earlierJournal: ["the journal is of an earlier boot: nothing is to be done for it"]
        case .archived(let header, let file):
            [
                "the journal of \(header.command), begun \(header.since) before the host was booted again, "
                    + "is now \(file); nothing was done for it"
            ]
        case .damaged(let record):
            [
                "record \(record.line) of the journal is damaged (\(record.flaw.rawValue)); all that it may "
                    + "have told is taken for granted"
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
    /// Which run did not come to its end, and what puts that right.
    var sentence: String {
        let run = header.map { "\($0.command), begun \($0.since) by process \($0.pid)," }
        return "\(run ?? "a run") did not come to its end, and its journal \(path) is still open; "
            + "'daxshift recover' \(isIrreversible ? "carries out the rest of it" : "puts back what it did")"
    }
}

extension JournalFolder {
    /// What the user of a command that only shows should know, a sentence each.
    var warnings: [String] {
        do throws(RunFileError) {
            return try leftOpen().map { [$0.sentence] } ?? []
        } catch {
            return ["\(error)"]
        }
    }
}
