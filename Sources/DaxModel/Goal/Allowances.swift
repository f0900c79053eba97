// SPDX-License-Identifier: Apache-2.0

/// What may be given up to reach a goal; without it a plan is refused where it would be given up.
public struct Allowances: Sendable, Hashable {
    /// Whether memory in use may go offline, a device may be taken from its users, and its contents may be lost.
    public var force = false
    /// Whether memory may go offline although what is in use there does not fit elsewhere.
    public var oom = false
    /// Whether memory blocks with a poisoned page may stay offline, where memory comes online.
    public var poison = false

    /// Creates allowances: none.
    public init() {}
}
