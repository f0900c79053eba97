// SPDX-License-Identifier: Apache-2.0

/// How long a run may wait.
public struct RunLimits: Sendable, Hashable {
    /// The time limit of a step with all its tries; a step that exceeds it is given up, and the run is undone.
    public var step: Duration
    /// How long to wait for another run that is changing this host; zero tries once.
    public var lock: Duration

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - step: The time limit of a step with all its tries.
    ///   - lock: How long to wait for another run.
    public init(step: Duration = .seconds(30), lock: Duration = .seconds(10)) {
        self.step = step
        self.lock = lock
    }
}
