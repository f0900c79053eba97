// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Yaml

extension LayoutReader {
    mutating func region(_ field: Field) -> Layout.Region? {
        let members = record(field, of: ["match", "exclusive", "allow", "devices"])
        let match = match(of: field, in: members, .region)
        let isExclusive = value(members["exclusive"], .flag, \.flag)
        let allowsDestroying = allowsDestroying(members["allow"])
        let devices = members["devices"].map { entries($0) { $0.part($1) } }
        guard let match else { return nil }
        var region = Layout.Region(field.key, match)
        region.isExclusive = isExclusive ?? false
        region.allowsDestroying = allowsDestroying
        region.devices = devices
        return region
    }

    private mutating func part(_ field: Field) -> Layout.Part? {
        let members = record(field, of: ["size", "align", "mode", "zone", "online", "allow"])
        let extent = required("size", of: field, in: members, .extent, \.extent)
        let align = value(members["align"], .size, \.size)
        let isUsed = ["mode", "zone", "online"].contains { members[$0] != nil }
        let use = isUsed ? use(of: field, in: members) : nil
        let allowsDestroying = allowsDestroying(members["allow"])
        guard let extent else { return nil }
        var part = Layout.Part(field.key, DeviceShape(extent, align: align), use)
        part.allowsDestroying = allowsDestroying
        return part
    }

    mutating func namespace(_ field: Field) -> Layout.Namespace? {
        let members = record(
            field,
            of: [
                "region", "uuid", "name", "mode", "size", "align", "map", "sector_size", "device", "allow",
            ])
        var shape = NamespaceShape()
        let uuid = value(members["uuid"], .uuid, \.uuid)
        let name = value(members["name"], .name, \.name)
        shape.uuid = uuid?.description
        shape.altName = name ?? (uuid == nil ? field.key.name : nil)
        shape.mode = word(members["mode"])
        shape.extent = value(members["size"], .extent) { $0.extent.flatMap(NamespaceShape.Extent.init) }
        shape.align = value(members["align"], .size, \.size)
        shape.map = word(members["map"])
        shape.sectorSize = value(members["sector_size"], .size, \.size)
        var namespace = Layout.Namespace(field.key, uuid ?? .altName(name ?? field.key.name), shape)
        namespace.region = value(members["region"], .regionKey, \.name)
        namespace.allowsDestroying = allowsDestroying(members["allow"])
        if let device = members["device"] {
            namespace.use = use(of: device, in: record(device, of: ["mode", "zone", "online"]))
            if shape.mode != .devdax { fail(device.key, .onlyWith("mode: devdax")) }
        }
        return namespace
    }

    mutating func device(_ field: Field) -> Layout.Device? {
        let members = record(field, of: ["match", "mode", "zone", "online", "allow"])
        let match = match(of: field, in: members, .device)
        let use = use(of: field, in: members)
        let allowsDestroying = allowsDestroying(members["allow"])
        guard let match, let use else { return nil }
        var device = Layout.Device(field.key, match, use)
        device.allowsDestroying = allowsDestroying
        return device
    }

    mutating func tiering(_ field: Field) -> Layout.Tiering? {
        let members = record(field, of: ["profile", "demotion", "numa_balancing", "weights"])
        var tiering = Layout.Tiering()
        tiering.profile = word(members["profile"])
        tiering.demotion = value(members["demotion"], .flag, \.flag)
        tiering.numaBalancing = value(members["numa_balancing"], .number(0...3)) { $0.number(0...3) }
        tiering.weights = members["weights"].flatMap { weights($0) }
        return tiering
    }

    private mutating func weights(_ field: Field) -> InterleaveWeights? {
        if field.node.text == "auto" { return .automatic }
        guard case .mapping(let members) = field.node.content, !members.isEmpty else {
            fail(field, not: .weights)
            return nil
        }
        let weights = entries(field) { reader, field -> (NodeNumber, Int)? in
            guard let node = NodeNumber(kernelDigits: field.key.name) else {
                reader.fail(field.key, .value(.plain(field.key.name.excerpt), .node))
                return nil
            }
            return reader.value(field, .number(1...255)) { $0.number(1...255) }.map { (node, $0) }
        }
        return .explicit(Dictionary(weights) { first, _ in first })
    }

    // MARK: Parts of entries

