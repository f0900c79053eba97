// SPDX-License-Identifier: Apache-2.0

/// What a node has of memory online, in use and free, from `/proc/zoneinfo`.
public struct NodeMemory: Sendable, Hashable {
    /// N of `nodeN`.
    public var id: Int
    /// Its kernel zones, without the zone DMA, which is kept for devices.
    public var kernel = Usage()
    /// Its movable zone.
    public var movable = Usage()
    /// What of it is tmpfs or shared, `nr_shmem`.
    public var shared = ByteCount.zero
    /// What of it is locked or can't be paged out for another reason, `nr_unevictable`.
    public var unevictable = ByteCount.zero
    /// Its huge pages, of each size, from `nodeN/hugepages`.
    public var hugePages: [HugePages] = []

    /// Creates the memory of a node that has none.
    ///
    /// - Parameter id: N of `nodeN`.
    public init(id: Int) {
        self.id = id
    }

    /// What a zone or several have.
    public struct Usage: Sendable, Hashable {
        /// What is online.
        public var present = ByteCount.zero
        /// What of that the page allocator has to give.
        public var managed = ByteCount.zero
        /// What is free.
        public var free = ByteCount.zero
        /// What holds files as they are on disk, so that the kernel can free it at once.
        public var cache = ByteCount.zero
        /// What must stay free: the zones' low watermarks.
        public var low = ByteCount.zero

        /// Creates a usage of nothing.
        public init() {}

        /// What can be had before the kernel is short of memory.
        public var room: ByteCount { free + cache - low }
    }

    /// The huge pages of one size.
    public struct HugePages: Sendable, Hashable {
        /// The size of one.
        public var size: ByteCount
        /// How many are in use.
        public var used: UInt64
        /// How many are free in the pool.
        public var free: UInt64

        /// Creates huge pages.
        ///
        /// - Parameters:
        ///   - size: The size of one.
        ///   - used: How many are in use.
        ///   - free: How many are free in the pool.
        public init(size: ByteCount, used: UInt64, free: UInt64) {
            self.size = size
            self.used = used
            self.free = free
        }
    }

    /// How many pages the kernel gives in one piece; huge pages larger than that come from their pool alone.
    static let pagesOfLargestBuddy: UInt64 = 1024

    /// What the page allocator has to give.
    public var managed: ByteCount { kernel.managed + movable.managed }

    /// What can be had before the kernel is short of memory on the node.
    public var room: ByteCount { kernel.room + movable.room }

    /// What must stay free on the node.
    public var low: ByteCount { kernel.low + movable.low }

    /// What is in use and would have to move: neither free, nor file cache, nor a huge page that is free.
    public var used: ByteCount {
        let pool = hugePages.reduce(ByteCount.zero) { $0 + $1.size * $1.free }
        return managed - kernel.free - kernel.cache - movable.free - movable.cache - pool
    }
}
