// SPDX-License-Identifier: Apache-2.0

/// One step of a plan: an action, and how it is taken back.
public struct Step: Sendable, Hashable {
    /// The device for which this is done; nil for a step that serves several.
    public var device: DeviceName?
    /// What is done.
    public var action: Action
    /// How it is taken back.
    public var undo: Undo

    /// Creates a step.
    ///
    /// - Parameters:
    ///   - device: The device for which this is done.
    ///   - action: What is done.
    ///   - undo: How it is taken back.
    public init(device: DeviceName?, action: Action, undo: Undo) {
        self.device = device
        self.action = action
        self.undo = undo
    }

    /// How a step is taken back.
    public enum Undo: Sendable, Hashable {
        /// By another action.
        case action(Action)
        /// It stays, for a reason that is told.
        case stays(String)
    }
}
