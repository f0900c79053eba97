// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// NVDIMM buses, DIMMs, regions and namespaces as ndctl prints them.
struct NdctlJSON: Sendable {
    /// The inventory of the host.
    let inventory: Inventory
    /// What is shown of each object.
    let details: Details

    /// What is shown of each object beyond the usual.
    struct Details: OptionSet, Sendable, Hashable {
        let rawValue: Int

        /// Sizes and addresses for people.
        static let human = Details(rawValue: 1 << 0)
        /// Nodes, and the UUID of a label beside that of an info block.
        static let verbose = Details(rawValue: 1 << 1)
        /// The dax region and the device of a namespace.
        static let devices = Details(rawValue: 1 << 2)
        /// Each run of bad sectors.
        static let badSectors = Details(rawValue: 1 << 3)
        /// What the namespaces of a region can be.
        static let capabilities = Details(rawValue: 1 << 4)
        /// The health of a DIMM.
        static let health = Details(rawValue: 1 << 5)
        /// The firmware of a DIMM, and how a bus activates it.
        static let firmware = Details(rawValue: 1 << 6)
    }

    /// The text of objects: empty for none; a single one without the array if sizes are for people.
    func text(of objects: [JSON]) -> String {
        guard let first = objects.first else { return "" }
        let json = details.contains(.human) && objects.count == 1 ? first : .array(objects)
        return json.text(.jsonC, terminator: "\n")
    }

    private var numbers: DropInNumbers { DropInNumbers(areHuman: details.contains(.human)) }

    /// The members of a bus.
    func members(of bus: NvdimmBus) -> [JSON.Member] {
        var members: [JSON.Member] = [
            .init("provider", .string(bus.provider)), .init("dev", .string(bus.name.rawValue)),
        ]
        if let isScrubbing = bus.isScrubbing {
            members.append(.init("scrub_state", .string(isScrubbing ? "active" : "idle")))
            let dimms = inventory.dimms.filter { $0.bus == bus.name }
            if details.contains(.firmware), dimms.contains(where: { $0.firmware?.canUpdate == true }) {
                members.append(.init("firmware", NdctlFirmwareJSON.json(ofActivationOn: bus)))
            }
        }
        return members
    }

    /// A DIMM.
    func json(of dimm: Dimm) -> JSON {
        var members = Members()
        members.add("dev", dimm.name.rawValue)
        members.add("id", dimm.id)
        members.add("handle", dimm.handle.map { numbers.address(UInt64($0)) })
        members.add("phys_id", dimm.physicalID.map { numbers.address(UInt64($0)) })
        members.add("state", dimm.isEnabled ? nil : "disabled")
        for (flag, key) in Self.flags where dimm.faults.contains(flag) { members.add(key, .bool(true)) }
        members.add("security", dimm.security.flatMap { Self.security.contains($0) ? $0 : nil })
        if dimm.isSecurityFrozen { members.add("security_frozen", .bool(true)) }
        if details.contains(.firmware) {
            members.add("firmware", dimm.firmware.map(NdctlFirmwareJSON(numbers: numbers).json))
        }
        if details.contains(.health) { members.add("health", dimm.health.map(NdctlHealthJSON.json)) }
        return members.object
    }

    /// The words of `nfit/flags` and their members, in the order of the latter.
    private static let flags = [
        ("map_fail", "flag_failed_map"), ("save_fail", "flag_failed_save"), ("not_armed", "flag_failed_arm"),
        ("restore_fail", "flag_failed_restore"), ("flush_fail", "flag_failed_flush"),
        ("smart_event", "flag_smart_event"),
    ]

    private static let security = ["disabled", "unlocked", "locked", "frozen", "overwrite"]

    /// The members of a region.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - mappings: The parts of DIMMs to show.
    /// - Returns: The members.
    func members(of region: NvdimmRegion, _ mappings: [DimmMapping] = []) -> [JSON.Member] {
        var members = Members()
        members.add("dev", region.name.rawValue)
        members.add("size", region.size.map(numbers.size))
        members.add("align", region.align.map(numbers.size))
        let isLabelled = region.isLabelled == true
        members.add("available_size", (isLabelled ? region.availableSize : .zero).map(numbers.size))
        members.add("max_available_extent", (isLabelled ? region.largestFree : .zero).map(numbers.size))
        members.add("type", region.isLabelled == nil ? "blk" : "pmem")
        addNodes(of: region, to: &members)
        members.add("iset_id", region.setCookie.map(numbers.address))
        if !mappings.isEmpty { members.add("mappings", .array(mappings.map(json))) }
        members.add("state", region.isEnabled ? nil : "disabled")
        add(region.badSectors, of: region, to: &members)
        if details.contains(.capabilities) { members.add("capabilities", capabilities(of: region)) }
        let domain = region.persistenceDomain.flatMap { Self.domains.contains($0) ? $0 : nil }
        members.add("persistence_domain", domain ?? "unknown")
        return members.all
    }

    private static let domains = ["cpu_cache", "memory_controller", "none"]

    private func json(of mapping: DimmMapping) -> JSON {
        .object([
            .init("dimm", .string(mapping.dimm.rawValue)), .init("offset", numbers.address(mapping.offset)),
            .init("length", numbers.address(mapping.size.rawValue)),
            .init("position", JSON(mapping.position)),
        ])
    }

