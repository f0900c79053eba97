// SPDX-License-Identifier: Apache-2.0

/// One memory block, the unit in which Linux takes memory on- and offline.
public struct MemoryBlock: Sendable, Hashable {
    /// N in `/sys/devices/system/memory/memoryN`: the physical address divided by the block size.
    public let index: BlockNumber
    /// The state, from `memoryN/state`; nil when it could not be read.
    public let state: State?
    /// The zone of an online block, from `memoryN/valid_zones`; nil when offline or unknown.
    public let zone: Zone?

    /// Creates a memory block.
    ///
    /// - Parameters:
    ///   - index: N in `memoryN`.
    ///   - state: The state, from `memoryN/state`, or nil when it could not be read.
    ///   - zone: The zone of an online block.
    public init(index: BlockNumber, state: State?, zone: Zone?) {
        self.index = index
        self.state = state
        self.zone = zone
    }

    /// The states of a memory block, as `memoryN/state` writes them.
    public enum State: String, Sendable, Hashable {
        /// In use by the page allocator.
        case online
        /// Present and not in use.
        case offline
        /// Going offline, and still in use.
        case goingOffline = "going-offline"
    }
}
