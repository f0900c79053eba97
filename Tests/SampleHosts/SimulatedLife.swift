// SPDX-License-Identifier: Apache-2.0

/// How long a process lives: so many writes, to the machine or to its journal.
///
/// What it does later has no effect.
public final class SimulatedLife {
    private var left: Int
    /// Whether the process has died.
    public private(set) var isOver = false

    /// Begins a life.
    ///
    /// - Parameter writes: How many writes it lasts.
    public init(writes: Int = .max) {
        left = writes
    }

    /// Takes a write off it.
    ///
    /// - Returns: Whether the process still lives to make it.
    public func spend() -> Bool {
        isOver = left == 0
        if !isOver { left -= 1 }
        return !isOver
    }
}
