// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Listing: Presentable {
    /// A line about the host, then the tree of regions, namespaces and devices; nothing where there is none of them.
    ///
    /// A narrow terminal does without ``ListColumn/droppable`` columns, unless columns were named.
    func lines(for terminal: Terminal) -> [StyledText] {
        let trees = trees
        guard !trees.isEmpty else { return [] }
        let dropped = layout.columns == nil ? ListColumn.droppable.compactMap(columns.firstIndex) : []
        var table = TextTable(
            columns: columns.map {
                var column = $0.tableColumn
                column.isOptional = layout.columns == nil && ListColumn.reported.contains($0)
                return column
            })
        TextTree.add(trees, to: &table, in: columns.firstIndex(of: .name), usesUTF8: terminal.usesUTF8)
        let rows = table.lines(
            fitting: terminal.width, dropping: dropped, hasHeader: layout.hasHeadings)
        return layout.hasHeadings ? [StyledText(inventory.headline)] + rows + badMemory : rows
    }

    private var columns: [ListColumn] { layout.columns ?? ListColumn.usual(for: kinds) }

    private func row(_ cells: [ListColumn: StyledText]) -> TextTree.Content {
        .row(columns.map { cells[$0] ?? "" })
    }

    /// The bad sectors, one line per region and device.
    private var badMemory: [StyledText] {
        let regions = (kinds.contains(.region) ? inventory.nvdimmRegions : []).filter {
            !$0.badSectors.isEmpty
        }
        let devices = (kinds.contains(.device) ? inventory.devices : []).filter { !$0.badRanges.isEmpty }
        return regions.map {
            Self.badMemory(of: $0.name.rawValue, $0.badSectors.sectorCount, in: $0.badSectors.count)
        }
            + devices.map {
                Self.badMemory(of: "\($0.name)", $0.badRanges.sectorCount, in: $0.badRanges.count)
            }
    }

    private static func badMemory(of name: String, _ count: UInt64, in ranges: Int) -> StyledText {
        StyledText(
            "\(name): \(count) bad \(count == 1 ? "sector" : "sectors") of 512 B in \(ranges) "
                + "\(ranges == 1 ? "range" : "ranges")", .yellow)
    }

    /// The objects to list, each below its nearest listed parent.
    private var trees: [TextTree] {
        var ofNamespace: [KernelName: [TextTree]] = [:]
        var ofRegion: [KernelName: [TextTree]] = [:]
        var roots: [TextTree] = []
        let rows = regionRows
        let names = Set(kinds.contains(.region) ? rows.map(\.name) : [])
        var ofBus: [KernelName: [TextTree]] = [:]
        let buses = Dictionary(inventory.nvdimmRegions.map { ($0.name, $0.bus) }) { first, _ in first }
        func hang(_ tree: TextTree, on bus: KernelName?) {
            if let bus, kinds.contains(.bus) {
                ofBus[bus, default: []].append(tree)
            } else {
                roots.append(tree)
            }
        }
        func hang(_ tree: TextTree, below region: KernelName) {
            if names.contains(region) {
                ofRegion[region, default: []].append(tree)
            } else {
                hang(tree, on: buses[region])
            }
        }

        for dimm in kinds.contains(.dimm) ? inventory.dimms : [] { hang(tree(of: dimm), on: dimm.bus) }

        var loose: [DaxDevice] = []
        for device in kinds.contains(.device) ? inventory.devices : [] {
            if kinds.contains(.namespace), let namespace = carrier(of: device)?.name {
                ofNamespace[namespace, default: []].append(tree(of: device))
            } else {
                loose.append(device)
            }
        }
        for namespace in kinds.contains(.namespace) ? inventory.namespaces : [] {
            hang(tree(of: namespace, ofNamespace[namespace.name, default: []]), below: namespace.region)
        }
        for device in loose {
            hang(tree(of: device), below: KernelName(region: device.name.region))
        }
        let loners = roots
        roots = []
        for row in rows where names.contains(row.name) {
            hang(
                TextTree(content: row.content, children: ofRegion[row.name, default: []]), on: buses[row.name]
            )
        }
        let unowned = kinds.contains(.device) ? inventory.unownedMemory.map(tree) : []
        let tops =
            kinds.contains(.bus) ? inventory.buses.map { tree(of: $0, ofBus[$0.name, default: []]) } : []
        let trees = tops + roots + loners + unowned
        guard let provider = columns.firstIndex(of: .provider) else { return trees }
        return trees.map { $0.withoutRepeats(in: provider) }
    }

    private func tree(of bus: NvdimmBus, _ children: [TextTree]) -> TextTree {
        TextTree(
            content: row([.name: StyledText(bus.name.rawValue, .bold), .provider: StyledText(bus.provider)]),
            children: children)
    }

    private func tree(of dimm: Dimm) -> TextTree {
        let state =
            dimm.isEnabled ? StyledText(dimm.isActive ? "active" : "idle") : Self.state(isEnabled: false)
        return TextTree(
            content: row([
                .name: StyledText(dimm.name.rawValue, .bold),
                .provider: StyledText(DaxRegion.Provider.pmem.rawValue), .state: state,
                .flags: StyledText(dimm.flags.joined(separator: ", "), dimm.isLocked ? .yellow : nil),
                .slots: StyledText(dimm.freeSlots?.description ?? ""),
                .health: dimm.health.map(Self.text) ?? "", .serial: StyledText(dimm.serial ?? ""),
            ]))
    }

    /// The state, with the alarms that are raised.
    private static func text(_ health: DimmHealth) -> StyledText {
        let alarms = DimmHealth.Alarm.allCases.filter { health.alarms?.contains($0) == true }
        let words = [health.state ?? .unknown].map(\.rawValue) + alarms.map { "\($0.rawValue) alarm" }
        let isWell = alarms.isEmpty && (health.state == .ok || health.state == .unknown)
        return StyledText(words.joined(separator: ", "), isWell ? nil : .yellow)
    }

    /// The columns that an NVDIMM region has alone.
    private func cells(of region: NvdimmRegion) -> [ListColumn: StyledText] {
        let pieces = freePieces[region.name]
        let free = pieces.map { pieces in
            let count = pieces.ranges.count
            return count > 1 ? "\(pieces.total) in \(count) pieces" : "\(pieces.total)"
        }
        return [
            .ways: StyledText(region.mappings.isEmpty ? "" : "\(region.mappings.count)"),
            .align: text(known: region.align), .free: StyledText(free ?? ""),
            .bad: Self.count(of: region.badSectors),
            .readOnly: region.isReadOnly ? StyledText("yes", .yellow) : "",
            .persistence: StyledText(region.persistenceDomain ?? ""),
        ]
    }

    private static func count(of sectors: [BadSectors]) -> StyledText {
        sectors.isEmpty ? "" : StyledText("\(sectors.sectorCount)", .yellow)
    }

    private static func count(of ranges: [PhysicalRange]) -> StyledText {
        ranges.isEmpty ? "" : StyledText("\(ranges.sectorCount)", .yellow)
    }

    /// One row per region number: the NVDIMM region with the values of the dax regions of that number.
    ///
    /// An NVDIMM region with several namespaces has several dax regions; their memory belongs to one node.
    private var regionRows: [(name: KernelName, content: TextTree.Content)] {
        let physical = Dictionary(inventory.nvdimmRegions.map { ($0.name, $0) }) { first, _ in first }
        let dax = Dictionary(grouping: inventory.regions) { KernelName(region: $0.id) }
        var names = Set(physical.keys).union(dax.keys).sorted()
        if isBySpeed { names = inventory.sorted(names) { dax[$0]?.first?.targetNode } }
        return names.map { name in
            let state = physical[name].map { Self.state(isEnabled: $0.isEnabled) }
            let (regions, region) = (dax[name, default: []], dax[name]?.first)
            let sizes = regions.compactMap(\.size)
            let size = sizes.count == regions.count && !sizes.isEmpty ? sizes.reduce(.zero, +) : nil
            let cells: [ListColumn: StyledText] = [
                .name: StyledText(name.rawValue, .bold),
                .provider: StyledText((region?.provider ?? .pmem).rawValue),
                .mode: StyledText(region?.kind.rawValue ?? ""), .state: state ?? "",
                .size: text(physical[name]?.size ?? size),
                .node: StyledText(region?.targetNode?.description ?? ""), .align: text(known: region?.align),
            ]
            let own = physical[name].map { self.cells(of: $0) } ?? [:]
            let all = cells.merging(own) { _, cell in cell }
            return (name, row(all.merging(performance(ofNode: region?.targetNode)) { cell, _ in cell }))
        }
    }

    private func tree(of namespace: Namespace, _ devices: [TextTree]) -> TextTree {
        TextTree(
            content: row([
                .name: StyledText(namespace.name.rawValue, .bold),
                .provider: StyledText(DaxRegion.Provider.pmem.rawValue), .mode: StyledText(namespace.mode),
                .state: Self.state(isEnabled: namespace.isEnabled), .size: text(namespace.size),
                .uuid: StyledText(namespace.uuid ?? ""), .altName: StyledText(namespace.altName ?? ""),
                .align: text(known: namespace.align), .bad: Self.count(of: namespace.badRanges),
                .map: StyledText(namespace.map?.rawValue ?? ""),
                .blockDevice: StyledText(namespace.blockDevice ?? ""),
            ]),
            children: devices)
    }

    private func tree(of device: DaxDevice) -> TextTree {
        let blocks = BlockSummary(of: device, blockSize: inventory.blockSize)
        let mode = (device.mode ?? .devdax).rawValue
        let isOdd = inventory.models.count > 1 && device.model == .class
        let cells: [ListColumn: StyledText] = [
            .name: StyledText("\(device.name)", .bold),
            .provider: StyledText(provider(of: device)?.rawValue ?? "?"),
            .mode: StyledText(isOdd ? "\(mode) (class)" : mode),
            .state: Self.state(of: device, blocks.counts), .size: text(device.size),
            .blocks: Self.blocks(of: device, blocks),
            .node: StyledText(device.targetNode?.description ?? ""),
            .zone: Self.zones(of: device, blocks.counts),
            .uuid: StyledText(carrier(of: device)?.uuid ?? ""),
            .altName: StyledText(carrier(of: device)?.altName ?? ""),
            .align: text(known: device.align), .bad: Self.count(of: device.badRanges),
        ]
        return TextTree(
            content: row(cells.merging(performance(ofNode: device.targetNode)) { cell, _ in cell }),
            children: showsMappings ? device.mappings.map(Self.tree) : [])
    }

    /// The mode, state and blocks of a device, in short.
    func summary(of device: DaxDevice) -> StyledText {
        let blocks = BlockSummary(of: device, blockSize: inventory.blockSize)
        var summary =
            StyledText("\((device.mode ?? .devdax).rawValue), ") + Self.state(of: device, blocks.counts)
        guard device.driver == .kmem else { return summary }
        summary += StyledText(", ") + Self.blocks(of: device, blocks) + StyledText(" blocks online")
        let zones = Self.zones(of: device, blocks.counts)
        if !zones.isEmpty { summary += StyledText(" in ") + zones }
        return summary
    }

    private func tree(of memory: UnownedMemory) -> TextTree {
        let device = memory.asDevice
        let blocks = BlockSummary(of: device, blockSize: nil)
        return TextTree(
            content: row([
                .name: StyledText("RAM of \(memory.device.map { "\($0)" } ?? "no device")", .yellow),
                .mode: "system-ram", .state: Self.state(of: device, blocks.counts),
                .size: text(memory.range.size), .blocks: Self.blocks(of: device, blocks),
                .node: StyledText(memory.node?.description ?? ""),
                .zone: Self.zones(of: device, blocks.counts),
            ]))
    }

    private static func tree(of mapping: Mapping) -> TextTree {
        let place = "\(mapping.range) \(mapping.range.size) at page \(mapping.pageOffset)"
        return TextTree(content: .line(StyledText("mapping\(mapping.index) \(place)")))
    }

    private func text(_ size: ByteCount?) -> StyledText {
        StyledText(size.map { layout.sizesAreBytes ? "\($0.rawValue)" : "\($0)" } ?? "?")
    }

    private func text(known size: ByteCount?) -> StyledText { size.map { text($0) } ?? "" }

    private static func state(isEnabled: Bool) -> StyledText {
        isEnabled ? "enabled" : StyledText("disabled", .yellow)
    }

    private static func state(of device: DaxDevice, _ blocks: BlockSummary.Counts?) -> StyledText {
        guard device.driver == .kmem else { return state(isEnabled: device.driver != nil) }
        guard let blocks else { return "?" }
        let offline = blocks.total - blocks.online - blocks.unknown
        switch (blocks.online > 0, offline > 0, blocks.unknown > 0) {
        case (true, true, _): return StyledText("partial", .yellow)
        case (_, _, true): return "?"
        case (true, false, false): return StyledText("online", .green)
        case (false, _, false): return StyledText("offline", .yellow)
        }
    }

    /// The blocks online, those of unknown state, and all: `31/31`, `29+2?/31`; `-/31` for the possible ones.
    static func blocks(of device: DaxDevice, _ blocks: BlockSummary) -> StyledText {
        guard device.driver == .kmem else {
            return StyledText("-/\(blocks.usable?.description ?? "?")")
        }
        guard let counts = blocks.counts else { return "?" }
        let unknown = counts.unknown > 0 ? "+\(counts.unknown)?" : ""
        return StyledText("\(counts.online)\(unknown)/\(counts.total)")
    }

    /// The zone of the blocks online, or each zone with its count when there are several.
    static func zones(of device: DaxDevice, _ blocks: BlockSummary.Counts?) -> StyledText {
        guard device.driver == .kmem else { return "" }
        guard let blocks else { return "?" }
        var zones = Zone.allCases.compactMap { zone in blocks.zones[zone].map { (zone.rawValue, $0) } }
        if blocks.withoutZone > 0 { zones.append(("?", blocks.withoutZone)) }
        guard zones.count > 1 else { return StyledText(zones.first?.0 ?? "") }
        return StyledText(zones.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }

    /// The tier, the distance, and the read and write performance.
    private func performance(ofNode id: NodeNumber?) -> [ListColumn: StyledText] {
        guard let node = node(id) else { return [:] }
        return [
            .tier: StyledText(node.tier?.description ?? ""),
            .distance: StyledText(node.distance?.description ?? ""),
            .read: Self.speed(node.performance?.readBandwidth, node.performance?.readLatency),
            .write: Self.speed(node.performance?.writeBandwidth, node.performance?.writeLatency),
        ]
    }

    private static func speed(_ bandwidth: UInt64?, _ latency: UInt64?) -> StyledText {
        StyledText(
            [bandwidth.map { "\($0) MiB/s" }, latency.map { "\($0) ns" }]
                .compactMap(\.self).joined(separator: " "))
    }
}

extension UnownedMemory {
    /// The memory as a device that is still bound to kmem.
    fileprivate var asDevice: DaxDevice {
        DaxDevice(
            name: device ?? DeviceName(region: 0, device: 0), path: "", driver: .kmem, size: range.size,
            targetNode: node, blocks: blocks)
    }
}
