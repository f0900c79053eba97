// SPDX-License-Identifier: Apache-2.0

import DaxHost
import OrderedJSON
import SampleHosts

@testable import DaxshiftCLI

/// A command line of daxctl or ndctl that ended on a simulated machine.
protocol DropInLine {
    var end: DropInEnd { get }
}

extension DropInLine {
    var status: UInt8 { end.status.rawValue }
    var bytes: [UInt8] { end.output.bytes }
    var output: String { end.output.text }
    /// The JSON on standard output; nil for anything else.
    var json: JSON? { try? JSON(parsing: output) }
    /// What was written to standard error, without empty lines.
    var lines: [String] { end.diagnostics.text.split(separator: "\n").map(String.init) }
}

/// How a command line ended, and what it printed.
struct DropInEnd {
    let status: DropInStatus
    let output: Recorder
    let diagnostics: Recorder

    /// Runs a command line with a journal of its own, if none is given.
    init(
        journal: JournalFolder?, output: Recorder, diagnostics: Recorder,
        _ run: (CommandContext, JournalFolder) -> DropInStatus
    ) {
        let context = CommandContext(
            output: output, diagnostics: diagnostics,
            terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
        status = withTemporaryFolder { run(context, journal ?? JournalFolder(in: $0)) }
        (self.output, self.diagnostics) = (output, diagnostics)
    }
}
