// SPDX-License-Identifier: Apache-2.0

/// The memory of a node that is online, in use and free, from `/proc/zoneinfo`.
public struct NodeMemory: Sendable, Hashable {
    /// N of `nodeN`.
    public var id: NodeNumber
    /// Its kernel zones, without the zone DMA, which is reserved for devices.
    public var kernel = Usage()
    /// Its movable zone.
    public var movable = Usage()
    /// The part that is tmpfs or shared, `nr_shmem`.
    public var shared = ByteCount.zero
    /// The part that is locked or otherwise unevictable, `nr_unevictable`.
    public var unevictable = ByteCount.zero
    /// Its huge pages, of each size, from `nodeN/hugepages`.
    public var hugePages: [HugePages] = []

    /// Creates the memory of a node without memory.
    ///
    /// - Parameter id: N of `nodeN`.
    public init(id: NodeNumber) {
        self.id = id
    }

    /// The usage of one or more zones.
    public struct Usage: Sendable, Hashable {
        /// The size online.
        public var present = ByteCount.zero
        /// The part managed by the page allocator.
        public var managed = ByteCount.zero
        /// The free size.
        public var free = ByteCount.zero
        /// The clean file cache, which the kernel can free at once.
        public var cache = ByteCount.zero
        /// The size that must stay free: the low watermarks of the zones.
        public var low = ByteCount.zero

        /// Creates a usage of zero.
        public init() {}

        /// The size available above the watermarks.
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

    /// The largest allocation in pages; larger huge pages come only from their pool.
    static let pagesOfLargestBuddy: UInt64 = 1024

    /// The size managed by the page allocator.
    public var managed: ByteCount { kernel.managed + movable.managed }

    /// The size available on the node above the watermarks.
    public var room: ByteCount { kernel.room + movable.room }

    /// The size that must stay free on the node.
    public var low: ByteCount { kernel.low + movable.low }

    /// The size in use that would have to move: all but free memory, clean file cache and free huge pages.
    public var used: ByteCount {
        let pool = hugePages.reduce(ByteCount.zero) { $0 + $1.size * $1.free }
        return managed - kernel.free - kernel.cache - movable.free - movable.cache - pool
    }
}
