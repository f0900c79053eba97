// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import Testing

@testable import DaxHost

@Suite("The watchdog")
struct WatchdogTests {
    @Test("is no watchdog without its thread, and leaves signals as they were")
    func noThread() {
        let error = #expect(throws: WatchdogError.self) {
            // A stack that no address space has room for.
            try Watchdog(limit: .seconds(1), stackSize: 1 << 46) { exit(9) }
        }
        #expect(error?.errno == .resourceTemporarilyUnavailable)
        var blocked = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &blocked)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGTTOU] { #expect(sigismember(&blocked, number) == 0) }
    }

    @Test("is asleep to the signal by which it ends a wait")
    func wake() throws {
        let watchdog = try Watchdog(limit: .seconds(30)) { exit(9) }
        #expect(raise(SIGUSR1) == 0)
        #expect(watchdog.verdict == nil)
        watchdog.dismiss()
    }

    @Test("ends a call of the kernel that outlasts its step, and no other")
    func signals() throws {
        // A thread of the pool that runs tests holds all signals back.
        var (wake, before) = (sigset_t(), sigset_t())
        sigemptyset(&wake)
        sigaddset(&wake, SIGUSR1)
        pthread_sigmask(SIG_UNBLOCK, &wake, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let watchdog = try Watchdog(limit: .milliseconds(100)) { pthread_exit(nil) }
        defer { watchdog.dismiss() }
        #expect(!isCutShort(after: .milliseconds(300)))
        watchdog.begin()
        #expect(isCutShort(after: .seconds(20)))
        #expect(watchdog.verdict == .timedOut)
        watchdog.end()
        #expect(watchdog.verdict == nil)
    }

    /// Sleeps in the kernel, as a write may for ever, and says whether a signal ended that.
    private func isCutShort(after duration: Duration) -> Bool {
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        return nanosleep(&time, nil) != 0 && errno == EINTR
    }
}
