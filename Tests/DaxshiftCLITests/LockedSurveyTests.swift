// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import DaxModel
import Glibc
import SampleHosts
import Synchronization
import Testing

@testable import DaxshiftCLI

/// A simulated machine that notes for each survey whether a lock was held.
struct LockWitness: Host {
    private let host = SimulatedHost(.sample)
    private let lock: String
    private let noted = Mutexed()

    /// Whether the lock was held, survey by survey.
    var wasHeld: [Bool] { noted.values.withLock { $0 } }

    init(of lock: String) {
        self.lock = lock
    }

    func survey() -> Inventory {
        let file = open(lock, O_RDWR)
        defer { close(file) }
        let isHeld = file >= 0 && flock(file, LOCK_EX | LOCK_NB) != 0
        noted.values.withLock { $0.append(isHeld) }
        return host.survey()
    }

    func perform(_ action: Action) throws(StepFailure) { try host.perform(action) }
    func holds(_ condition: Condition) -> Bool { host.holds(condition) }

    private final class Mutexed: Sendable {
        let values = Mutex<[Bool]>([])
    }
}

@Suite("A host is surveyed under its lock alone")
struct LockedSurveyTests {
    private let context = CommandContext(
        output: Recorder(), diagnostics: Recorder(),
        terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))

    @Test("by the native command")
    func native() throws {
        try withTemporaryFolder { folder in
            let journal = JournalFolder(in: folder)
            let host = LockWitness(of: folder + "/daxshift/lock")
            let command = try #require(
                try Daxshift.parseAsRoot(["disable-device", "dax0.0"]) as? any ChangeCommand)
            try command.run(in: context, on: host, journal: journal, isRoot: true)
            #expect(host.wasHeld.count >= 2 && host.wasHeld.allSatisfy { $0 })
        }
    }

    @Test("under the name of daxctl")
    func daxctl() throws {
        withTemporaryFolder { folder in
            let journal = JournalFolder(in: folder)
            let host = LockWitness(of: folder + "/daxshift/lock")
            let status = DaxctlCommand(context: context, survey: { _ in .sample }) { change in
                var run = DaxctlRun(change, in: context, on: host, journal: journal)
                return try run.run(isRoot: true)
            }.run(["disable-device", "dax0.0"])
            #expect(status.rawValue == 0)
            #expect(host.wasHeld.count >= 2 && host.wasHeld.allSatisfy { $0 })
        }
    }
}
