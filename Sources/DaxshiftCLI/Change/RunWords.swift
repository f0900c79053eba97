// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// The messages for a run that changed nothing, which differ between commands.
struct RunWords {
    /// The message for a user who is not root.
    let notRoot: String
    /// The hint for a lock that another run holds too long.
    var lockHint = LimitOptions.lockHint

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
        case .unaccepted(let devices):
            Self.unchanged(.refused, devices.flatMap { $0.lossLines })
        case .unwatched(let error): Self.unchanged(.failure, "\(error)")
        case .unsafeRecovery(let doubt, let journal):
            Self.unchanged(
                .notUndone, "\(doubt)",
                "'daxshift recover --abandon' reports what is known to be left and moves \(journal), a "
                    + "text file, aside; compare it with 'daxshift list' and repair what is half done")
        case .notFinishable:
            Self.unchanged(
                .notUndone,
                "the run is partly put back or its journal is damaged, so it can't be finished; without --finish it "
                    + "is put back")
        case .journalChanged: Self.unchanged(.failure, "the journal has changed; try again")
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
    var sentence: String {
        let run = header.map { "\($0.command), begun \($0.since) by process \($0.pid)," }
        return "\(run ?? "a run") did not finish, and its journal \(path) is still open; "
            + "'daxshift recover' \(isIrreversible ? "carries out the rest of it" : "puts back what it did")"
    }
}

extension JournalFolder {
    /// The warnings for a command that only reads, one sentence each.
    var warnings: [String] {
        do throws(RunFileError) {
            return try leftOpen().map { [$0.sentence] } ?? []
        } catch {
            return ["\(error)"]
        }
    }
}
