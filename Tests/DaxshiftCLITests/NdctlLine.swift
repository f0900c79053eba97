// SPDX-License-Identifier: Apache-2.0

import DaxHost
import OrderedJSON
import SampleHosts

@testable import DaxshiftCLI

/// How a command line of ndctl ended on a simulated machine.
struct NdctlLine {
    let status: UInt8
    let output: String
    /// What was written to standard error, without empty lines.
    let lines: [String]

    init(_ words: String..., on host: SimulatedHost) {
        self.init(words, on: host)
    }

    init(line: String, on host: SimulatedHost) {
        self.init(line.split(separator: " ").map(String.init), on: host)
    }

    init(
        _ words: [String], on host: SimulatedHost, supervisor: any Supervisor = Unsupervised(),
        journal: JournalFolder? = nil, isRoot: Bool = true, output: Recorder = Recorder(),
        diagnostics: Recorder = Recorder()
    ) {
        let context = CommandContext(
            output: output, diagnostics: diagnostics,
            terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
        status = withTemporaryFolder { folder in
            let journal = journal ?? JournalFolder(in: folder)
            return NdctlCommand(context: context, journal: journal, survey: { _ in host.inventory }) {
                change in
                var run = NdctlRun(
                    change, in: context, on: host, supervisor: supervisor, journal: journal)
                return try run.run(isRoot: isRoot)
            } labels: { labels in
                try labels.run(
                    in: context, on: host, supervisor: supervisor, journal: journal, isRoot: isRoot)
            }
            .run(words[...]).rawValue
        }
        self.output = output.text
        lines = diagnostics.text.split(separator: "\n").map(String.init)
    }

    /// The JSON on standard output; nil for anything else.
    var json: JSON? { try? JSON(parsing: output) }
}
