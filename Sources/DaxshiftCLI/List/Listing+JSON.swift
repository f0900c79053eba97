// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The schema `daxshift.list/1`, described in docs/json.md.
extension Listing {
    /// The listing as one flat object; unknown values are left out.
    func json() -> JSON {
        var members = Members()
        members.add("schema", .string("daxshift.list/1"))
        members.add(host: inventory)
        if kinds.contains(.bus) { members.add("buses", .array(inventory.buses.map(json))) }
        if kinds.contains(.dimm) { members.add("dimms", .array(inventory.dimms.map(json))) }
        if kinds.contains(.region) {
            members.add("nvdimm_regions", .array(nvdimmRegions))
            members.add("regions", .array(regions))
        }
        if kinds.contains(.namespace) {
            members.add("namespaces", .array(inventory.namespaces.map(json(of:))))
        }
        if kinds.contains(.device) {
            members.add("devices", .array(inventory.devices.map(json(of:))))
            if !inventory.unownedMemory.isEmpty {
                members.add("unowned_memory", .array(inventory.unownedMemory.map(json)))
            }
        }
        members.add("nodes", .array(listedNodes.map(json)))
        members.add(doubtsAbout: inventory)
        return members.object
    }

    private func json(_ bus: NvdimmBus) -> JSON {
        var members = Members()
        members.add("dev", bus.name.rawValue)
        members.add("provider", bus.provider)
        return members.object
    }

    private func json(_ dimm: Dimm) -> JSON {
        var members = Members()
        members.add("dev", dimm.name.rawValue)
        members.add("bus", dimm.bus.rawValue)
        members.add("active", .bool(dimm.isActive))
        members.add("flags", .array(dimm.flags.map(JSON.string)))
        members.add("free_slots", dimm.freeSlots.map { JSON($0) })
        members.add("serial", dimm.serial)
        members.add("firmware_version", dimm.firmware?.version.map { "0x" + String($0, radix: 16) })
        members.add("health", dimm.health.map(json))
        members.add("state", dimm.isEnabled ? nil : "disabled")
        return members.object
    }

    private func json(_ health: DimmHealth) -> JSON {
        var members = Members()
        members.add("state", health.state?.rawValue)
        members.add("temperature", health.temperature.map(JSON.number))
        members.add("controller_temperature", health.controllerTemperature.map(JSON.number))
        members.add("spares", health.spares.map { JSON($0) })
        members.add("life_used", health.lifeUsed.map { JSON($0) })
        members.add("dirty_shutdown", health.wasShutdownDirty.map(JSON.bool))
        members.add("dirty_shutdowns", health.dirtyShutdowns.map { JSON($0) })
        members.add(
            "alarms",
            health.alarms.map { alarms in
                .array(DimmHealth.Alarm.allCases.filter(alarms.contains).map { .string($0.rawValue) })
            })
        return members.object
    }

    private func json(_ pieces: FreePieces) -> JSON {
        .array(
            pieces.ranges.map { range in
                var members = Members()
                members.add(range)
                members.add("size", range.size)
                return members.object
            })
    }

    private var nvdimmRegions: [JSON] {
        let buses = Dictionary(inventory.buses.map { ($0.name, $0.provider) }) { first, _ in first }
        return inventory.nvdimmRegions.map { region in
            var members = Members()
            members.add("dev", region.name.rawValue)
            members.add("bus", region.bus.rawValue)
            members.add("provider", buses[region.bus])
            members.add("size", region.size)
            members.add("available_size", region.availableSize)
            members.add("max_available_extent", region.largestFree)
            members.add("free", freePieces[region.name].map(json))
            members.add("align", region.align)
            members.add("ways", region.mappings.isEmpty ? nil : JSON(region.mappings.count))
            members.add("labelled", region.isLabelled.map(JSON.bool))
            members.add("read_only", region.isReadOnly ? .bool(true) : nil)
            members.add("persistence_domain", region.persistenceDomain)
            members.add("state", region.isEnabled ? nil : "disabled")
            members.add(bad: region.badSectors)
            return members.object
        }
    }

    private var regions: [JSON] {
        let devices = Dictionary(grouping: inventory.devices, by: \.regionPath)
        return inventory.regions.map { region in
            var members = Members()
            members.add(region)
            members.add(kindOfMemoryOn: node(region.targetNode))
            members.add("devices", .array(devices[region.path, default: []].map { .string("\($0.name)") }))
            return members.object
        }
    }

    /// A namespace as an object; unknown values are left out.
    func json(of namespace: Namespace) -> JSON {
        var members = Members()
        members.add("dev", namespace.name.rawValue)
        members.add("region", namespace.region.rawValue)
        members.add("mode", namespace.mode)
        members.add("map", namespace.map?.rawValue)
        members.add("size", namespace.size)
        members.add("raw_size", namespace.rawSize)
        members.add("uuid", namespace.uuid)
        members.add("raw_uuid", namespace.labelUUID)
        members.add("name", namespace.altName)
        members.add("chardev", namespace.device?.description)
        members.add(
            "sector_size", namespace.mode == NamespaceMode.devdax.rawValue ? nil : namespace.sectorSize)
        members.add("align", namespace.align)
        members.add("blockdev", namespace.blockDevice)
        members.add("state", namespace.isEnabled ? nil : "disabled")
        members.add(bad: namespace.badRanges)
        return members.object
    }

