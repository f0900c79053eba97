// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import Synchronization

/// A progress line on a terminal; nothing elsewhere.
final class ProgressLine: Sendable {
    private let output: Diagnostics
    private let terminal: Terminal
    private let state = Mutex(State())

    private struct State {
        var start: ContinuousClock.Instant?
        var last: ContinuousClock.Instant?
        var isUndo = false
    }

    /// Creates a line.
    ///
    /// - Parameters:
    ///   - output: The output for the line.
    ///   - terminal: The capabilities of `output`.
    init(on output: Diagnostics, _ terminal: Terminal) {
        self.output = output
        self.terminal = terminal
    }

    /// Redraws the line, at most ten times a second.
    func show(_ progress: RunProgress, at now: @autoclosure () -> ContinuousClock.Instant = .now) {
        guard terminal.isInteractive else { return }
        let now = now()
        let text = state.withLock { state -> String? in
            if state.start == nil || state.isUndo != progress.isUndo {
                state = State(start: now, last: nil, isUndo: progress.isUndo)
            }
            if let last = state.last, last.duration(to: now) < .milliseconds(100) { return nil }
            state.last = now
            return Self.text(progress, elapsed: state.start.map { $0.duration(to: now) } ?? .zero)
        }
        guard let text else { return }
        let line = StyledText(text).cut(
            to: (terminal.width ?? 80) - 1, ellipsis: terminal.usesUTF8 ? "…" : "...")
        output.offer(Self.wipe + line.rendered(inColor: false))
    }

    /// Clears the line on the terminal.
    func clear() {
        guard state.withLock({ $0.last != nil }) else { return }
        output.write(Self.wipe)
    }

    /// Goes to the beginning of the line and clears it.
    private static let wipe = "\r\u{1B}[K"

    private static func text(_ progress: RunProgress, elapsed: Duration) -> String {
        let done = progress.step - 1
        var text = "\(progress.isUndo ? "undo " : "")\(progress.step)/\(progress.total): \(progress.action)"
        if let wait = progress.wait {
            if case .block = progress.action { text += ", try \(wait.attempt)" }
            return text + ", \(wait.gone.components.seconds) s gone, \(wait.left.components.seconds) s left"
        }
        if done > 0, elapsed >= .seconds(1) {
            let left = elapsed / done * (progress.total - done)
            text += ", \(left.components.seconds + 1) s left"
        }
        return text
    }
}
