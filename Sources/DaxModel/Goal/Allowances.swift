// SPDX-License-Identifier: Apache-2.0

/// What a plan may give up to reach a goal; a plan that would have to give up more is refused.
public struct Allowances: Sendable, Hashable {
    /// Whether memory in use may go offline, a device may be taken from its users, and its contents may be lost.
    public var force = false
    /// Whether what is stored on an NVDIMM may be overwritten, where its memory becomes system RAM.
    public var overwriting = false
    /// Whether memory may go offline although what is in use there does not fit elsewhere.
    public var oom = false
    /// Whether memory blocks with a poisoned page may stay offline, where memory comes online.
    public var poison = false

    /// Creates allowances: none.
    public init() {}
}
