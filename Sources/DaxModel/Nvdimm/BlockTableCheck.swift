// SPDX-License-Identifier: Apache-2.0

/// A check of the block translation table of a namespace in sector mode; it writes nothing.
///
/// The table divides the namespace into arenas. The map of an arena gives each sector a block, and its log has a free block for
/// each lane: together they name each block once. Of the map, 1 MiB is read at a time; in memory are a bit for each block of one
/// arena, at most 128 MiB, and its log, at most 4 MiB.
///
/// The corresponding kernel documentation is `Documentation/driver-api/nvdimm/btt.rst`.
public struct BlockTableCheck<Failure: Error> {
    /// Reads bytes of the namespace: their offset and their number.
    public typealias Read = (UInt64, Int) throws(Failure) -> [UInt8]

    private let size: UInt64
    private let parentUUID: String?
    private let rewritesLog: Bool
    private let read: Read
    private var report = BlockTableReport()

    /// Creates a check.
    ///
    /// - Parameters:
    ///   - size: The size of the namespace.
    ///   - parentUUID: The UUID of the namespace's label; nil without a label.
    ///   - rewritesLog: Whether the repairs write the log of each arena anew that has no other fault.
    ///   - read: Reads bytes of the namespace.
    public init(size: ByteCount, parentUUID: String?, rewritesLog: Bool = false, read: @escaping Read) {
        self.size = size.rawValue
        self.parentUUID = parentUUID
        self.rewritesLog = rewritesLog
        self.read = read
    }

    /// Checks all arenas.
    ///
    /// - Returns: What was found.
    /// - Throws: What reading throws.
    public mutating func run() throws(Failure) -> BlockTableReport {
        report = BlockTableReport()
        for arena in try arenas() { try check(arena) }
        return report
    }

    // MARK: Arenas

    /// An arena whose info block is right, or was found in its copy.
    private struct FoundArena {
        let number: Int
        let start: UInt64
        let info: InfoBlock.Stored

        var layout: InfoBlock.Arena { info.arena }
    }

    private mutating func add(_ cause: BlockTableFault.Cause, _ arena: Int) {
        report.faults.append(BlockTableFault(arena: arena, cause: cause))
    }

    private mutating func arenas() throws(Failure) -> [FoundArena] {
        guard var start = try firstStart() else {
            add(.noTable, 0)
            return []
        }
        var found: [FoundArena] = []
        while let info = try info(of: found.count, at: start) {
            guard info.identity.flags & InfoBlock.errorFlag == 0 else {
                add(.flagged, found.count)
                break
            }
            guard info.arena.isSound(in: size - start) else {
                add(.layout, found.count)
                break
            }
            found.append(FoundArena(number: found.count, start: start, info: info))
            guard info.arena.nextOffset > 0 else { break }
            start += info.arena.nextOffset
        }
        report.arenaCount = found.count
        return found
    }

    /// Where the first arena begins, which depends on the version of the table: behind 4 KiB, or at once.
    private func firstStart() throws(Failure) -> UInt64? {
        let starts = [UInt64(InfoBlock.size), 0]
        for start in starts where try infoBlock(at: start) != nil { return start }
        for start in starts where try copy(ofArenaAt: start) != nil { return start }
        return nil
    }

    private mutating func info(of arena: Int, at start: UInt64) throws(Failure) -> InfoBlock.Stored? {
        if let info = try infoBlock(at: start) { return info }
        guard let copy = try copy(ofArenaAt: start) else {
            add(.noInfoBlock(at: start), arena)
            return nil
        }
        add(.infoBlock(at: start), arena)
        repair(start, copy.bytes)
        return copy
    }

    /// The info block at an offset; nil where none is, it is damaged, or it belongs to another namespace.
    private func infoBlock(at offset: UInt64) throws(Failure) -> InfoBlock.Stored? {
        guard let info = try stored(at: offset), info.identity.isIntact else { return nil }
        let parent = info.identity.parentUUID
        return parent == parentUUID || parent.allSatisfy { $0 == "0" || $0 == "-" } ? info : nil
    }

    private func stored(at offset: UInt64) throws(Failure) -> InfoBlock.Stored? {
        let (end, isBeyond) = offset.addingReportingOverflow(UInt64(InfoBlock.size))
        guard !isBeyond, end <= size else { return nil }
        return InfoBlock.Stored(try read(offset, InfoBlock.size))
    }

    /// The copy of the info block of an arena: at its end as the kernel lays it out, or where its info block says.
    ///
    /// A copy knows its own place in the arena, so that of another arena is none.
    private func copy(ofArenaAt start: UInt64) throws(Failure) -> InfoBlock.Stored? {
        guard start < size else { return nil }
        let arena = ByteCount(rawValue: min(size - start, NamespaceLayout.largestArena.rawValue))
        let end = arena.roundedDown(to: NamespaceLayout.page) - ByteCount(rawValue: UInt64(InfoBlock.size))
        for offset in [end.rawValue, try stored(at: start)?.arena.copyOffset ?? 0] {
            let (place, isBeyond) = start.addingReportingOverflow(offset)
            guard !isBeyond, let copy = try infoBlock(at: place), copy.arena.copyOffset == offset else {
                continue
            }
            return copy
        }
        return nil
    }