    /// What a device is to be.
    private mutating func use(of field: Field, in members: [String: Field]) -> Request.Change? {
        let zone: MemoryZone? = word(members["zone"])
        let isOnline = value(members["online"], .flag, \.flag) ?? true
        let modes = LayoutMode.allCases.map(\.rawValue)
        let mode = required("mode", of: field, in: members, .word(modes)) { $0.text.flatMap(LayoutMode.init) }
        guard let mode else { return nil }
        if mode != .systemRAM {
            for member in [members["zone"], members["online"]].compactMap({ $0 }) {
                fail(member.key, .onlyWith("mode: system-ram"))
            }
        } else if !isOnline, let member = members["zone"] {
            fail(member.key, .notWith("online: false"))
        }
        return switch mode {
        case .systemRAM: isOnline ? .systemRAM(zone) : .systemRAMOffline
        case .devdax: .devdax
        case .famfs: .famfs
        case .disabled: .disabled
        }
    }

    /// Which object an entry means.
    private mutating func match(
        of entry: Field, in members: [String: Field], _ kind: Matched
    ) -> Layout.Match? {
        guard let field = members["match"] else {
            return required("match", of: entry, in: members, .mapping) { _ in nil }
        }
        let known = kind.keys + ["provider", "cxl_region", "range", "target_node", "speed", "name"]
        if case .mapping([]) = field.node.content { fail(field.key, .noMatch(keys: known)) }
        let members = record(field, of: known)
        var match = Layout.Match()
        switch kind {
        case .region:
            match.name = value(members["name"], .regionName) {
                $0.text.flatMap { $0.isRegionName ? $0 : nil }
            }
            if let serials = members["serials"] {
                match.serials = elements(serials, .serials) { $0.text.flatMap { $0.isEmpty ? nil : $0 } }
                if case .list([]) = serials.node.content { fail(serials, not: .serials) }
            }
        case .device:
            match.name = value(members["name"], .deviceName) { $0.text.flatMap(DeviceName.init)?.description }
            let uuid = value(members["uuid"], .uuid, \.uuid)
            let name = value(members["namespace"], .name, \.name)
            match.namespace = uuid ?? name.map { .altName($0) }
            if members["uuid"] != nil, let member = members["namespace"] {
                fail(member.key, .notWith("uuid"))
            }
        }
        let providers = [.pmem, .hmem, .cxl] as [DaxRegion.Provider]
        match.provider = value(members["provider"], .word(providers.map(\.rawValue))) { node in
            providers.first { $0.rawValue == node.text }
        }
        match.cxlRegion = value(members["cxl_region"], .cxlRegion) { node in
            node.characters.flatMap(DaxRegion.id)?.rawValue
        }
        match.range = value(members["range"], .range) { $0.text.flatMap { PhysicalRange($0) } }
        match.targetNode = value(members["target_node"], .node) { $0.number(0...(.max)).map(NodeNumber.init) }
        match.speed = value(members["speed"], .speed) { $0.text.flatMap(Layout.Speed.init) }
        for key in ["name", "cxl_region"] {
            if let member = members[key] { noteKernelNumber(member.key) }
        }
        return match
    }

    /// What a `match` is of.
    private enum Matched {
        case region
        case device

        /// The keys that the other kind lacks.
        var keys: [String] {
            switch self {
            case .region: ["serials"]
            case .device: ["uuid", "namespace"]
            }
        }
    }
}

/// What a device can be in a layout.
enum LayoutMode: String, CaseIterable {
    case systemRAM = "system-ram"
    case devdax
    case famfs
    case disabled
}

extension YamlNode {
    /// The size of a device; nil for none, and for 0.
    fileprivate var extent: DeviceShape.Extent? {
        let extent = characters.flatMap { try? SizeText.extent($0) }
        return extent == .size(.zero) ? nil : extent
    }

    /// A size above 0.
    fileprivate var size: ByteCount? {
        guard case .size(let size) = extent else { return nil }
        return size
    }

    /// The NAME of a namespace, or a key.
    fileprivate var name: String? { text.flatMap { $0.isName ? $0 : nil } }

    /// A UUID other than that of zeros, which means none.
    fileprivate var uuid: NamespaceReference? {
        let uuid = text.flatMap(NamespaceReference.init(uuid:))
        return uuid == .uuid("00000000-0000-0000-0000-000000000000") ? nil : uuid
    }
}

extension NamespaceShape.Extent {
    /// The same size for a namespace; nil for ranges and for no size.
    fileprivate init?(_ extent: DeviceShape.Extent) {
        switch extent {
        case .size(let size): self = .size(size)
        case .percent(let percent): self = .percent(percent)
        case .maximum: self = .maximum
        case .nothing, .ranges: return nil
        }
    }
}

extension String {
    /// Whether it is the kernel's name of a region, `regionN`.
    fileprivate var isRegionName: Bool { hasPrefix("region") && DaxRegion.id(self) != nil }
}
