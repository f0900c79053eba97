// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import OrderedJSON
import SampleHosts
import Synchronization
import SystemPackage
import Testing

@testable import DaxshiftCLI

/// Keeps the text or the bytes that were written.
final class Recorder: TextOutput {
    private let storage = Mutex([] as [UInt8])
    private let failure: OutputError?
    private let isFull: Bool

    /// Creates a recorder; one that is full fails at each write, and does not show it before.
    init(failure: OutputError? = nil, isFull: Bool = false) {
        self.failure = failure
        self.isFull = isFull
    }

    var bytes: [UInt8] { storage.withLock { $0 } }
    var text: String { String(decoding: bytes, as: UTF8.self) }

    func write(_ text: String) throws(OutputError) { try write(bytes: Array(text.utf8)) }

    func write(bytes: [UInt8]) throws(OutputError) {
        guard !isFull else { throw OutputError(stream: "standard output", underlyingError: .noSpace) }
        storage.withLock { $0 += bytes }
    }

    func offer(_ text: String) -> String {
        try? write(text)
        return ""
    }

    func checkWritable() throws(OutputError) {
        if let failure { throw failure }
    }
}

/// How a command line ended on a simulated machine.
struct Run {
    let output: Recorder
    let diagnostics: Recorder
    private(set) var failure: CommandFailure?
    /// The error of standard output that it ended with.
    private(set) var outputError: OutputError?

    /// Runs a command line; with a folder, the lock and the journal are kept there.
    init(
        _ words: String..., on host: SimulatedHost, in folder: String? = nil, journal: JournalFolder? = nil,
        isRoot: Bool = true, output: Recorder = Recorder(), diagnostics: Recorder = Recorder(),
        answer: String? = nil
    ) throws {
        (self.output, self.diagnostics) = (output, diagnostics)
        guard let journal = journal ?? folder.map({ JournalFolder(in: $0) }) else {
            try withTemporaryFolder {
                try run(words, on: host, JournalFolder(in: $0), isRoot: isRoot, answer)
            }
            return
        }
        try run(words, on: host, journal, isRoot: isRoot, answer)
    }

    /// Runs a command line of so many words.
    static func line(_ words: [String], on host: SimulatedHost) throws -> Run {
        try withTemporaryFolder { try Run(words, on: host, JournalFolder(in: $0)) }
    }

    /// Runs a command line of so many words, with the lock and the journal in a folder.
    init(
        _ words: [String], on host: SimulatedHost, _ journal: JournalFolder, isRoot: Bool = true
    ) throws {
        (output, diagnostics) = (Recorder(), Recorder())
        try run(words, on: host, journal, isRoot: isRoot, nil)
    }

    private mutating func run(
        _ words: [String], on host: SimulatedHost, _ journal: JournalFolder, isRoot: Bool, _ answer: String?
    ) throws {
        let command = try Daxshift.parseAsRoot(words)
        var context = CommandContext(
            output: output, diagnostics: diagnostics,
            terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
        context.ask = { _ in answer }
        do {
            switch command {
            case let change as any ChangeCommand:
                try change.run(in: context, on: host, journal: journal, isRoot: isRoot)
            case let recover as Recover:
                try recover.run(in: context, on: host, journal: journal, isRoot: isRoot)
            case let plan as PlanLayout:
                try plan.run(in: context, on: host, journal: journal, isRoot: isRoot)
            case let confirm as Confirm:
                try confirm.run(in: context, on: host, journal: journal, isRoot: isRoot)
            case let layout as ShowLayout:
                try layout.run(in: context, on: host)
            default: Issue.record("\(words) changes nothing")
            }
        } catch let error as CommandFailure {
            failure = error
        } catch let error as OutputError {
            outputError = error
        }
    }

    var json: JSON? { try? JSON(parsing: output.text) }
}

extension JournalFolder {
    /// A lock and a journal in a folder of a test.
    init(in folder: String) {
        self.init(in: RunFolder(path: folder + "/daxshift"))
    }
}
