// SPDX-License-Identifier: Apache-2.0

/// The DIMMs over which the memory of a region is spread.
public struct InterleaveSet: Sendable, Hashable {
    /// What the labels name the set by, which `ndctl list` prints as `iset_id`, `ndctl_interleave_set_get_cookie`.
    public var cookie: UInt64
    /// Whether an enabled region uses one of the DIMMs, `ndctl_interleave_set_is_active`.
    public var isActive: Bool
}
