// SPDX-License-Identifier: Apache-2.0

extension NamespaceLayout {
    /// The size of a block device over a block translation table; nil where there is no room for it.
    ///
    /// The table divides the namespace into arenas. An arena is an info block, data, a map with 4 bytes for each
    /// sector, a log, and a copy of the info block. Of the sectors, 256 are spare.
    var sectors: ByteCount? {
        let whole = size - tableOffset
        guard whole >= Self.leastSize, sectorSize >= Self.leastSector else { return nil }
        let (full, rest) = whole.rawValue.quotientAndRemainder(dividingBy: Self.largestArena.rawValue)
        let last = ByteCount(rawValue: rest)
        let count = ByteCount(rawValue: sectors(in: Self.largestArena)) * full
        let more = ByteCount(rawValue: last < Self.leastSize ? 0 : sectors(in: last))
        return size(ofSectors: (count + more).rawValue)
    }

    /// Where the first arena begins: version 2 of the table, which goes with labels 1.2, leaves no room before it.
    private var tableOffset: ByteCount { labels == .v1_2 ? .zero : Self.page }

    /// The number of sectors that an arena offers.
    private func sectors(in arena: ByteCount) -> UInt64 {
        let available = arena.roundedDown(to: Self.page) - Self.fixedMetadata
        guard let stored = sectorSize.roundedUp(to: Self.sectorUnit) else { return 0 }
        let sectors = available.rawValue / (stored + Self.mapEntry).rawValue
        return sectors > Self.spareSectors ? sectors - Self.spareSectors : 0
    }

    /// The size of the data of sectors, which may each hold a few bytes more for integrity.
    private func size(ofSectors count: UInt64) -> ByteCount? {
        let data = sectorSize >= Self.page ? Self.page : Self.leastSector
        return count == 0 ? nil : data * count
    }

    static let largestArena = ByteCount(rawValue: 512 << 30)
    private static let leastSector = ByteCount(rawValue: 512)
    /// Two info blocks, the log of 64 bytes for each spare sector, and a page for the rounding of the map.
    private static let fixedMetadata = ByteCount(rawValue: 2 * 4096 + spareSectors * 64 + 4096)
    private static let spareSectors: UInt64 = 256
    private static let sectorUnit = ByteCount(rawValue: 64)
    private static let mapEntry = ByteCount(rawValue: 4)
}
