// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import Glibc

extension CommandContext {
    /// Runs a closure and shows its progress on a terminal.
    func showingProgress<Value, Failure: Error>(
        _ body: (@escaping @Sendable (RunProgress) -> Void) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let progress = ProgressLine(on: diagnostics, diagnosticsTerminal)
        defer { progress.clear() }
        return try body { progress.show($0) }
    }

    /// Carries out a request, and shows the progress on a terminal.
    func carryOut(
        _ request: Request, by run: ChangeRun<some Host>, confirmedWithin time: Duration? = nil
    ) throws(RunFailure) -> Outcome {
        var result: Result<Outcome, RunFailure> = .failure(.interrupted)
        diagnostics.whileHeld {
            do throws(RunFailure) {
                let outcome = try showingProgress { report throws(RunFailure) in
                    try run.carryOut(
                        request, accepting: Set(Loss.Kind.allCases), confirmedWithin: time, report: report)
                }
                result = .success(outcome)
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// Shows the user at a terminal what would be lost, and asks whether to go on.
    ///
    /// - Parameters:
    ///   - refusal: The losses.
    ///   - request: The request.
    /// - Returns: The request that accepts these losses; nil without a terminal, and when force does not help.
    /// - Throws: ``CommandFailure`` when the answer is not yes.
    func asked(about refusal: Refusal, _ request: Request) throws(CommandFailure) -> Request? {
        let accepting = request.accepting(refusal)
        guard accepting != request else { return nil }
        let losses = refusal.findings.map { finding in
            StyledText(Words.daxshift.line(finding)).rendered(inColor: false) + "\n"
        }
        guard let answer = ask(losses.joined() + "Do it all the same? Type 'yes':") else { return nil }
        guard answer == "yes" else {
            throw CommandFailure(
                .refused, [Finding(.start(.notConfirmed(wasAsked: true)))], then: "nothing was changed")
        }
        return accepting
    }

    /// Fails before the first change if the result could not be printed.
    func checkWritable() throws(CommandFailure) {
        do throws(OutputError) {
            try output.checkWritable()
        } catch {
            throw CommandFailure(.output, ["\(error); nothing was changed"])
        }
    }

    /// Adds to an inventory what JSON shows of devices and a run does without; a table shows no more than the run knows.
    func detailed(
        _ inventory: Inventory, showing devices: [DeviceName], of host: some Host, as format: OutputFormat?
    ) -> Inventory {
        (format ?? .fitting(terminal)) == .table ? inventory : host.detailed(inventory, showing: devices)
    }

    /// Prints a note of a run.
    func note(_ note: RunNote, in words: Words = .daxshift) {
        self.note(note.lines(in: words))
    }

    /// Prints the outcome of a run and fails if it failed; the run's failure takes precedence over that of the print.
    ///
    /// - Parameters:
    ///   - outcome: The outcome of the run.
    ///   - host: The machine, for what the result shows of devices and a run does without.
    ///   - format: The form that the user asked for.
    ///   - advice: Advice for the failure, one per line.
    /// - Throws: `CommandFailure` when the run failed, ``OutputError`` when the outcome can't be printed.
    func end(
        _ outcome: Outcome, on host: some Host, as format: OutputFormat?, advice: [String] = []
    ) throws {
        var outcome = outcome
        outcome.inventory = detailed(
            outcome.inventory, showing: outcome.devices.map(\.name), of: host, as: format)
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
    /// Starts a watchdog that ends each step after `limit`, and the process at the second signal.
    convenience init(
        limit: Duration, stoppingIn context: CommandContext, as format: OutputFormat?
    ) throws(CommandFailure) {
        do throws(WatchdogError) {
            try self.init(limit: limit, stop: Self.stopping(context))
        } catch {
            throw context.reported(
                CommandFailure(.failure, .noWatchdog(error.sentence), .advice(error.remedy)), as: format)
        }
    }

    /// Reports that the run is stopped, and ends the process.
    private static func stopping(_ context: CommandContext) -> @Sendable () -> Never {
        {
            context.note([
                "", "daxshift: stopped at once; 'daxshift recover' puts back what was done",
            ])
            _exit(ExitCode.notUndone.rawValue)
        }
    }
}

extension Request {
    /// The same request after the user accepted the losses of a refusal.
    ///
    /// New labels alone are accepted by themselves, so that no other loss is that was not shown.
    fileprivate func accepting(_ refusal: Refusal) -> Request {
        var request = self
        let isForLabels = refusal.findings.allSatisfy { $0.code == .nvdimmNoLabels }
        if isForLabels { request.initializesLabels = true } else { request.force = true }
        return request
    }
}
