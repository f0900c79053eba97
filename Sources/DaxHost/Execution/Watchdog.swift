// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization
internal import SystemPackage

/// The supervisor of a real run: a thread that waits for signals and for the end of a step's time.
///
/// The kernel may try to take a block offline for ever, but gives up when a signal is pending. So when the
/// time of a step has ended, the thread that carries it out is sent `SIGUSR1` until it returns from the
/// kernel.
///
/// The first `SIGINT`, `SIGTERM` or `SIGHUP` lets the current write end, or ends it after a moment; then the
/// run is undone. The second signal ends the process at once, if the caller wants that, with the journal left open.
package final class Watchdog: Supervisor {
    private let limit: Duration
    private let stop: (@Sendable () -> Never)?
    private let state = Mutex(State())
    private let runner = Thread(id: pthread_self())
    /// The signals that the thread blocked before.
    private let before: sigset_t

    /// How long a write may continue after the first signal.
    private static let grace = Duration.seconds(1)
    private static let tick = Duration.milliseconds(50)
    /// The maximum sleep of the thread while no step is late; waking more often would take time from the
    /// kernel.
    private static let sleep = Duration.milliseconds(500)
    /// The time after which a step takes long.
    private static let patience = Duration.seconds(1)

    /// What is told of the current step; locked before ``state``.
    private let tell = Mutex<(@Sendable (RunProgress.Wait) -> Void)?>(nil)

    private struct State {
        var start = ContinuousClock.now
        var attempt = 1
        var deadline: ContinuousClock.Instant?
        var isInterrupted = false
        var isUndoing = false
        var isOver = false
    }

    /// Watches the thread that calls this, which must be the one that carries out the steps.
    ///
    /// - Parameters:
    ///   - limit: The time limit of a step, with all its tries.
    ///   - stop: Called at the second signal, on another thread; it must not return. Without it that signal has no
    ///     effect.
    /// - Throws: ``WatchdogError`` when the thread can't be created: then nothing would end a step or receive
    ///   a signal.
    package convenience init(
        limit: Duration, stop: (@Sendable () -> Never)? = nil
    ) throws(WatchdogError) {
        try self.init(limit: limit, stackSize: nil, stop: stop)
    }

    /// Starts to watch with a stack of another size for the thread.
    init(limit: Duration, stackSize: Int?, stop: (@Sendable () -> Never)?) throws(WatchdogError) {
        self.limit = limit
        self.stop = stop
        // The handler comes first, so that a signal that arrives meanwhile does not end the process.
        var wake = sigaction()
        wake.__sigaction_handler.sa_handler = { _ in }
        sigaction(SIGUSR1, &wake, nil)
        var signals = Self.blocked
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        self.before = before
        let code = start(stackSize)
        guard code != 0 else { return }
        dismiss()
        throw WatchdogError(errno: Errno(rawValue: code))
    }

    /// Ends the watch, and restores the effect that signals had before.
    package func dismiss() {
        state.withLock { $0.isOver = true }
        var signals = before
        pthread_sigmask(SIG_SETMASK, &signals, nil)
    }

    /// Starts the time of a step.
    ///
    /// - Parameter time: The minimum of the step's time limit, whatever the usual limit.
    package func begin(atLeast time: Duration) {
        let now = ContinuousClock.now
        state.withLock {
            $0.start = now
            $0.attempt = 1
            $0.deadline = now + max(limit, time)
        }
    }

    /// Tells how long the current step has taken already, about twice a second, once that is a second.
    ///
    /// - Parameter tell: Called on the watching thread, until the step ends.
    package func whileSlow(_ tell: @escaping @Sendable (RunProgress.Wait) -> Void) {
        self.tell.withLock { $0 = tell }
    }

    /// Ends the time of a step.
    package func end() {
        tell.withLock { $0 = nil }
        state.withLock { $0.deadline = nil }
    }

    /// Why the current step should be given up.
    package var verdict: Verdict? {
        state.withLock { state in
            if state.isInterrupted && !state.isUndoing { return .interrupted }
            guard let deadline = state.deadline, deadline <= .now else { return nil }
            return .timedOut
        }
    }

    /// Starts an undo, during which an interruption is no reason to give up.
    package func startUndo() {
        state.withLock {
            $0.isUndoing = true
            $0.deadline = nil
        }
    }

    /// Ends an undo: an interruption is a reason to give up again.
    package func endUndo() {
        state.withLock { $0.isUndoing = false }
    }

    /// Waits, at most for the rest of the step's time and until a signal arrives.
    ///
    /// - Parameter duration: The maximum time to wait.
    package func pause(_ duration: Duration) {
        let left = state.withLock { $0.deadline.map { ContinuousClock.now.duration(to: $0) } } ?? duration
        var time = timespec(min(duration, max(left, .zero)))
        nanosleep(&time, nil)
        state.withLock { $0.attempt += 1 }
    }

    // MARK: The thread

    /// Makes the thread, and returns 0 or why that can't be done.
    private func start(_ stackSize: Int?) -> Int32 {
        let watch = Unmanaged.passRetained(self)
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        if let stackSize { pthread_attr_setstacksize(&attributes, stackSize) }
        let code = pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Watchdog>.fromOpaque(argument).takeRetainedValue().watch()
                return nil
            }, watch.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            watch.release()
        }
        return code
    }

    private func watch() {
        var signals = Self.signals
        while !state.withLock({ $0.isOver }) {
            let left = state.withLock(\.deadline).map { ContinuousClock.now.duration(to: $0) } ?? limit
            var pause = timespec(max(Self.tick, min(left, limit, Self.sleep)))
            if sigtimedwait(&signals, nil, &pause) > 0 { hear() }
            let isLate = state.withLock { state in state.deadline.map { $0 <= .now } ?? false }
            if isLate { pthread_kill(runner.id, SIGUSR1) }
            tell.withLock { tell in
                if let tell, let wait { tell(wait) }
            }
        }
    }

    /// How long the current step has taken; nil while that is not long.
    private var wait: RunProgress.Wait? {
        let now = ContinuousClock.now
        return state.withLock { state in
            let gone = state.start.duration(to: now)
            guard let deadline = state.deadline, gone >= Self.patience else { return nil }
            return RunProgress.Wait(
                attempt: state.attempt, gone: gone, left: max(.zero, now.duration(to: deadline)))
        }
    }

    private func hear() {
        let isSecond = state.withLock { state in
            defer { state.isInterrupted = true }
            if let deadline = state.deadline, !state.isUndoing {
                state.deadline = min(deadline, .now + Self.grace)
            }
            return state.isInterrupted
        }
        if isSecond { stop?() }
    }

    /// The signals that are received, and the one by which a terminal stops a background run that writes to
    /// it.
    private static var blocked: sigset_t {
        var signals = signals
        sigaddset(&signals, SIGTTOU)
        return signals
    }

    private static var signals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        return signals
    }

    /// A thread's id, which is a number on Linux and may be used from any thread.
    private struct Thread: @unchecked Sendable {
        let id: pthread_t
    }
}

extension timespec {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    }
}
