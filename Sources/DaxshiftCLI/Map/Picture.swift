// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The content of a map: the NVDIMM and dax regions by address and to scale, for text, JSON and SVG.
struct Picture: Sendable, Hashable {
    /// The host.
    let inventory: Inventory
    /// The regions by address; those with unknown addresses come last.
    let regions: [RegionPicture]

    /// Draws all regions of a host.
    init(of inventory: Inventory) {
        self.inventory = inventory
        let all =
            inventory.nvdimmRegions.map { RegionPicture(of: $0, in: inventory) }
            + inventory.regions.map { RegionPicture(of: $0, in: inventory) }
        // An NVDIMM region comes before the dax regions in it, which begin where it does or behind that.
        var placed = all.compactMap { region in region.range.map { (region: region, range: $0) } }.sorted {
            ($0.range.start, $1.range.end) < ($1.range.start, $0.range.end)
        }
        let largest = placed.map(\.range.size).max() ?? .zero
        var end: UInt64?
        for index in placed.indices {
            let (region, range) = placed[index]
            placed[index].region.place = RegionPicture.Place(
                range, of: largest, spans: region.spans.count,
                gap: end.flatMap { end in
                    end < range.start && range.start - end > 1
                        ? ByteCount(rawValue: range.start - end - 1) : nil
                })
            end = max(end ?? 0, range.end)
        }
        regions = placed.map(\.region) + all.filter { $0.range == nil }
    }

    /// The uses that occur, in the order in which a legend explains them.
    var uses: [SpanPicture.Use] {
        let found = Set(regions.filter { $0.place != nil }.flatMap(\.spans).map(\.use))
        return SpanPicture.Use.allCases.filter(found.contains)
    }

    /// The kinds of memory that occur, in the order in which a legend explains them.
    var shades: [MemoryRun.Shade] {
        let found = Set(
            regions.filter { $0.place != nil }.flatMap(\.spans).flatMap(\.memory).compactMap(\.shade))
        return MemoryRun.Shade.allCases.filter(found.contains)
    }

    /// The regions not drawn to scale, in one line; nil if there are none.
    var distortion: String? {
        let enlarged = regions.compactMap { region in
            region.place?.enlargement.map { "\(region.name) \($0) times" }
        }
        return enlarged.isEmpty ? nil : "drawn wider than to scale: \(enlarged.joined(separator: ", "))"
    }
}
