// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// How far a run has come, told before each step.
public struct Progress: Sendable, Hashable {
    /// The step that is about to be done or undone, counted from one.
    public var step: Int
    /// How many steps there are.
    public var total: Int
    /// What is about to be done.
    public var action: Action
    /// Whether steps are being undone.
    public var isUndo: Bool
}
