// SPDX-License-Identifier: Apache-2.0

/// One step of a plan: an action, and how it is undone.
public struct Step: Sendable, Hashable {
    /// The object for which this is done: a device for a block of it, a setting for what serves several devices.
    public var object: ObjectReference
    /// What is done.
    public var action: Action
    /// How it is undone.
    public var undo: Undo
    /// What must be true before, beyond what the action asks for itself.
    public var requires: [Condition]
    /// What must be true before it is undone, beyond what the undo asks for itself.
    public var undoRequires: [Condition] = []
    /// Whether the plan goes on without it where a poisoned page stands in its way.
    public var skipsPoisoned = false

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - object: The object for which this is done; nil for the one that the action acts on.
    ///   - action: What is done.
    ///   - undo: How it is undone.
    ///   - requires: What must be true before, beyond what the action asks for itself.
    public init(
        for object: ObjectReference? = nil, action: Action, undo: Undo, requires: [Condition] = []
    ) {
        self.object = object ?? action.object
        self.action = action
        self.undo = undo
        self.requires = requires
    }

    /// How a step is undone.
    public enum Undo: Sendable, Hashable {
        /// By another action.
        case action(Action)
        /// There is nothing to undo: what the step leaves does not matter.
        case nothing
        /// It can't be undone, and this is lost by it.
        case irreversible(Loss)

        /// What is lost for good; nil where it can be undone, or need not be.
        public var loss: Loss? {
            if case .irreversible(let loss) = self { loss } else { nil }
        }
    }

    /// What the step destroys for good; nil where it can be undone, or need not be.
    public var destroys: Loss? { undo.loss }
}

extension [Step] {
    /// The steps with those that can't be undone behind all others, so that whatever can fail comes before the first.
    public var irreversibleLast: [Step] {
        filter { $0.destroys == nil } + filter { $0.destroys != nil }
    }
}