    /// What the namespaces of an enabled region can be; nil for another region.
    private func capabilities(of region: NvdimmRegion) -> JSON? {
        let seeds = region.seeds
        guard seeds.btt != nil, seeds.pfn != nil, seeds.dax != nil else { return nil }
        let alignments = JSON.array(seeds.alignments.map { JSON($0.rawValue) })
        return .array([
            .object([
                .init("mode", .string("sector")),
                .init("sector_sizes", .array(seeds.sectorSizes.map { JSON($0.rawValue) })),
            ]),
            .object([.init("mode", .string("fsdax")), .init("alignments", alignments)]),
            .object([.init("mode", .string("devdax")), .init("alignments", alignments)]),
        ])
    }

    /// A namespace.
    func json(of namespace: Namespace) -> JSON {
        let region = inventory.nvdimmRegion(namespace.region)
        let (mode, isHeld) = (NamespaceMode(rawValue: namespace.mode), namespace.holder != nil)
        var members = Members()
        members.add("dev", namespace.name.rawValue)
        members.add("mode", mode?.rawValue)
        if mode == .fsdax || mode == .devdax {
            members.add("map", isHeld ? namespace.map?.rawValue ?? "none" : MapPlace.memory.rawValue)
        }
        // What holds the namespace has no size before it has a driver.
        if !isHeld || namespace.isEnabled { members.add("size", namespace.size.map(numbers.size)) }
        if isHeld || region?.isLabelled == true { members.add("uuid", namespace.uuid ?? Self.noUUID) }
        if isHeld, details.contains(.verbose) { members.add("raw_uuid", namespace.labelUUID) }
        if mode == .devdax {
            addDevice(of: namespace, to: &members)
        } else {
            members.add("sector_size", namespace.sectorSize.map { max($0, Self.sector) } ?? Self.sector)
        }
        members.add("align", namespace.align)
        members.add("blockdev", namespace.blockDevice)
        members.add("state", namespace.isEnabled ? nil : "disabled")
        members.add("name", namespace.altName)
        if let region {
            addNodes(of: region, to: &members)
            add(badSectors(of: namespace, in: region), of: region, to: &members, isListed: mode != .sector)
        }
        return members.object
    }

    /// A namespace of size 0.
    func json(ofEmpty name: KernelName, in region: NvdimmRegion) -> JSON {
        var namespace = Namespace(
            name: name, region: region.name, mode: NamespaceMode.raw.rawValue, size: .zero, isEnabled: false)
        namespace.rawSize = .zero
        return json(of: namespace)
    }

    private static let noUUID = "00000000-0000-0000-0000-000000000000"
    private static let sector = ByteCount(rawValue: 512)

    /// Adds the dax region and its devices, or the name of the device alone.
    private func addDevice(of namespace: Namespace, to members: inout Members) {
        guard details.contains(.devices) else {
            return members.add("chardev", namespace.device?.description)
        }
        guard let name = namespace.ndDevice?.rawValue,
            let region = inventory.regions.first(where: { $0.provider == .pmem && $0.providerDevice == name })
        else { return }
        let json = DaxctlJSON(inventory: inventory, isHuman: details.contains(.human))
        let devices = inventory.devices.filter { $0.regionPath == region.path && $0.size != .zero }
        var own = json.members(of: region)
        if !devices.isEmpty { own.append(.init("devices", .array(devices.map(json.json)))) }
        members.add("daxregion", .object(own))
    }

    private func addNodes(of region: NvdimmRegion, to members: inout Members) {
        guard details.contains(.verbose) else { return }
        members.add("numa_node", region.numaNode.map { JSON($0.rawValue) })
        members.add("target_node", region.targetNode.map { JSON($0.rawValue) })
    }

    // MARK: Bad sectors

    /// The bad sectors in the part of a namespace that can be used, counted from its start.
    private func badSectors(of namespace: Namespace, in region: NvdimmRegion) -> [BadSectors] {
        guard let whole = namespace.usable ?? namespace.range, let start = region.range?.start else {
            return []
        }
        return [whole].intersections(region.badSectors.compactMap { $0.range(from: start) }).map { range in
            BadSectors(
                offset: (range.start - whole.start) / BadSectors.size,
                length: range.size.rawValue / BadSectors.size)
        }
    }

    /// Adds the number of bad sectors, and each run of them.
    private func add(
        _ runs: [BadSectors], of region: NvdimmRegion, to members: inout Members, isListed: Bool = true
    ) {
        guard !runs.isEmpty else { return }
        members.add("badblock_count", JSON(runs.sectorCount))
        guard isListed, details.contains(.badSectors) else { return }
        // Where several DIMMs are interleaved, only the firmware knows which one a sector is on.
        let dimms = region.mappings.count == 1 ? region.mappings.map { JSON.string($0.dimm.rawValue) } : []
        members.add(
            "badblocks",
            .array(
                runs.map { run in
                    var members = Members()
                    members.add("offset", JSON(run.offset))
                    members.add("length", JSON(run.length))
                    if !dimms.isEmpty { members.add("dimms", .array(dimms)) }
                    return members.object
                }))
    }
}
