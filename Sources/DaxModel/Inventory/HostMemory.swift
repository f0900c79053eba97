// SPDX-License-Identifier: Apache-2.0

/// What a host has of memory that is in use and free, node by node, when a plan is made.
public struct HostMemory: Sendable, Hashable {
    /// The size of a page.
    public var pageSize: ByteCount
    /// What can be had without swapping, `MemAvailable` of `/proc/meminfo`; nil when it could not be read.
    public var available: ByteCount?
    /// What of swap is free, `SwapFree` of `/proc/meminfo`.
    public var swapFree = ByteCount.zero
    /// The nodes with memory online, from `/proc/zoneinfo`.
    public var nodes: [NodeMemory] = []
    /// The nodes that this process may take memory from, its cpuset's; nil for all.
    public var allowedNodes: [ClosedRange<Int>]?
    /// Whether the kernel may keep the map of memory in that memory, from
    /// `/sys/module/memory_hotplug/parameters/memmap_on_memory`; nil where it has no such parameter.
    public var keepsMaps: Bool?

    /// Creates the memory of a host of which only the size of pages is known.
    ///
    /// - Parameter pageSize: The size of a page.
    public init(pageSize: ByteCount) {
        self.pageSize = pageSize
    }

    /// The memory of a node; nil when none of it is online.
    public func node(_ id: Int) -> NodeMemory? { nodes.first { $0.id == id } }

    /// How large the map of some memory is: 64 bytes a page, `struct page`.
    ///
    /// - Parameter memory: The memory.
    /// - Returns: The size of its map.
    public func map(of memory: ByteCount) -> ByteCount {
        guard pageSize > .zero else { return .zero }
        return ByteCount(rawValue: 64) * (memory.rawValue / pageSize.rawValue)
    }

    /// What is free for memory maps, which lie in kernel zones, with what the kernel can free at once.
    public var freeForMaps: ByteCount {
        let kernel = nodes.reduce(ByteCount.zero) { $0 + $1.kernel.room }
        return available.map { min($0, kernel) } ?? kernel
    }

    /// How memory that leaves some nodes compares with what other memory can take.
    ///
    /// The kernel moves pages of a block to other nodes, within what the cpuset of the process allows.
    ///
    /// - Parameter leaving: How much of each node goes offline.
    /// - Returns: What is in use and surely finds no place on what remains of its node, and the room for it.
    public func balance(of leaving: [Int: ByteCount]) -> Balance {
        var balance = Balance(swap: swapFree)
        var free: [ByteCount: UInt64] = [:]
        var used: [ByteCount: UInt64] = [:]
        for node in nodes {
            let isAllowed = allowedNodes.map { $0.contains { $0.contains(node.id) } } ?? true
            guard let part = leaving[node.id] else {
                guard isAllowed else { continue }
                balance.ram = balance.ram + node.room
                balance.nodes.append(node.id)
                for pages in node.hugePages { free[pages.size, default: 0] &+= pages.free }
                continue
            }
            let rest = node.managed - part
            balance.leaving = balance.leaving + (node.used - rest)
            balance.ram = balance.ram + (isAllowed ? rest - node.used - node.low : .zero)
            guard rest == .zero else { continue }
            for pages in node.hugePages { used[pages.size, default: 0] &+= pages.used }
        }
        for (size, count) in used {
            balance.ram = balance.ram + size * min(count, free[size] ?? 0)
            guard size > pageSize * NodeMemory.pagesOfLargestBuddy, count > free[size] ?? 0 else { continue }
            balance.homeless = .init(size: size, used: count, free: free[size] ?? 0)
        }
        return balance
    }

    /// How memory that leaves nodes compares with what other memory can take.
    public struct Balance: Sendable, Hashable {
        /// What is in use and must leave.
        public var leaving = ByteCount.zero
        /// What other nodes have room for, beyond the kernel's watermarks and with what it can free at once.
        public var ram = ByteCount.zero
        /// What of swap is free.
        public var swap: ByteCount
        /// The nodes that can take it all, ascending.
        public var nodes: [Int] = []
        /// Huge pages that the kernel can't make of free memory, more of which must leave than are free elsewhere.
        public var homeless: NodeMemory.HugePages?

        /// Whether what must leave finds a place.
        public var fits: Bool { leaving <= ram + swap }
    }

    /// Whether programs can go on while the kernel takes blocks of a node offline.
    ///
    /// What the blocks hold is not known, so there must be room for all that they may hold: on other nodes, or on their
    /// own where no other has memory.
    ///
    /// - Parameters:
    ///   - id: The node.
    ///   - size: The size of the blocks together.
    /// - Returns: Whether there is room beyond the watermarks.
    public func hasRoom(besides id: Int, for size: ByteCount) -> Bool {
        guard let node = node(id) else { return true }
        guard nodes.count > 1 else {
            return node.used + node.low <= node.managed - size + swapFree
        }
        let balance = balance(of: [id: node.managed])
        return min(node.used, size) <= balance.ram + balance.swap
    }
}
