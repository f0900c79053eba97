// SPDX-License-Identifier: Apache-2.0

/// A supervisor that never stops a step, and does not wait.
public struct Unsupervised: Supervisor {
    /// Creates the supervisor.
    public init() {}

    /// Does nothing.
    ///
    /// - Parameter time: Ignored.
    public func begin(atLeast time: Duration) {}

    /// Does nothing.
    public func end() {}

    /// Is always nil.
    public var verdict: Verdict? { nil }

    /// Does nothing.
    public func startUndo() {}

    /// Returns at once.
    ///
    /// - Parameter duration: Ignored.
    public func pause(_ duration: Duration) {}
}
