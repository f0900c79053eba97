// SPDX-License-Identifier: Apache-2.0

import DaxHost
import OrderedJSON
import SampleHosts

@testable import DaxshiftCLI

/// How a command line of daxctl ended on a simulated machine.
struct DaxctlLine: DropInLine {
    let end: DropInEnd

    init(_ words: String..., on host: SimulatedHost) {
        self.init(words, on: host)
    }

    init(
        _ words: [String], on host: SimulatedHost, supervisor: any Supervisor = Unsupervised(),
        journal: JournalFolder? = nil, isRoot: Bool = true, output: Recorder = Recorder(),
        diagnostics: Recorder = Recorder()
    ) {
        end = DropInEnd(journal: journal, output: output, diagnostics: diagnostics) { context, journal in
            DaxctlCommand(context: context, journal: journal, survey: { _ in host.inventory }) { change in
                var run = DaxctlRun(
                    change, in: context, on: host, supervisor: supervisor, journal: journal)
                return try run.run(isRoot: isRoot)
            }
            .run(words[...])
        }
    }

    /// The devices that were printed.
    var devices: [String] {
        guard let json = try? JSON(parsing: output), case .array(let elements) = json else { return [] }
        return elements.compactMap { if case .string(let name) = $0["chardev"] { name } else { nil } }
    }
}
