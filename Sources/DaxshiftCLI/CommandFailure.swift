// SPDX-License-Identifier: Apache-2.0

/// Why a command failed: lines for standard error, and the exit code.
struct CommandFailure: Error, Sendable, Hashable {
    /// The exit code.
    let code: ExitCode
    /// The message, one line per element.
    let lines: [String]

    /// Creates a failure.
    init(_ code: ExitCode, _ lines: [String]) {
        self.code = code
        self.lines = lines
    }
}
