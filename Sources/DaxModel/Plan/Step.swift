// SPDX-License-Identifier: Apache-2.0

/// One step of a plan: an action, and how it is undone.
public struct Step: Sendable, Hashable {
    /// The object of the step: a device for one of its blocks, a setting for what serves several devices.
    public var object: ObjectReference
    /// What is done.
    public var action: Action
    /// How it is undone.
    public var undo: Undo
    /// The preconditions, beyond those of the action itself.
    public var requires: [Condition]
    /// The preconditions of the undo, beyond those of its action.
    public var undoRequires: [Condition] = []
    /// Whether the plan continues without it when a poisoned page prevents it.
    public var skipsPoisoned = false

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - object: The object of the step; nil for the one that the action acts on.
    ///   - action: What is done.
    ///   - undo: How it is undone.
    ///   - requires: The preconditions, beyond those of the action itself.
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
    /// The steps with the irreversible ones last, so that all others, which may fail, come before the first
    /// of them.
    public var irreversibleLast: [Step] {
        contains { $0.destroys != nil }
            ? filter { $0.destroys == nil } + filter { $0.destroys != nil } : self
    }
}
