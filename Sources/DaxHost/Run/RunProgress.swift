// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// How far a run has come, told before each step, and from time to time during one that takes long.
public struct RunProgress: Sendable, Hashable {
    /// The step that is about to be done or undone, counted from one.
    public var step: Int
    /// How many steps there are.
    public var total: Int
    /// What is about to be done.
    public var action: Action
    /// Whether steps are being undone.
    public var isUndo: Bool
    /// How long the step has taken already; nil before it.
    public var wait: Wait?

    /// Creates a progress.
    ///
    /// - Parameters:
    ///   - step: The step that is about to be done or undone, counted from one.
    ///   - total: How many steps there are.
    ///   - action: What is about to be done.
    ///   - isUndo: Whether steps are being undone.
    ///   - wait: How long the step has taken already.
    public init(step: Int, total: Int, action: Action, isUndo: Bool, wait: Wait? = nil) {
        self.step = step
        self.total = total
        self.action = action
        self.isUndo = isUndo
        self.wait = wait
    }

    /// How long a step has taken already.
    public struct Wait: Sendable, Hashable {
        /// Which try this is, counted from one.
        public var attempt: Int
        /// The time since the step began.
        public var gone: Duration
        /// The time until the step's limit.
        public var left: Duration

        /// Creates a wait.
        ///
        /// - Parameters:
        ///   - attempt: Which try this is, counted from one.
        ///   - gone: The time since the step began.
        ///   - left: The time until the step's limit.
        public init(attempt: Int, gone: Duration, left: Duration) {
            self.attempt = attempt
            self.gone = gone
            self.left = left
        }
    }
}
