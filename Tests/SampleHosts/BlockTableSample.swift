// SPDX-License-Identifier: Apache-2.0

/// The bytes of a namespace in sector mode, with sectors of 512 bytes that were never written: each is in the block of its number.
public struct BlockTableSample: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// Where the arenas begin.
    public let starts: [Int]
    /// The size of an arena.
    public let arena: Int
    /// The sectors of an arena.
    public let sectors: Int
    private let parent: [UInt8]

    /// The lanes of the log of each arena.
    public static let lanes = 8
    /// The size of an info block, of the map and of the log.
    private static let page = 4096

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - arenas: The number of arenas, of 256 KiB each; the kernel makes larger ones.
    ///   - isSecond: Whether it is version 2, which begins at once.
    ///   - parent: The 16 bytes of the UUID of the namespace.
    public init(arenas: Int = 1, isSecond: Bool = false, parent: [UInt8] = Array(0..<16)) {
        let arena = 256 << 10
        let blocks = (arena - 4 * Self.page) / 516
        self.arena = arena
        self.parent = parent
        sectors = blocks - Self.lanes
        starts = (0..<arenas).map { (isSecond ? 0 : Self.page) + $0 * arena }
        bytes = [UInt8](repeating: 0, count: (starts.last ?? 0) + arena)
        for (index, start) in starts.enumerated() {
            let info = infoBlock(isSecond, next: index + 1 < arenas ? arena : 0)
            write(info, at: start)
            write(info, at: copy(of: index))
            for lane in 0..<Self.lanes {
                let free = UInt32(sectors + lane)
                setLog(lane, 0, [UInt32(lane), free, free, 1], of: index)
            }
        }
    }

    /// Where the map of an arena begins.
    public func map(of index: Int = 0) -> Int { log(of: index) - Self.page }
    /// Where the log of an arena begins.
    public func log(of index: Int = 0) -> Int { copy(of: index) - Self.page }
    /// Where the copy of the info block of an arena is.
    public func copy(of index: Int = 0) -> Int { starts[index] + arena - Self.page }

    /// Sets the map entry of a sector.
    public mutating func setMap(_ sector: Int, _ entry: UInt32, of index: Int = 0) {
        write(Self.bytes(entry), at: map(of: index) + 4 * sector)
    }

    /// Sets an entry of the log: the sector, the old block, the new one, and the sequence number.
    public mutating func setLog(_ lane: Int, _ slot: Int, _ words: [UInt32], of index: Int = 0) {
        write(words.flatMap(Self.bytes), at: log(of: index) + 64 * lane + 16 * slot)
    }

    /// Overwrites bytes.
    public mutating func write(_ new: [UInt8], at offset: Int) {
        bytes.replaceSubrange(offset..<offset + new.count, with: new)
    }

    /// Changes bytes of an info block, and makes its checksum right.
    public mutating func changeInfo(at offset: Int, _ place: Int, _ new: [UInt8]) {
        write(new, at: offset + place)
        var block = Array(bytes[offset..<offset + Self.page])
        block.replaceSubrange(4088..<4096, with: [UInt8](repeating: 0, count: 8))
        write(Array(block[..<4088]) + Self.checksum(of: block), at: offset)
    }

    private func infoBlock(_ isSecond: Bool, next: Int) -> [UInt8] {
        var block = Array("BTT_ARENA_INFO".utf8) + [0, 0] + [UInt8](repeating: 7, count: 16) + parent
        block += Self.bytes(0) + (isSecond ? [2, 0, 0, 0] : [1, 0, 1, 0])
        let blocks = UInt32(sectors + Self.lanes)
        block += [512, UInt32(sectors), 512, blocks, UInt32(Self.lanes), 4096].flatMap(Self.bytes)
        let log = arena - 2 * Self.page
        for offset in [next, Self.page, log - Self.page, log, arena - Self.page] {
            block += Self.bytes(UInt32(offset)) + Self.bytes(0)
        }
        block += [UInt8](repeating: 0, count: Self.page - block.count)
        return block.dropLast(8) + Self.checksum(of: block)
    }

    /// The Fletcher checksum of a block whose own place is zero.
    private static func checksum(of block: [UInt8]) -> [UInt8] {
        var (low, high) = (0, 0) as (UInt32, UInt32)
        for place in stride(from: 0, to: block.count, by: 4) {
            low &+= (0..<4).reduce(UInt32(0)) { $0 | UInt32(block[place + $1]) << (8 * $1) }
            high &+= low
        }
        return bytes(low) + bytes(high)
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
