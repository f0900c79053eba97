// SPDX-License-Identifier: Apache-2.0

/// An event of one step in a journal.
public struct JournalEvent: Sendable, Hashable {
    /// What happened.
    public var kind: Kind
    /// The step, as an index into the plan's steps.
    public var step: Int

    /// Creates an event.
    ///
    /// - Parameters:
    ///   - kind: What happened.
    ///   - step: The step, as an index into the plan's steps.
    public init(_ kind: Kind, step: Int) {
        self.kind = kind
        self.step = step
    }

    /// Adds the event as it is written in a journal.
    func write(to line: inout JournalLine) {
        line.add(kind.rawValue)
        line.add(" ", step + 1)
    }

    /// What can happen to a step.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Its write is about to be tried.
        case begin
        /// It is done and read back.
        case done
        /// The step failed; parts of it may remain until it is undone.
        case failed
        /// A poisoned page prevents the step, and the plan continues without it.
        case skipped
        /// Its undo waits until the steps before it are undone.
        case waiting
        /// The step is undone.
        case undone
    }
}
