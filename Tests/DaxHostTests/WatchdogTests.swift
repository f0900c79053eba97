// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import Sysfs
import SystemPackage
import Testing

@testable import DaxHost

@Suite("The watchdog", .serialized)
struct WatchdogTests {
    @Test("is no watchdog without its thread")
    func noThread() {
        let error = #expect(throws: WatchdogError.self) {
            // A stack that fits into no address space.
            try Watchdog(limit: .seconds(1), stackSize: 1 << 46, stop: nil)
        }
        #expect(error?.errno == .resourceTemporarilyUnavailable)
    }

    @Test(
        "leaves signals as they were before", arguments: [SIG_BLOCK, SIG_UNBLOCK], [Int?.none, 1 << 46])
    func signalsAsBefore(how: Int32, stackSize: Int?) {
        let signals = [SIGINT, SIGTERM, SIGHUP, SIGTTOU]
        var before = mask(how, signals)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let watchdog = try? Watchdog(limit: .seconds(1), stackSize: stackSize, stop: nil)
        #expect((watchdog == nil) == (stackSize != nil))
        watchdog?.dismiss()
        var after = mask(SIG_BLOCK, [])
        for signal in signals { #expect(sigismember(&after, signal) == (how == SIG_BLOCK ? 1 : 0)) }
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
        // A thread of the pool that runs tests blocks all signals.
        var before = mask(SIG_UNBLOCK, [SIGUSR1])
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let watchdog = try Watchdog(limit: .milliseconds(100)) { pthread_exit(nil) }
        defer { watchdog.dismiss() }
        #expect(!isCutShort(after: .milliseconds(300)))
        watchdog.begin(atLeast: .zero)
        #expect(isCutShort(after: .seconds(20)))
        #expect(watchdog.verdict == .timedOut)
        watchdog.end()
        #expect(watchdog.verdict == nil)
    }

    @Test("tells of a step that takes long, with its tries, and of no other", .timeLimit(.minutes(1)))
    func slowStep() throws {
        let watchdog = try Watchdog(limit: .seconds(40)) { exit(9) }
        defer { watchdog.dismiss() }
        let told = Told()
        watchdog.begin(atLeast: .zero)
        watchdog.whileSlow { wait in told.waits.withLock { $0.append(wait) } }
        watchdog.end()
        watchdog.begin(atLeast: .zero)
        watchdog.pause(.milliseconds(10))
        watchdog.whileSlow { wait in told.waits.withLock { $0.append(wait) } }
        while told.waits.withLock(\.isEmpty) { watchdog.pause(.milliseconds(10)) }
        watchdog.end()
        let first = try #require(told.waits.withLock { $0 }.first)
        #expect(first.attempt > 1 && first.gone >= .seconds(1))
        #expect(first.gone + first.left == .seconds(40))
    }

    @Test("takes the first signal for a wish to stop, and ends the process at the second")
    func interruption() async throws {
        // A runner blocks this signal, as this thread does from here on.
        var before = mask(SIG_BLOCK, [SIGTTOU])
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let others = try threadsHoldingBackSIGTTOU()
        let stops = Stops()
        let watchdog = try Watchdog(limit: .seconds(30)) {
            stops.count.withLock { $0 += 1 }
            pthread_exit(nil)
        }
        defer { watchdog.dismiss() }
        let threads = try threadsHoldingBackSIGTTOU().subtracting(others)
        try #require(threads.count == 1)
        typealias Kill = @convention(c) (pid_t, pid_t, CInt) -> CInt
        let kill = unsafeBitCast(try #require(dlsym(nil, "tgkill")), to: Kill.self)
        func interrupt() throws {
            for thread in threads { try #require(kill(getpid(), thread, SIGINT) == 0) }
        }
        try interrupt()
        #expect(becomesTrue { watchdog.verdict == .interrupted })
        watchdog.startUndo()
        #expect(watchdog.verdict == nil)
        watchdog.endUndo()
        #expect(watchdog.verdict == .interrupted)
        #expect(stops.count.withLock { $0 } == 0)
        try interrupt()
        #expect(becomesTrue { stops.count.withLock { $0 } == 1 })
    }

    /// Blocks or unblocks signals in this thread, and returns the set of blocked signals before.
    private func mask(_ how: Int32, _ signals: [Int32]) -> sigset_t {
        var (set, before) = (sigset_t(), sigset_t())
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        pthread_sigmask(how, &set, &before)
        return before
    }

    private final class Stops: Sendable {
        let count = Mutex(0)
    }

    /// The threads of this process that block SIGTTOU, as only those of a watchdog and its runner do.
    ///
    /// A thread that waits for a signal does not count as blocking it.
    private func threadsHoldingBackSIGTTOU() throws -> Set<pid_t> {
        let threads = try #require(try Sysfs.numbers(in: "/proc/self/task", after: "")).map(pid_t.init)
        return try Set(
            threads.filter { thread in
                // A thread of another test may end meanwhile.
                guard let status = try? Sysfs.wholeText(of: "/proc/self/task/\(thread)/status") else {
                    return false
                }
                let mask = try #require(status.firstMatch(of: /SigBlk:\s*(\w+)/)).1
                return try #require(UInt64(mask, radix: 16)) & 1 << (SIGTTOU - 1) != 0
            })
    }

    private func becomesTrue(_ condition: () -> Bool) -> Bool {
        for _ in 0..<1000 {
            if condition() { return true }
            usleep(10_000)
        }
        return false
    }

    /// Sleeps in the kernel, as a write may for ever; returns whether a signal ended the sleep.
    private func isCutShort(after duration: Duration) -> Bool {
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        return nanosleep(&time, nil) != 0 && errno == EINTR
    }

    /// What a watchdog told.
    private final class Told: Sendable {
        let waits = Mutex<[RunProgress.Wait]>([])
    }
}
