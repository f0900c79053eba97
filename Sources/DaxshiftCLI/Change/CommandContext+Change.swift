// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import Glibc

extension CommandContext {
    /// Carries something out, with its progress on a terminal.
    func showingProgress(_ body: (@escaping (Progress) -> Void) -> Outcome) -> Outcome {
        let progress = ProgressLine(on: diagnostics, diagnosticsTerminal)
        defer { progress.clear() }
        return body { progress.show($0) }
    }

    /// Closes the journal when nothing is left to do for it, tells how a run ended, and fails if it did.
    ///
    /// - Parameters:
    ///   - outcome: How the run ended.
    ///   - journal: The journal of the run.
    ///   - format: The form that the user asked for.
    ///   - advice: What the command offers against the failure, a line each.
    /// - Throws: `CommandFailure` when the run failed, ``OutputError`` when it can't be told.
    func end(
        _ outcome: Outcome, _ journal: Journal?, as format: OutputFormat?, advice: [String] = []
    ) throws {
        let report = OutcomeReport(outcome: outcome)
        try note(report.notes + Self.close(journal, after: outcome))
        try show(report, as: format)
        guard outcome.failure == nil else {
            throw CommandFailure(report.exitCode, report.failureLines + advice)
        }
    }

    /// Closes the journal when nothing is left to do for it.
    ///
    /// - Parameters:
    ///   - journal: The journal of the run.
    ///   - outcome: How the run ended.
    /// - Returns: What to tell the user, a line each.
    static func close(_ journal: Journal?, after outcome: Outcome) -> [String] {
        guard outcome.isSettled else { return [] }
        do throws(RunFileError) {
            try journal?.close()
            return []
        } catch {
            return ["warning: \(error)"]
        }
    }
}

extension Watchdog {
    /// Starts to watch over a run whose steps end after `limit`, and that the second signal ends at once.
    convenience init(limit: Duration, stoppingIn context: CommandContext) {
        self.init(limit: limit) {
            try? context.note([
                "", "daxshift: stopped at once; 'daxshift recover' puts back what was done",
            ])
            _exit(ExitCode.notUndone.rawValue)
        }
    }
}
