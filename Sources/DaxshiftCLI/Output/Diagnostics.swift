// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The output for everything but the result; failed writes are ignored.
///
/// While the host is locked, writes never wait: text that the reader does not take is kept until the lock is released.
final class Diagnostics: Sendable {
    private let output: any TextOutput
    private let state = Mutex(State())

    private struct State {
        var isHeld = false
        var kept = ""
    }

    /// Creates diagnostics on an output.
    ///
    /// - Parameter output: The output.
    init(on output: any TextOutput) {
        self.output = output
    }

    /// Writes a text, or keeps what would have to wait while the host is locked.
    func write(_ text: String) {
        let isKept = state.withLock { state in
            guard state.isHeld else { return false }
            state.kept = output.offer(state.kept + text)
            return true
        }
        if !isKept { try? output.write(text) }
    }

    /// Writes a short-lived text: what would have to wait is dropped.
    func offer(_ text: String) {
        state.withLock { if $0.kept.isEmpty { _ = output.offer(text) } }
    }

    /// Runs a closure during which writes never wait; kept text is written afterwards.
    func whileHeld<Value>(_ body: () throws -> Value) rethrows -> Value {
        state.withLock { $0.isHeld = true }
        defer {
            let kept = state.withLock { state in
                defer { state = State() }
                return state.kept
            }
            if !kept.isEmpty { try? output.write(kept) }
        }
        return try body()
    }
}
