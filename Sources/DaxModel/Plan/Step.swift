// SPDX-License-Identifier: Apache-2.0

/// One step of a plan: an action, and how it is taken back.
public struct Step: Sendable, Hashable {
    /// The device for which this is done; nil for a step that serves several.
    public var device: DeviceName?
    /// What is done.
    public var action: Action
    /// How it is taken back.
    public var undo: Undo
    /// What must be true before, beyond what the action asks for itself.
    public var requires: [Condition]
    /// Whether the plan goes on without it where a poisoned page stands in its way.
    public var skipsPoisoned = false

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - device: The device for which this is done.
    ///   - action: What is done.
    ///   - undo: How it is taken back.
    ///   - requires: What must be true before, beyond what the action asks for itself.
    public init(device: DeviceName?, action: Action, undo: Undo, requires: [Condition] = []) {
        self.device = device
        self.action = action
        self.undo = undo
        self.requires = requires
    }

    /// How a step is taken back.
    public enum Undo: Sendable, Hashable {
        /// By another action.
        case action(Action)
        /// It stays, for a reason that is told.
        case stays(String)
    }
}
