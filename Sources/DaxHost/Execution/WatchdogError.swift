// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// The thread that bounds each step and hears signals can't be made.
public struct WatchdogError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system's answer.
    public let errno: Errno

    /// What failed, what that would mean, and what to do, in one line.
    public var description: String {
        "the thread that ends late steps and hears signals can't be made: \(errno); without it nothing is changed; "
            + "raise the limit on processes (ulimit -u, or TasksMax of the unit) or on memory (ulimit -v)"
    }
}
