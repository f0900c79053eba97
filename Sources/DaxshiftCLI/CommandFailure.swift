// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// Why a command failed: lines for standard error, and the exit code.
struct CommandFailure: Error, Sendable, Hashable {
    /// The exit code.
    let code: ExitCode
    /// The message, one line per element.
    let lines: [String]
    /// The reasons why there is no result, for programs; empty when the result itself has them, or can't be printed.
    let findings: [Finding]

    /// Creates a failure whose reasons the result has, or that can't be printed.
    init(_ code: ExitCode, _ lines: [String]) {
        self.init(code, lines, [])
    }

    /// Creates a failure of a command that has no result.
    ///
    /// - Parameters:
    ///   - code: The exit code.
    ///   - findings: The reasons; at least one.
    ///   - words: The messages for findings.
    ///   - consequence: The line after them; nil for none.
    init(
        _ code: ExitCode, _ findings: [Finding], in words: Words = .daxshift, then consequence: String? = nil
    ) {
        self.init(code, findings.map(words.line) + (consequence.map { [$0] } ?? []), findings)
    }

    /// Creates a failure of a command that has no result, for one reason.
    init(_ code: ExitCode, _ cause: Finding.StartCause, _ remedies: Finding.Remedy...) {
        var finding = Finding(.start(cause))
        finding.remedies = remedies
        self.init(code, [finding])
    }

    private init(_ code: ExitCode, _ lines: [String], _ findings: [Finding]) {
        self.code = code
        self.lines = lines
        self.findings = findings
    }

    /// The same failure with one more line.
    func with(_ line: String) -> CommandFailure { CommandFailure(code, lines + [line], findings) }
}
