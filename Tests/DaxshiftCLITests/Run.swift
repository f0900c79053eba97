// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import OrderedJSON
import SampleHosts
import Synchronization
import Testing

@testable import DaxshiftCLI

/// Keeps what was written.
final class Recorder: TextOutput {
    private let storage = Mutex("")
    private let failure: OutputError?

    init(failure: OutputError? = nil) {
        self.failure = failure
    }

    var text: String { storage.withLock { $0 } }

    func write(_ text: String) throws(OutputError) {
        storage.withLock { $0 += text }
    }

    func checkWritable() throws(OutputError) {
        if let failure { throw failure }
    }
}

/// How a command line ended on a simulated machine.
struct Run {
    let output = Recorder()
    let diagnostics = Recorder()
    private(set) var failure: CommandFailure?

    /// Runs a command line; with a folder, the lock and the journal are kept there.
    init(
        _ words: String..., on host: SimulatedHost, in folder: String? = nil, isRoot: Bool = true,
        output failure: OutputError? = nil
    ) throws {
        guard let folder else {
            let run = try withTemporaryFolder {
                try Run(words, on: host, in: $0, isRoot: isRoot, output: failure)
            }
            self = run
            return
        }
        try self.init(words, on: host, in: folder, isRoot: isRoot, output: failure)
    }

    private init(
        _ words: [String], on host: SimulatedHost, in folder: String, isRoot: Bool,
        output failure: OutputError?
    ) throws {
        let command = try Daxshift.parseAsRoot(words)
        let context = CommandContext(
            output: failure.map { Recorder(failure: $0) } ?? output, diagnostics: diagnostics,
            terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
        do {
            switch command {
            case let change as any ChangeCommand:
                try change.run(in: context, on: host, files: RunFiles(in: folder), isRoot: isRoot)
            case let recover as Recover:
                try recover.run(in: context, on: host, files: RunFiles(in: folder), isRoot: isRoot)
            default: Issue.record("\(words) changes nothing")
            }
        } catch let error as CommandFailure {
            self.failure = error
        }
    }

    var json: JSON? { try? JSON(parsing: output.text) }
}

extension RunFiles {
    /// A lock and a journal in a folder of a test.
    init(in folder: String) {
        self.init(lock: folder + "/lock", journal: JournalFolder(path: folder + "/daxshift"))
    }
}
