// SPDX-License-Identifier: Apache-2.0

/// The memory of a host in use and free, by node, when a plan is made.
public struct HostMemory: Sendable, Hashable {
    /// The size of a page.
    public var pageSize: ByteCount
    /// The memory available without swapping, `MemAvailable` of `/proc/meminfo`; nil when it could not be read.
    public var available: ByteCount?
    /// The free swap, `SwapFree` of `/proc/meminfo`.
    public var swapFree = ByteCount.zero
    /// The nodes with memory online, from `/proc/zoneinfo`.
    public var nodes: [NodeMemory] = []
    /// The nodes from which this process may allocate memory, by its cpuset; nil for all.
    public var allowedNodes: [ClosedRange<NodeNumber>]?
    /// Whether the kernel may keep the memory map of new memory in that memory, from
    /// `/sys/module/memory_hotplug/parameters/memmap_on_memory`; nil where it has no such parameter.
    public var keepsMaps: Bool?

    /// Creates the memory of a host with only the page size known.
    ///
    /// - Parameter pageSize: The size of a page.
    public init(pageSize: ByteCount) {
        self.pageSize = pageSize
    }

    /// The memory of a node; nil when none of it is online.
    public func node(_ id: NodeNumber) -> NodeMemory? { nodes.first { $0.id == id } }

    /// The size of the memory map: 64 bytes per page, `struct page`.
    ///
    /// - Parameter memory: The memory.
    /// - Returns: The size of its map.
    public func map(of memory: ByteCount) -> ByteCount {
        guard pageSize > .zero else { return .zero }
        return ByteCount(rawValue: 64) * (memory.rawValue / pageSize.rawValue)
    }

    /// The memory free for memory maps, which are in kernel zones, with the cache that the kernel can free at once.
    public var freeForMaps: ByteCount {
        let kernel = nodes.reduce(ByteCount.zero) { $0 + $1.kernel.room }
        return available.map { min($0, kernel) } ?? kernel
    }

    /// Compares the contents of memory that goes offline with the room elsewhere.
    ///
    /// The kernel moves pages of a block to other nodes, within what the cpuset of the process allows.
    ///
    /// - Parameter leaving: The memory of each node that goes offline.
    /// - Returns: The memory in use that does not fit on the rest of its node, and the room for it elsewhere.
    public func balance(of leaving: [NodeNumber: ByteCount]) -> Balance {
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

    /// The contents of memory that goes offline, and the room elsewhere.
    public struct Balance: Sendable, Hashable {
        /// The memory in use that must move.
        public var leaving = ByteCount.zero
        /// The room on other nodes, above the kernel's watermarks and with the cache that it can free at once.
        public var ram = ByteCount.zero
        /// The free swap.
        public var swap: ByteCount
        /// The nodes with that room, ascending.
        public var nodes: [NodeNumber] = []
        /// Huge pages that the kernel can't allocate from free memory, if more must move than are free elsewhere.
        public var homeless: NodeMemory.HugePages?

        /// Whether everything that must move fits.
        public var fits: Bool { leaving <= ram + swap }
    }

    /// The room for the contents of a node, on other nodes and in the swap.
    ///
    /// - Parameter id: The node.
    /// - Returns: The room, beyond the watermarks.
    func room(besides id: NodeNumber) -> ByteCount {
        let balance = balance(of: [id: node(id)?.managed ?? .zero])
        return balance.ram + balance.swap
    }

    /// Whether programs can go on while the kernel takes blocks of a node offline.
    ///
    /// The contents of the blocks are unknown, so there must be room for full blocks: on other nodes, or on the same node
    /// if no other has memory.
    ///
    /// - Parameters:
    ///   - id: The node.
    ///   - size: The size of the blocks together.
    /// - Returns: Whether there is room beyond the watermarks.
    public func hasRoom(besides id: NodeNumber, for size: ByteCount) -> Bool {
        guard let node = node(id) else { return true }
        guard nodes.count > 1 else {
            return node.used + node.low <= node.managed - size + swapFree
        }
        return min(node.used, size) <= room(besides: id)
    }
}
