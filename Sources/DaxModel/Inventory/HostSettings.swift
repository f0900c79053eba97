// SPDX-License-Identifier: Apache-2.0

/// The settings by which the kernel moves memory between nodes, and spreads it over them.
///
/// An optional value is nil where the kernel has no such file, or where the file is among ``Inventory/gaps``.
public struct HostSettings: Sendable, Hashable {
    /// Whether pages move to a slower memory tier before they are swapped out, from
    /// `/sys/kernel/mm/numa/demotion_enabled`, since Linux 5.15.
    public var demotion: Bool?
    /// The mode in which pages move to the node that uses them, a sum of 1 for the nearest node and 2 for the fast memory
    /// tier, or 0 for none, from `/proc/sys/kernel/numa_balancing`.
    public var numaBalancing: Int?
    /// Whether ``numaBalancing`` may be 2 or 3: whether there is `/proc/sys/kernel/numa_balancing_promote_rate_limit_MBps`.
    public var offersPromotion = false
    /// The weights of nodes for programs that ask for weighted interleave, since Linux 6.9.
    public var interleave: WeightedInterleave?

    /// Creates the settings of a kernel that has none of these files.
    public init() {}
}
