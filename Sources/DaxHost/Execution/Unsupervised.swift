// SPDX-License-Identifier: Apache-2.0

/// A supervisor that never stops a step, and does not wait.
package struct Unsupervised: Supervisor {
    /// Creates the supervisor.
    package init() {}

    /// Does nothing.
    ///
    /// - Parameter time: Ignored.
    package func begin(atLeast time: Duration) {}

    /// Does nothing.
    package func end() {}

    /// Is always nil.
    package var verdict: Verdict? { nil }

    /// Does nothing.
    package func startUndo() {}

    /// Returns at once.
    ///
    /// - Parameter duration: Ignored.
    package func pause(_ duration: Duration) {}
}
