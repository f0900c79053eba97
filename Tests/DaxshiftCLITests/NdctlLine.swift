// SPDX-License-Identifier: Apache-2.0

import DaxHost
import SampleHosts

@testable import DaxshiftCLI

/// How a command line of ndctl ended on a simulated machine.
struct NdctlLine: DropInLine {
    let end: DropInEnd

    init(_ words: String..., on host: SimulatedHost) {
        self.init(words, on: host)
    }

    init(line: String, on host: SimulatedHost, isRoot: Bool = true) {
        self.init(line.split(separator: " ").map(String.init), on: host, isRoot: isRoot)
    }

    init(
        _ words: [String], on host: SimulatedHost, supervisor: any Supervisor = Unsupervised(),
        journal: JournalFolder? = nil, isRoot: Bool = true, output: Recorder = Recorder(),
        diagnostics: Recorder = Recorder()
    ) {
        end = DropInEnd(journal: journal, output: output, diagnostics: diagnostics) { context, journal in
            NdctlCommand(context: context, journal: journal, survey: { _ in host.inventory }) { change in
                var run = NdctlRun(
                    change, in: context, on: host, supervisor: supervisor, journal: journal)
                return try run.run(isRoot: isRoot)
            } labels: { labels in
                try labels.run(
                    in: context, on: host, supervisor: supervisor, journal: journal, isRoot: isRoot)
            }
            .run(words[...])
        }
    }
}
