// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import DaxHost

@Suite("A program that a step runs")
struct ProgramTests {
    private func status(_ words: String...) -> Int32?? {
        do throws(Program.Failure) {
            try Program(words).run()
            return nil
        } catch {
            return .some(error.status)
        }
    }

    @Test("has done its work when it ends with 0")
    func statuses() {
        #expect(status("true") == nil)
        #expect(status("sh", "-c", "exit 3") == .some(3))
        #expect(status("/nowhere/program") == .some(127))
        #expect(status("sh", "-c", "kill -9 $$") == .some(nil))
    }

    @Test("is stopped with its children when its time is over", .timeLimit(.minutes(1)))
    func stopped() throws {
        // A thread of the pool that runs tests blocks all signals.
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGUSR1)
        pthread_sigmask(SIG_UNBLOCK, &signals, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let watchdog = try Watchdog(limit: .milliseconds(200)) { pthread_exit(nil) }
        defer { watchdog.dismiss() }
        watchdog.begin(atLeast: .zero)
        #expect(status("sh", "-c", "trap '' TERM; sleep 100 & wait; sleep 100") == .some(nil))
        #expect(watchdog.verdict == .timedOut)
    }
}