    /// A device as an object; unknown values are left out.
    func json(of device: DaxDevice) -> JSON {
        let blocks = BlockSummary(of: device, blockSize: inventory.blockSize)
        var members = Members()
        members.add("chardev", "\(device.name)")
        members.add("region", JSON(device.name.region.rawValue))
        members.add("namespace", carrier(of: device)?.name.rawValue)
        members.add("provider", provider(of: device)?.rawValue)
        members.add("model", device.model.rawValue)
        members.add("driver", device.driver.map { .string($0.rawValue) } ?? .null)
        members.add("size", device.size)
        members.add("target_node", device.targetNode.map { JSON($0.rawValue) })
        members.add("numa_node", device.numaNode.map { JSON($0.rawValue) })
        members.add(kindOfMemoryOn: node(device.targetNode))
        members.add("align", device.align)
        members.add("mode", (device.mode ?? .devdax).rawValue)
        members.add("memmap_on_memory", device.memmapOnMemory.map(JSON.bool))
        members.add("usable_memblocks", blocks.usable.map { JSON($0) })
        if let counts = blocks.counts {
            members.add("online_memblocks", JSON(counts.online))
            members.add("total_memblocks", JSON(counts.total))
            members.add("unknown_memblocks", counts.unknown > 0 ? JSON(counts.unknown) : nil)
            members.add("zones", json(counts.zones))
            members.add("movable", counts.isMovable.map(JSON.bool))
        }
        members.add("state", device.driver == nil ? "disabled" : nil)
        members.add(bad: device.badRanges)
        if showsMappings, !device.mappings.isEmpty {
            members.add("mappings", .array(device.mappings.map(json)))
        }
        return members.object
    }

    /// A device as an object, with more members after its name; these alone when the device is not there.
    func json(of name: DeviceName, with more: [JSON.Member]) -> JSON {
        guard let device = inventory.device(name), case .object(let members) = json(of: device) else {
            return .object([.init("chardev", .string("\(name)"))] + more)
        }
        return .object(members.prefix(1) + more + members.dropFirst())
    }

    private func json(_ memory: UnownedMemory) -> JSON {
        let counts = BlockSummary.Counts(memory.blocks)
        var members = Members()
        members.add("chardev", memory.device?.description)
        members.add(memory.range)
        members.add("size", memory.range.size)
        members.add("target_node", memory.node.map { JSON($0.rawValue) })
        members.add("online_memblocks", JSON(counts.online))
        members.add("total_memblocks", JSON(counts.total))
        members.add("unknown_memblocks", counts.unknown > 0 ? JSON(counts.unknown) : nil)
        members.add("zones", json(counts.zones))
        return members.object
    }

    private func json(_ zones: [Zone: Int]) -> JSON {
        .object(Zone.allCases.compactMap { zone in zones[zone].map { JSON.Member(zone.rawValue, JSON($0)) } })
    }

    private func json(_ mapping: Mapping) -> JSON {
        var members = Members()
        members.add("page_offset", JSON(mapping.pageOffset))
        members.add(mapping.range)
        members.add("size", mapping.range.size)
        return members.object
    }

    private func json(_ node: Node) -> JSON {
        var members = Members()
        members.add("node", JSON(node.id.rawValue))
        members.add("mem_total", node.memTotal)
        members.add(kindOfMemoryOn: node)
        return members.object
    }
}

extension Members {
    /// Adds the bad sectors of a region, as ndctl prints them, if there are any.
    fileprivate mutating func add(bad sectors: [BadSectors]) {
        guard !sectors.isEmpty else { return }
        add("badblock_count", JSON(sectors.sectorCount))
        let runs = sectors.map { run -> JSON in
            .object([.init("offset", JSON(run.offset)), .init("length", JSON(run.length))])
        }
        add("badblocks", .array(runs))
    }

    /// Adds the bad ranges of a device or namespace, if there are any.
    fileprivate mutating func add(bad ranges: [PhysicalRange]) {
        guard !ranges.isEmpty else { return }
        add("badblock_count", JSON(ranges.sectorCount))
        let runs = ranges.map { range -> JSON in
            .object([.init("start", JSON(range.start)), .init("end", JSON(range.end))])
        }
        add("badblocks", .array(runs))
    }

    /// Adds the tier, distance and performance of a node.
    fileprivate mutating func add(kindOfMemoryOn node: Node?) {
        add("tier", node?.tier.map { JSON($0) })
        add("distance", node?.distance.map { JSON($0) })
        add("read_bandwidth", node?.performance?.readBandwidth.map { JSON($0) })
        add("write_bandwidth", node?.performance?.writeBandwidth.map { JSON($0) })
        add("read_latency", node?.performance?.readLatency.map { JSON($0) })
        add("write_latency", node?.performance?.writeLatency.map { JSON($0) })
    }
}
