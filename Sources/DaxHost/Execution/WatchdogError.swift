// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// The thread that limits each step and receives signals can't be created.
public struct WatchdogError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system's error.
    public let errno: Errno

    /// The problem and its consequence, in one line.
    public var sentence: String {
        "the thread that ends late steps and hears signals can't be made: \(errno); without it nothing is changed"
    }

    /// The remedy.
    public var remedy: String {
        "raise the limit on processes (ulimit -u, or TasksMax of the unit) or on memory (ulimit -v)"
    }

    /// The problem, its consequence and the remedy, in one line.
    public var description: String { "\(sentence); \(remedy)" }
}
