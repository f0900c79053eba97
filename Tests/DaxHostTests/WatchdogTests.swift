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
}
