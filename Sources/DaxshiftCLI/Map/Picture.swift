// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The content of a map: the dax regions by address and to scale, for text, JSON and SVG.
struct Picture: Sendable, Hashable {
    /// The host.
    let inventory: Inventory
    /// The regions by address; those with unknown addresses come last.
    let regions: [RegionPicture]

    /// Draws all regions of a host.
    init(of inventory: Inventory) {
        self.inventory = inventory
        let placed = inventory.regions.compactMap { region in
            RegionLayout(of: region, devices: inventory.devices).flatMap { layout in
                region.range.map { (region: region, layout: layout, range: $0) }
            }
        }.sorted { $0.range.start < $1.range.start }
        let largest = placed.map(\.range.size).max() ?? .zero
        var end: UInt64?
        var regions: [RegionPicture] = []
        for (region, layout, range) in placed {
            var picture = RegionPicture(of: region, layout, in: inventory)
            picture.place = RegionPicture.Place(
                range, of: largest, spans: layout.parts.count,
                gap: end.flatMap { $0 < range.start ? ByteCount(rawValue: range.start - $0 - 1) : nil })
            regions.append(picture)
            end = range.end
        }
        let known = Set(placed.map(\.region.path))
        for region in inventory.regions where !known.contains(region.path) {
            regions.append(RegionPicture(of: region, nil, in: inventory))
        }
        self.regions = regions
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
