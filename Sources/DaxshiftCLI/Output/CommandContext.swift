// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What a command talks to: in a test, none of it is the real thing.
struct CommandContext: Sendable {
    /// Where the result goes.
    var output: any TextOutput
    /// Where everything else goes.
    let diagnostics: Diagnostics
    /// What ``output`` can show.
    var terminal: Terminal
    /// What ``diagnostics`` can show.
    var diagnosticsTerminal: Terminal
    /// Asks a person a question and returns the line that is typed; nil where there is nobody to ask.
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

    /// Prints a result in one go.
    ///
    /// - Parameters:
    ///   - result: What to print.
    ///   - format: The form that the user asked for; nil for the one that fits the terminal.
    /// - Throws: ``OutputError`` when not all of it could be written.
    func show(_ result: some Presentable, as format: OutputFormat? = nil) throws(OutputError) {
        try output.write(result.text(in: format ?? .fitting(terminal), for: terminal))
    }

    /// Tells the user something that is not the result, a line each.
    func note(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        diagnostics.write(lines.map { StyledText($0).rendered(inColor: false) + "\n" }.joined())
    }
}
