// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the block translation table of a namespace in sector mode.
public struct BlockTableFault: Sendable, Hashable {
    /// The arena, counted from 0.
    public let arena: Int
    /// What is wrong with it.
    public let cause: Cause

    /// Creates a fault.
    ///
    /// - Parameters:
    ///   - arena: The arena, counted from 0.
    ///   - cause: What is wrong with it.
    public init(arena: Int, cause: Cause) {
        self.arena = arena
        self.cause = cause
    }

    /// What can be wrong with an arena; sectors are counted as they are shown, blocks as they are stored.
    public enum Cause: Sendable, Hashable {
        /// Neither an info block nor a copy of one was found where the first arena begins: it may be another mode.
        case noTable
        /// The info block at this offset is damaged, and its copy is not.
        case infoBlock(at: UInt64)
        /// The info block at this offset is damaged, and its copy too.
        case noInfoBlock(at: UInt64)
        /// The copy of the info block differs from it.
        case copy
        /// The info block says that the kernel found an error, and took the arena for reading alone.
        case flagged
        /// The info block describes parts that do not follow one another, or are too small.
        case layout
        /// The entries of the log are in other places than any kernel puts them.
        case logSlots
        /// The two entries of a lane of the log have the same sequence number.
        case sameSequence(lane: Int)
        /// A sequence number of a lane of the log is none.
        case sequence(lane: Int)
        /// The last entry of a lane of the log is about a sector that is not there.
        case logSector(lane: Int)
        /// The last entry of a lane of the log took a sector from a block that is not there.
        case logOld(lane: Int)
        /// The last entry of a lane of the log gave a sector a block that is not there.
        case logNew(lane: Int)
        /// The last write of a lane is in the log and not in the map, which still has the block from before.
        case mapBehind(lane: Int, sector: UInt32, mapped: UInt32, logged: UInt32)
        /// The map gives a sector a block that is not there.
        case map(sector: UInt32)
        /// Two sectors have this block.
        case sharedBlock(UInt32)
        /// A sector has this block, which a lane of the log counts as free; or two lanes do so.
        case usedFreeBlock(UInt32)
    }

    /// Whether what is there tells what should be there instead.
    public var isRepairable: Bool {
        switch cause {
        case .infoBlock, .copy, .mapBehind: true
        default: false
        }
    }
}

/// What a check of a block translation table found.
public struct BlockTableReport: Sendable, Hashable {
    /// The number of arenas whose info block was found.
    public internal(set) var arenaCount = 0
    /// The place of the second entry of each lane of the log, by arena: 2 before Linux 4.15, else 1.
    public internal(set) var logSlots: [Int] = []
    /// What is wrong, arena after arena.
    public internal(set) var faults: [BlockTableFault] = []
    /// What has to be written over the table so that no repairable fault is left, and a new log if that was requested.
    public internal(set) var repairs: [BytePatch] = []
}
