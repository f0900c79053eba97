// SPDX-License-Identifier: Apache-2.0

/// The log of an arena: for each lane the two last writes, between which lies padding.
///
/// The corresponding kernel structure is `log_group`.
struct BlockTableLog {
    /// The number of lanes.
    let count: Int
    private let bytes: [UInt8]

    static let groupSize = 64
    private static let entrySize = 16

    /// Creates a log from its bytes, 64 for each lane.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        count = bytes.count / Self.groupSize
    }

    /// A write: a sector that got another block.
    struct Entry {
        let sector: UInt32
        /// The block from before, which is free.
        let old: UInt32
        /// The block of the sector.
        let new: UInt32
        /// The sequence numbers of this entry and of the other one of its lane; 0 of one that was never written.
        fileprivate let sequences: [UInt32]
    }

    /// The place of the second entry in the groups: 1, or 2 as it was before Linux 4.15; nil when it is at neither.
    ///
    /// The first is at 0. A lane has no second one until its first write.
    var secondSlot: Int? {
        var used: Set<Int> = []
        for lane in 0..<count {
            let slots = (0..<4).filter { isUsed($0, of: lane) }
            guard slots.first == 0 else { return nil }
            used.formUnion(slots)
        }
        return used.isSubset(of: [0, 1]) ? 1 : used.isSubset(of: [0, 2]) ? 2 : nil
    }

    private func isUsed(_ slot: Int, of lane: Int) -> Bool {
        let start = place(of: slot, of: lane)
        return bytes[start..<start + Self.entrySize].contains { $0 != 0 }
    }

    private func place(of slot: Int, of lane: Int) -> Int { lane * Self.groupSize + slot * Self.entrySize }

    /// The last write of a lane, whose sequence number follows that of the other: 1, 2, 3, and 1 again.
    func lastEntry(of lane: Int, secondSlot: Int) -> Entry {
        let slots = [0, secondSlot]
        let sequences = slots.map { word(3, of: $0, of: lane) }
        let isSecond = sequences[1] == sequences[0] % 3 + 1
        let slot = slots[isSecond ? 1 : 0]
        return Entry(
            sector: word(0, of: slot, of: lane), old: word(1, of: slot, of: lane) & Self.blockMask,
            new: word(2, of: slot, of: lane) & Self.blockMask, sequences: sequences)
    }

    private func word(_ index: Int, of slot: Int, of lane: Int) -> UInt32 {
        LabelBytes(bytes[...]).number(UInt32.self, at: place(of: slot, of: lane) + 4 * index)
    }

    static func bytes(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// The kernel keeps the flags of a map entry in the log.
    private static let blockMask: UInt32 = 0x3fff_ffff
}

extension BlockTableLog.Entry {
    /// What is wrong with the entry; nil when nothing is.
    func fault(in lane: Int, of arena: InfoBlock.Arena) -> BlockTableFault.Cause? {
        if sequences[0] == sequences[1] { return .sameSequence(lane: lane) }
        // Only the second one may not be written yet.
        guard (1...3).contains(sequences[0]), (1...3).contains(sequences[1]) || sequences == [1, 0] else {
            return .sequence(lane: lane)
        }
        if sector >= arena.externalSectors { return .logSector(lane: lane) }
        if old >= arena.internalSectors { return .logOld(lane: lane) }
        return new >= arena.internalSectors ? .logNew(lane: lane) : nil
    }

    /// The lane as the kernel makes it first, with this write alone, which both kinds of padding have at the same place.
    var firstGroup: [UInt8] {
        let words = [sector, old, new, 1].flatMap(BlockTableLog.bytes)
        return words + [UInt8](repeating: 0, count: BlockTableLog.groupSize - words.count)
    }
}

extension InfoBlock.Arena {
    /// The size of the log in bytes.
    var logSize: Int { Int(freeSectors) * BlockTableLog.groupSize }

    /// Whether the parts follow one another, and each has room for what it holds.
    ///
    /// - Parameter room: The bytes from the start of the arena to the end of the namespace.
    /// - Returns: Whether they do.
    func isSound(in room: UInt64) -> Bool {
        let info = UInt64(InfoBlock.size)
        let limit = min(room, NamespaceLayout.largestArena.rawValue)
        guard copyOffset <= limit, limit - copyOffset >= info, logOffset < copyOffset, mapOffset < logOffset,
            dataOffset < mapOffset, dataOffset >= info,
            (1...Self.mostLanes).contains(freeSectors), internalSectorSize >= max(512, externalSectorSize),
            UInt64(internalSectors) == UInt64(externalSectors) + UInt64(freeSectors)
        else { return false }
        return UInt64(internalSectors) * UInt64(internalSectorSize) <= mapOffset - dataOffset
            && 4 * UInt64(externalSectors) <= logOffset - mapOffset
            && UInt64(logSize) <= copyOffset - logOffset
            && (nextOffset == 0 || nextOffset >= copyOffset + info && nextOffset < room)
    }

    /// More than any kernel makes, which is 256.
    private static let mostLanes: UInt32 = 1 << 16
}

extension InfoBlock {
    /// The flag of an arena with an error.
    static let errorFlag: UInt32 = 1
}
