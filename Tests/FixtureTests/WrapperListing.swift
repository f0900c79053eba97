// SPDX-License-Identifier: Apache-2.0

import Daxctl
import Ndctl
import OrderedJSON

/// What the wrappers say of a host, in the form in which the peers' lists print it.
enum WrapperListing {
    /// The form of `daxctl list -iDRM`.
    static func daxctl() throws(DaxctlError) -> JSON {
        var regions: [JSON] = []
        try Daxctl.Context().forEachRegion { (region) throws(DaxctlError) in
            var members = try daxRegion(region, isVerbose: true)
            members["path"] = .string(String(region.path.dropFirst("/sys/devices".count)))
            regions.append(members.json)
        }
        return .array(regions)
    }

    /// The form of `ndctl list -vvv`.
    static func ndctl() throws -> JSON {
        var buses: [JSON] = []
        let daxRegions = try daxRegionsByProvider()
        try Ndctl.Context().forEachBus { bus throws(NdctlError) in
            var members = Members()
            members["dev"] = .string(bus.name)
            members["provider"] = .string(bus.provider)
            var (dimms, regions): ([JSON], [JSON]) = ([], [])
            try bus.forEachDimm { dimm throws(NdctlError) in dimms.append(try Self.dimm(dimm)) }
            try bus.forEachRegion { region throws(NdctlError) in
                regions.append(try Self.region(region, of: bus, daxRegions: daxRegions))
            }
            members["dimms"] = .array(dimms)
            members["regions"] = .array(regions)
            buses.append(members.json)
        }
        return .array(buses)
    }

    // MARK: libdaxctl

    private static func daxRegionsByProvider() throws(DaxctlError) -> [Substring: JSON] {
        var found: [Substring: JSON] = [:]
        try Daxctl.Context().forEachRegion { (region) throws(DaxctlError) in
            guard let provider = region.path.split(separator: "/").last else { return }
            found[provider] = try daxRegion(region, isVerbose: false).json
        }
        return found
    }

    private static func daxRegion(
        _ region: borrowing Daxctl.Region, isVerbose: Bool
    ) throws(DaxctlError) -> Members {
        var members = Members()
        members["id"] = JSON(region.id)
        members["uuid"] = region.uuid.map(JSON.string)
        members["size"] = region.size.map { JSON($0) }
        members["available_size"] = region.availableSize > 0 ? JSON(region.availableSize) : nil
        members["align"] = region.align.map { JSON($0) }
        var devices: [JSON] = []
        try region.forEachDevice { (device) throws(DaxctlError) in
            devices.append(try Self.device(device, isVerbose: isVerbose))
        }
        members["devices"] = .array(devices)
        return members
    }

    private static func device(
        _ device: borrowing Daxctl.Device, isVerbose: Bool
    ) throws(DaxctlError) -> JSON {
        var members = Members()
        members["chardev"] = .string(device.name)
        members["size"] = JSON(device.size)
        members["target_node"] = try device.targetNode.map { JSON($0) }
        members["align"] = try device.align.map { JSON($0) }
        members["mode"] = .string("devdax")
        let memory: (online: Int, total: Int, isMovable: Bool?)? = try device.withMemory {
            (memory) throws(DaxctlError) in
            // It can't be told while a block is offline.
            (try memory.onlineBlockCount, try memory.blockCount, try? memory.isMovable)
        }
        if let memory {
            members["mode"] = .string("system-ram")
            members["online_memblocks"] = JSON(memory.online)
            members["total_memblocks"] = JSON(memory.total)
            members["movable"] = memory.isMovable.map(JSON.bool)
        }
        members["state"] = try device.isEnabled ? nil : .string("disabled")
        if isVerbose {
            members["mappings"] = .array(
                try device.mappings.map { mapping in
                    var members = Members()
                    members["page_offset"] = JSON(mapping.pageOffset)
                    members["start"] = JSON(mapping.start)
                    members["end"] = JSON(mapping.end)
                    members["size"] = JSON(mapping.size)
                    return members.json
                })
        }
        return members.json
    }

    // MARK: libndctl

    private static func dimm(_ dimm: borrowing Ndctl.Dimm) throws(NdctlError) -> JSON {
        var members = Members()
        members["dev"] = .string(dimm.name)
        members["id"] = dimm.uniqueID.map(JSON.string)
        members["handle"] = dimm.platformHandle.map { JSON($0) }
        members["phys_id"] = dimm.physicalID.map { JSON($0) }
        members["state"] = dimm.isEnabled ? nil : .string("disabled")
        for problem in dimm.problems { members[problem.rawValue] = .bool(true) }
        members["security"] = dimm.security.map { .string($0.rawValue) }
        members["security_frozen"] = try dimm.isSecurityFrozen ? .bool(true) : nil
        return members.json
    }

