// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// One region of a map.
struct RegionPicture: Sendable, Hashable {
    /// The region's number.
    let id: Int
    /// What to know of the region as a whole.
    let facts: String
    /// The parts of the region by address, or its devices where it is not known where they lie.
    let spans: [SpanPicture]
    /// Where and how large it is drawn; nil when it is not known where the region lies.
    var place: Place?

    /// Describes a region.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - layout: How it is divided; nil when that is not known.
    ///   - inventory: The host.
    init(of region: DaxRegion, _ layout: RegionLayout?, in inventory: Inventory) {
        id = region.id
        let devices = inventory.devices.filter { $0.regionPath == region.path }
        if let layout {
            spans = layout.parts.map { part in
                guard let holder = part.holder,
                    let device = devices.first(where: { $0.name == holder.device })
                else { return SpanPicture(free: part.range, in: region, blockSize: inventory.blockSize) }
                return SpanPicture(of: device, range: holder.index, blockSize: inventory.blockSize)
            }
        } else {
            spans = devices.filter { $0.size != .zero }.flatMap { device in
                let indexes: [Int?] = device.ranges.isEmpty ? [nil] : Array(device.ranges.indices)
                return indexes.map { SpanPicture(of: device, range: $0, blockSize: inventory.blockSize) }
            }
        }
        facts = Self.facts(of: region, layout).joined(separator: ", ")
    }

    /// The region's name.
    var name: String { KernelName(region: id).rawValue }

    /// Whether any of it is memory in blocks.
    var hasMemory: Bool { place != nil && spans.contains { !$0.memory.isEmpty } }

    /// The parts, a row each.
    var table: TextTable {
        var table = TextTable(columns: [
            .init(title: "AT"), .init(title: "SIZE", alignment: .right), .init(title: "DEVICE"),
            .init(title: "MODE"), .init(title: "BLOCKS", alignment: .right),
            .init(title: "LOST", alignment: .right, isOptional: true), .init(title: "ZONE", isOptional: true),
        ])
        for span in spans { table.addRow(span.cells) }
        return table
    }

    private static func facts(of region: DaxRegion, _ layout: RegionLayout?) -> [String] {
        // A pmem region is known by its nd device: all those of an NVDIMM region have one number.
        let provider =
            region.provider == .pmem ? "pmem of the nd device \(region.providerDevice)" : "\(region.provider)"
        var facts = [provider, region.kind.rawValue]
        facts.append(region.size?.description ?? "?")
        if let align = region.align { facts.append("align \(align)") }
        guard let layout else { return facts + ["where it lies is unknown"] }
        guard region.kind == .dynamic else { return facts }
        let holes = layout.holes
        let free = holes.reduce(.zero) { $0 + $1.size }
        guard free > .zero else { return facts + ["nothing free"] }
        facts.append(holes.count == 1 ? "\(free) free" : "\(free) free in \(holes.count) holes")
        let usable = holes.reduce(ByteCount.zero) { $0 + (region.fit(in: $1) ?? $1.size) }
        if usable < free { facts.append("\(usable) usable") }
        return facts
    }

    /// Where a region lies, and how large it is drawn.
    struct Place: Sendable, Hashable {
        /// The physical addresses.
        let range: PhysicalRange
        /// The addresses between this region and the one before; nil where there are none.
        let gap: ByteCount?
        /// The width, of which that of the largest region is 1.
        let width: Double
        /// How many times wider that is than the scale would have it; nil when it is to scale.
        let enlargement: String?

        /// Gives a region its width, enlarged where it would be too small to be read.
        ///
        /// - Parameters:
        ///   - range: The physical addresses.
        ///   - largest: The size of the largest region.
        ///   - spans: How many parts have to be seen in it.
        ///   - gap: The addresses between this region and the one before.
        init(_ range: PhysicalRange, of largest: ByteCount, spans: Int, gap: ByteCount?) {
            self.range = range
            self.gap = gap
            let scaled = Double(range.size.rawValue) / Double(largest.rawValue)
            let legible = min(1, max(0.25, Double(spans) / 20))
            width = max(scaled, legible)
            // The smallest region beside the largest that there can be gives more than an Int holds.
            let tenths = Int(exactly: (width / scaled * 10).rounded()) ?? .max
            enlargement =
                tenths > 10 ? "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)") : nil
        }
    }
}

extension DaxRegion {
    /// What a device in a hole can have, as the region's alignment allows; nil when that is not known.
    func fit(in hole: PhysicalRange) -> ByteCount? {
        align.map { hole.fitting(DaxRegion.granule(for: $0))?.size ?? .zero }
    }
}
