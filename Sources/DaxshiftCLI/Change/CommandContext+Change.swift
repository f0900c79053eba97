// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import Glibc

extension CommandContext {
    /// Carries something out, with its progress on a terminal.
    func showingProgress<Value, Failure: Error>(
        _ body: (@escaping (Progress) -> Void) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let progress = ProgressLine(on: diagnostics, diagnosticsTerminal)
        defer { progress.clear() }
        return try body { progress.show($0) }
    }

    /// Fails before anything is changed where the result could not be told.
    func checkWritable() throws(CommandFailure) {
        do throws(OutputError) {
            try output.checkWritable()
        } catch {
            throw CommandFailure(.output, ["\(error); nothing was changed"])
        }
    }

    /// Tells what a run tells on its way.
    func note(_ note: RunNote, in words: Words = .daxshift) {
        self.note(note.lines(in: words))
    }

    /// The failure of a command whose run changed nothing; programs are told why it is refused.
    func failure(_ failure: RunFailure, _ words: RunWords, as format: OutputFormat?) -> CommandFailure {
        let failed = words.failure(failure)
        guard case .refused(let refusal) = failure else { return failed }
        do throws(OutputError) {
            try show(RefusalReport(refusal: refusal), as: format)
            return failed
        } catch {
            return CommandFailure(failed.code, failed.lines + ["\(error)"])
        }
    }

    /// Tells how a run ended, and fails if it did; where that can't be told either, the run's own failure counts.
    ///
    /// - Parameters:
    ///   - outcome: How the run ended.
    ///   - format: The form that the user asked for.
    ///   - advice: What the command offers against the failure, a line each.
    /// - Throws: `CommandFailure` when the run failed, ``OutputError`` when it can't be told.
    func end(_ outcome: Outcome, as format: OutputFormat?, advice: [String] = []) throws {
        let report = OutcomeReport(outcome: outcome)
        note(report.notes)
        var lines = report.failureLines + advice
        do throws(OutputError) {
            try show(report, as: format)
        } catch {
            guard report.exitCode != .success else { throw error }
            lines.append("\(error)")
        }
        guard report.exitCode == .success else { throw CommandFailure(report.exitCode, lines) }
    }
}

extension Watchdog {
    /// Starts to watch over a run whose steps end after `limit`, and that the second signal ends at once.
    convenience init(limit: Duration, stoppingIn context: CommandContext) throws(CommandFailure) {
        do throws(WatchdogError) {
            try self.init(limit: limit, stop: Self.stopping(context))
        } catch {
            throw CommandFailure(.failure, ["\(error)"])
        }
    }

    /// Tells that the run is stopped, and ends the process.
    private static func stopping(_ context: CommandContext) -> @Sendable () -> Never {
        {
            context.note([
                "", "daxshift: stopped at once; 'daxshift recover' puts back what was done",
            ])
            _exit(ExitCode.notUndone.rawValue)
        }
    }
}