    private static func region(
        _ region: borrowing Ndctl.Region, of bus: borrowing Ndctl.Bus, daxRegions: [Substring: JSON]
    ) throws(NdctlError) -> JSON {
        var members = Members()
        members["dev"] = .string(region.name)
        members["size"] = JSON(region.size)
        members["align"] = try region.align.map { JSON($0) }
        members["available_size"] = region.availableSize.map { JSON($0) }
        members["max_available_extent"] = region.maxAvailableExtent.map { JSON($0) }
        members["type"] = .string(region.type)
        members["numa_node"] = region.numaNode.map { JSON($0) }
        members["target_node"] = try region.targetNode.map { JSON($0) }
        members["iset_id"] = region.interleaveSet.map { JSON($0.cookie) }
        members["state"] = region.isEnabled ? nil : .string("disabled")
        members["persistence_domain"] = .string(region.persistenceDomain.rawValue)
        let badblocks = region.badblocks
        if !badblocks.isEmpty {
            members["badblock_count"] = JSON(badblocks.map(\.length).reduce(0, +))
            var blocks: [JSON] = []
            for block in badblocks {
                var members = Members()
                members["offset"] = JSON(block.offset)
                members["length"] = JSON(block.length)
                let address = (region.resource ?? 0) + block.offset * 512
                members["dimms"] = bus.withDimm(at: address) { .array([.string($0.name)]) }
                blocks.append(members.json)
            }
            members["badblocks"] = .array(blocks)
        }
        var mappings: [JSON] = []
        region.forEachMapping { mapping in
            var members = Members()
            members["dimm"] = mapping.withDimm { .string($0.name) }
            members["offset"] = JSON(mapping.offset)
            members["length"] = JSON(mapping.length)
            members["position"] = mapping.position.map { JSON($0) }
            mappings.append(members.json)
        }
        members["mappings"] = mappings.isEmpty ? nil : .array(mappings)
        members["capabilities"] = capabilities(of: region)
        var namespaces: [JSON] = []
        try region.forEachNamespace { namespace throws(NdctlError) in
            namespaces.append(try Self.namespace(namespace, daxRegions: daxRegions))
        }
        members["namespaces"] = namespaces.isEmpty ? nil : .array(namespaces)
        return members.json
    }

    /// What the region's seeds can be made of.
    private static func capabilities(of region: borrowing Ndctl.Region) -> JSON? {
        func capability(_ mode: String, _ key: String, _ values: [UInt64]?) -> JSON? {
            values.map { .object([.init("mode", .string(mode)), .init(key, .array($0.map { JSON($0) }))]) }
        }
        let capabilities = [
            capability("sector", "sector_sizes", region.withBttSeed { $0.sectorSizes }),
            capability("fsdax", "alignments", region.withPfnSeed { $0.alignments }),
            capability("devdax", "alignments", region.withDaxSeed { $0.alignments }),
        ].compactMap(\.self)
        return capabilities.isEmpty ? nil : .array(capabilities)
    }

    private static func namespace(
        _ namespace: borrowing Ndctl.Namespace, daxRegions: [Substring: JSON]
    ) throws(NdctlError) -> JSON {
        let none = "00000000-0000-0000-0000-000000000000"
        var members = Members()
        members["dev"] = .string(namespace.name)
        members["mode"] = .string(namespace.mode.rawValue)
        members["uuid"] = .string(namespace.uuid ?? none)
        members["raw_uuid"] = namespace.holder == nil ? nil : .string(namespace.rawUUID ?? none)
        members["size"] = JSON(namespace.rawSize)
        // The peer prints the kernel's default when none is chosen.
        members["sector_size"] = JSON(namespace.sectorSize ?? 512)
        members["blockdev"] = namespace.blockDevice.map(JSON.string)
        namespace.withPfn { pfn in
            members["map"] = .string(pfn.location == .ram ? "mem" : "dev")
            members["size"] = pfn.size.map { JSON($0) }
            members["align"] = pfn.align.map { JSON($0) }
            members["blockdev"] = pfn.blockDevice.map(JSON.string)
        }
        namespace.withDax { dax in
            members["map"] = .string(dax.location == .ram ? "mem" : "dev")
            members["size"] = dax.size.map { JSON($0) }
            members["align"] = dax.align.map { JSON($0) }
            members["sector_size"] = nil
            members["daxregion"] = daxRegions[dax.name[...]]
        }
        namespace.withBtt { btt in
            members["size"] = btt.size.map { JSON($0) }
            members["sector_size"] = btt.sectorSize.map { JSON($0) }
            members["blockdev"] = btt.blockDevice.map(JSON.string)
        }
        members["state"] = namespace.isActive ? nil : .string("disabled")
        members["name"] = namespace.altName.map(JSON.string)
        members["numa_node"] = namespace.numaNode.map { JSON($0) }
        members["target_node"] = try namespace.targetNode.map { JSON($0) }
        return members.json
    }

    /// The members of an object, in the order of their keys.
    private struct Members {
        private var values: [String: JSON] = [:]

        subscript(key: String) -> JSON? {
            get { values[key] }
            set { values[key] = newValue }
        }

        var json: JSON {
            .object(values.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) })
        }
    }
}
