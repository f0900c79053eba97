// SPDX-License-Identifier: Apache-2.0

/// A set of values for the settings by which the kernel uses memory of several speeds, by what matters most.
///
/// A profile sets the same values whatever they were before, so that the last of several profiles counts.
public enum TieringProfile: String, Sendable, Hashable, CaseIterable {
    /// All memory is one pool: what is used most lies in fast memory, and the rest in slow memory rather than in swap.
    case capacity
    /// Programs that spread their pages over nodes by weighted interleave use the bandwidth of all of them.
    case bandwidth
    /// A program's pages stay in fast memory near to it, and slow memory is for what asks for it.
    case latency
    /// The kernel moves no pages between nodes, and weighted interleave treats all nodes alike.
    case off

    /// The values that the profile sets on a host.
    ///
    /// - `capacity`: demotion moves pages that are not used to the slow tier when memory is short, and makes room for the pages
    ///   that `numa_balancing` 2 moves back once they are used. Without one of the two, pages move one way only. Mode 2 leaves
    ///   pages of fast nodes where they are, so it costs less than 3.
    /// - `bandwidth`: weights in proportion to bandwidth share the load. Demotion and NUMA balancing would move pages away from
    ///   where the weights put them, and the kernel's documentation advises against balancing for programs bound to nodes.
    /// - `latency`: `numa_balancing` 1 moves pages to the node whose CPUs use them. Without demotion nothing that is used again
    ///   later waits for slow memory.
    /// - `off`: for programs that place their memory themselves. A kernel without one of these files is so already.
    ///
    /// - Parameter inventory: The host, with its settings.
    /// - Returns: The goals.
    public func goals(on inventory: Inventory) -> [SettingGoal] {
        switch self {
        case .capacity: return [.demotion(true), .numaBalancing(2)]
        case .bandwidth: return [.demotion(false), .numaBalancing(0), .weights(.automatic)]
        case .latency: return [.demotion(false), .numaBalancing(1)]
        case .off:
            let even = inventory.hostSettings?.interleave?.nodes.map { ($0.id, 1) } ?? []
            return [.demotion(false), .numaBalancing(0)]
                + (even.isEmpty ? [] : [.weights(.explicit(Dictionary(even) { first, _ in first }))])
        }
    }
}
