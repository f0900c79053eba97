// SPDX-License-Identifier: Apache-2.0

/// The steps that a run left on a host, as far as its journal shows.
public struct Leftovers: Sendable, Hashable {
    /// The header of the journal; nil when it is unknown.
    public let header: JournalHeader?
    /// The steps that were begun, or may have been, and are not undone, in their order.
    public let steps: [Left]
    /// Why there may be other steps than these; nil when the journal is complete.
    public let doubt: String?

    /// A step whose effect may still be there.
    public struct Left: Sendable, Hashable {
        /// Its place in the plan, counted from 1.
        public var number: Int
        /// The step.
        public var step: Step

        /// Creates a step that is left.
        ///
        /// - Parameters:
        ///   - number: Its place in the plan, counted from 1.
        ///   - step: The step.
        public init(number: Int, step: Step) {
            self.number = number
            self.step = step
        }
    }

    /// Finds the steps that a journal leaves.
    ///
    /// - Parameter contents: The journal.
    public init(_ contents: JournalContents) {
        header = contents.header
        do throws(Recovery.Unsafe) {
            let recovery = try Recovery(contents)
            steps = recovery.begun.map { Left(number: $0 + 1, step: recovery.plan.steps[$0]) }
            doubt = recovery.damage.first.map {
                "record \($0.line) of the journal is damaged (\($0.flaw.rawValue)), so every step that "
                    + "may have begun is listed"
            }
        } catch {
            var named: Set<Int> = []
            for event in contents.events {
                if event.kind == .undone { named.remove(event.step) } else { named.insert(event.step) }
            }
            if let torn = contents.tornBegin { named.insert(torn) }
            steps = named.sorted().compactMap { index in
                contents.steps[index].map { Left(number: index + 1, step: $0) }
            }
            doubt = "\(error)"
        }
    }

    /// Creates the leftovers of a journal that can't be read: no step is known.
    ///
    /// - Parameter problem: Why it can't be read.
    public init(unreadable problem: String) {
        header = nil
        steps = []
        doubt = problem
    }
}
