// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The streams and terminals of a command; tests replace them.
struct CommandContext: Sendable {
    /// Where the result goes.
    var output: any TextOutput
    /// Where everything else goes.
    let diagnostics: Diagnostics
    /// The capabilities of ``output``.
    var terminal: Terminal
    /// The capabilities of ``diagnostics``.
    var diagnosticsTerminal: Terminal
    /// Asks a question on the terminal and returns the typed line; nil without a terminal.
    var ask: @Sendable (_ question: String) -> String? = { _ in nil }

    /// Creates a context.
    init(
        output: any TextOutput, diagnostics: any TextOutput, terminal: Terminal,
        diagnosticsTerminal: Terminal = Terminal(
            isInteractive: false, width: nil, usesColor: false, usesUTF8: false)
    ) {
        self.diagnosticsTerminal = diagnosticsTerminal
        self.output = output
        self.diagnostics = Diagnostics(on: diagnostics)
        self.terminal = terminal
    }

    /// The standard streams of this process.
    static func standard() -> CommandContext {
        let (output, diagnostics) = (DescriptorOutput.standardOutput, DescriptorOutput.standardError)
        var context = CommandContext(
            output: output, diagnostics: diagnostics, terminal: .detected(on: output.descriptor),
            diagnosticsTerminal: .detected(on: diagnostics.descriptor))
        context.ask = { [isTold = context.diagnosticsTerminal.isInteractive] question in
            guard isTold, isatty(STDIN_FILENO) == 1 else { return nil }
            try? diagnostics.write(question + "\n")
            return readLine() ?? ""
        }
        return context
    }

    /// Prints a result.
    ///
    /// - Parameters:
    ///   - result: What to print.
    ///   - format: The requested format; nil for the one that fits the terminal.
    /// - Throws: ``OutputError`` when not all of it could be written.
    func show(_ result: some Presentable, as format: OutputFormat? = nil) throws(OutputError) {
        try output.write(result.text(in: format ?? .fitting(terminal), for: terminal))
    }

    /// Calls a closure; when it fails without a result, the reasons are printed as one.
    ///
    /// - Parameters:
    ///   - format: The form of the result; nil for the one that fits the terminal.
    ///   - body: The closure.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    func reportingFailure<Value>(as format: OutputFormat?, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let failure as CommandFailure {
            throw reported(failure, as: format)
        }
    }

    /// Prints the reasons of a failure without a result, and returns the failure.
    func reported(_ failure: CommandFailure, as format: OutputFormat?) -> CommandFailure {
        guard !failure.findings.isEmpty else { return failure }
        do throws(OutputError) {
            try show(RefusalReport(findings: failure.findings), as: format)
            return failure
        } catch {
            return failure.with("\(error)")
        }
    }

    /// Prints diagnostics, one line per element.
    func note(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        diagnostics.write(lines.map { StyledText($0).rendered(inColor: false) + "\n" }.joined())
    }
}