    private mutating func repair(_ offset: UInt64, _ bytes: [UInt8]) {
        guard let offset = Int(exactly: offset) else { return }
        report.repairs.append(BytePatch(at: offset, bytes))
    }

    // MARK: One arena

    private mutating func check(_ arena: FoundArena) throws(Failure) {
        let layout = arena.layout
        let log = BlockTableLog(try read(arena.start + layout.logOffset, layout.logSize))
        guard let slot = log.secondSlot else { return add(.logSlots, arena.number) }
        report.logSlots.append(slot)
        var entries: [BlockTableLog.Entry] = []
        for lane in 0..<log.count {
            let entry = log.lastEntry(of: lane, secondSlot: slot)
            if let cause = entry.fault(in: lane, of: layout) { return add(cause, arena.number) }
            entries.append(entry)
        }
        let behind = try mapBehind(entries, arena)
        if try read(arena.start + layout.copyOffset, InfoBlock.size) != arena.info.bytes {
            add(.copy, arena.number)
            repair(arena.start + layout.copyOffset, arena.info.bytes)
        }
        guard try checkBlocks(entries, behind, arena), rewritesLog else { return }
        repair(arena.start + layout.logOffset, entries.flatMap(\.firstGroup))
    }

    /// Finds the sectors whose last write is in the log and not in the map.
    private mutating func mapBehind(
        _ entries: [BlockTableLog.Entry], _ arena: FoundArena
    ) throws(Failure) -> [UInt32: UInt32] {
        var behind: [UInt32: UInt32] = [:]
        for (lane, entry) in entries.enumerated() {
            let place = arena.start + arena.layout.mapOffset + 4 * UInt64(entry.sector)
            let mapped = try Self.block(of: entry.sector, in: read(place, 4), at: 0)
            guard entry.new != mapped, entry.old == mapped else { continue }
            add(
                .mapBehind(lane: lane, sector: entry.sector, mapped: mapped, logged: entry.new), arena.number)
            repair(place, BlockTableLog.bytes(entry.new | Self.isMapped))
            behind[entry.sector] = entry.new
        }
        return behind
    }

    /// Checks that the map, with what it lacks of the log, and the log name each block once.
    private mutating func checkBlocks(
        _ entries: [BlockTableLog.Entry], _ behind: [UInt32: UInt32], _ arena: FoundArena
    ) throws(Failure) -> Bool {
        let layout = arena.layout
        var named = BlockSet(count: layout.internalSectors)
        var first: UInt32 = 0
        while first < layout.externalSectors {
            let sectors = first..<first + min(Self.piece, layout.externalSectors - first)
            let bytes = try read(
                arena.start + layout.mapOffset + 4 * UInt64(first), 4 * sectors.count)
            let changed = behind.filter { sectors.contains($0.key) }
            for sector in sectors {
                var block = Self.block(of: sector, in: bytes, at: Int(sector - first))
                if !changed.isEmpty { block = changed[sector] ?? block }
                guard block < layout.internalSectors else {
                    add(.map(sector: sector), arena.number)
                    return false
                }
                guard named.insert(block) else {
                    add(.sharedBlock(block), arena.number)
                    return false
                }
            }
            first = sectors.upperBound
        }
        for entry in entries where !named.insert(entry.old) {
            add(.usedFreeBlock(entry.old), arena.number)
            return false
        }
        // Each was named once, and there are as many sectors and lanes as blocks.
        return true
    }

    /// The block of a sector: a map entry without both flags, which is one of the kernel's first making, means the same number.
    private static func block(of sector: UInt32, in bytes: [UInt8], at index: Int) -> UInt32 {
        let place = 4 * index
        let entry =
            UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2]) << 16
            | UInt32(bytes[place + 3]) << 24
        return entry & isMapped == 0 ? sector : entry & ~isMapped
    }

    /// The flags of a map entry: both of a block with data, one of one that is zero or has an error.
    private static var isMapped: UInt32 { 0xc000_0000 }
    /// The map entries that are read at a time.
    private static var piece: UInt32 { 1 << 18 }
}

/// A set of numbers below a limit, a bit each.
private struct BlockSet {
    private var words: [UInt64]

    init(count: UInt32) {
        words = Array(repeating: 0, count: Int(count / 64) + 1)
    }

    /// Adds a number; returns false when it was there already.
    mutating func insert(_ number: UInt32) -> Bool {
        let (word, bit) = (Int(number / 64), UInt64(1) << UInt64(number % 64))
        guard words[word] & bit == 0 else { return false }
        words[word] |= bit
        return true
    }
}
