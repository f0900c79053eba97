// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// One region of a map.
struct RegionPicture: Sendable, Hashable {
    /// The region.
    let region: Region
    /// The physical addresses; nil if they or those of its parts are unknown.
    let range: PhysicalRange?
    /// The facts about the region.
    let facts: String
    /// The parts of the region by address, or its devices if their addresses are unknown.
    let spans: [SpanPicture]
    /// The position and width in the picture; nil if the addresses are unknown.
    var place: Place?

    /// Describes a dax region.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - inventory: The host.
    init(of region: DaxRegion, in inventory: Inventory) {
        self.region = .dax(region)
        let layout = RegionLayout(of: region, devices: inventory.devices)
        range = layout == nil ? nil : region.range
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

    /// Describes an NVDIMM region: its namespaces and its free pieces.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - inventory: The host.
    init(of region: NvdimmRegion, in inventory: Inventory) {
        self.region = .nvdimm(region)
        let namespaces = inventory.namespaces.filter { $0.region == region.name && $0.rawSize != .zero }
        let pieces = inventory.freePieces(of: region)
        range = pieces == nil ? nil : region.range
        let parts =
            namespaces.map { SpanPicture(of: $0) } + (pieces?.ranges ?? []).map { SpanPicture(piece: $0) }
        spans = parts.sorted { ($0.range?.start ?? .max) < ($1.range?.start ?? .max) }
        facts = Self.facts(of: region, pieces).joined(separator: ", ")
    }

    /// The region's name.
    var name: String {
        switch region {
        case .dax(let region): KernelName(region: region.id).rawValue
        case .nvdimm(let region): region.name.rawValue
        }
    }

    /// Whether a second bar shows its memory blocks, or memory that fills none.
    var hasShades: Bool { place != nil && spans.contains { $0.memory.contains { $0.shade != nil } } }

    /// The parts, one row each.
    var table: TextTable {
        if case .nvdimm = region {
            var table = TextTable(columns: [
                .init(title: "AT"), .init(title: "SIZE", alignment: .right), .init(title: "NAMESPACE"),
                .init(title: "MODE"),
            ])
            for span in spans { table.addRow(span.cells) }
            return table
        }
        var table = TextTable(columns: [
            .init(title: "AT"), .init(title: "SIZE", alignment: .right), .init(title: "DEVICE"),
            .init(title: "MODE"), .init(title: "BLOCKS", alignment: .right),
            .init(title: "LOST", alignment: .right, isOptional: true),
            .init(title: "FITS", alignment: .right, isOptional: true), .init(title: "ZONE", isOptional: true),
        ])
        for span in spans { table.addRow(span.cells) }
        return table
    }

    private static func facts(of region: DaxRegion, _ layout: RegionLayout?) -> [String] {
        // A pmem region is identified by its nd device: those of one NVDIMM region have the same number.
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

    private static func facts(of region: NvdimmRegion, _ pieces: FreePieces?) -> [String] {
        var facts = ["NVDIMM region"]
        if region.mappings.count > 1 { facts.append("\(region.mappings.count) ways") }
        facts.append(region.size?.description ?? "?")
        if let align = region.align { facts.append("align \(align)") }
        if !region.isEnabled { facts.append("disabled") }
        guard let pieces else { return facts + ["where its parts lie is unknown"] }
        switch pieces.ranges.count {
        case 0: facts.append("nothing free")
        case 1: facts.append("\(pieces.total) free")
        case let count: facts.append("\(pieces.total) free in \(count) pieces")
        }
        return facts
    }

    /// A region.
    enum Region: Sendable, Hashable {
        /// A dax region, which is divided into devices.
        case dax(DaxRegion)
        /// An NVDIMM region, which is divided into namespaces.
        case nvdimm(NvdimmRegion)
    }

    /// The addresses of a region, and its width in the picture.
    struct Place: Sendable, Hashable {
        /// The physical addresses.
        let range: PhysicalRange
        /// The addresses between this region and the one before; nil where there are none.
        let gap: ByteCount?
        /// The width; that of the largest region is 1.
        let width: Double
        /// The factor by which it is wider than to scale; nil if it is to scale.
        let enlargement: String?

        /// Computes the width of a region, enlarged if it would be unreadable.
        ///
        /// - Parameters:
        ///   - range: The physical addresses.
        ///   - largest: The size of the largest region.
        ///   - spans: The number of its parts.
        ///   - gap: The addresses between this region and the one before.
        init(_ range: PhysicalRange, of largest: ByteCount, spans: Int, gap: ByteCount?) {
            self.range = range
            self.gap = gap
            let scaled = Double(range.size.rawValue) / Double(largest.rawValue)
            let legible = min(1, max(0.25, Double(spans) / 20))
            width = max(scaled, legible)
            // The factor may exceed Int for the smallest region beside the largest possible one.
            let tenths = Int(exactly: (width / scaled * 10).rounded()) ?? .max
            enlargement =
                tenths > 10 ? "\(tenths / 10)" + (tenths % 10 == 0 ? "" : ".\(tenths % 10)") : nil
        }
    }
}

extension DaxRegion {
    /// The largest device that fits a hole at the region's alignment; nil if unknown.
    func fit(in hole: PhysicalRange) -> ByteCount? {
        align.map { hole.fitting(DaxRegion.granule(for: $0))?.size ?? .zero }
    }
}
