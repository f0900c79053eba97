// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Where everything goes that is not the result: what can't be written there is lost, and decides nothing.
///
/// While the host is locked nothing waits for the reader: what is not taken at once is kept until the lock is free.
final class Diagnostics: Sendable {
    private let output: any TextOutput
    private let state = Mutex(State())

    private struct State {
        var isHeld = false
        var kept = ""
    }

    /// Creates a place in front of another.
    ///
    /// - Parameter output: The place that the text goes to.
    init(on output: any TextOutput) {
        self.output = output
    }

    /// Writes a text, or keeps what is not taken at once while the host is locked.
    func write(_ text: String) {
        let isKept = state.withLock { state in
            guard state.isHeld else { return false }
            state.kept = output.offer(state.kept + text)
            return true
        }
        if !isKept { try? output.write(text) }
    }

    /// Writes a text that is out of date in a moment: what is not taken at once is lost.
    func offer(_ text: String) {
        state.withLock { if $0.kept.isEmpty { _ = output.offer(text) } }
    }

    /// Does something for which no reader is waited for; what was kept is written afterwards.
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
