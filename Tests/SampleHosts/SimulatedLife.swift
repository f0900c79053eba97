// SPDX-License-Identifier: Apache-2.0

/// The life of a process: a number of writes to the machine or to its journal.
///
/// Later writes have no effect.
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

    /// Ends the life.
    func end() {
        left = 0
        isOver = true
    }

    /// Counts a write.
    ///
    /// - Returns: Whether the process still lives to make the write.
    public func spend() -> Bool {
        isOver = left == 0
        if !isOver { left -= 1 }
        return !isOver
    }
}
