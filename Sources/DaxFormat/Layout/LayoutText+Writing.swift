// SPDX-License-Identifier: Apache-2.0

public import DaxModel
public import OrderedJSON

extension LayoutText {
    /// Writes a layout as JSON, which is YAML too.
    ///
    /// - Parameter layout: The layout.
    /// - Returns: JSON that is read as the same layout.
    public static func json(of layout: Layout) -> JSON {
        var members = [JSON.Member("schema", .string(schema))]
        members += entries("regions", layout.regions, region)
        members += entries("namespaces", layout.namespaces, namespace)
        members += entries("devices", layout.devices, device)
        members += word("device_model", layout.model?.content) + word("next_boot", layout.nextBoot?.content)
        members += word("auto_online_blocks", layout.autoOnline?.content)
        members += optional("tiering", layout.tiering) { .object(tiering($0.content)) }
        return .object(members)
    }

    private static func region(_ region: Layout.Region) -> [JSON.Member] {
        var members = match(region.match)
        if region.isExclusive { members.append(.init("exclusive", .bool(true))) }
        members += allow(region.allowsDestroying)
        members += optional("devices", region.devices) { object($0, part) }
        return members
    }

    private static func part(_ part: Layout.Part) -> [JSON.Member] {
        optional("size", part.shape.extent.flatMap(letters), JSON.string) + size("align", part.shape.align)
            + (part.use.map(use) ?? []) + allow(part.allowsDestroying)
    }

    private static func namespace(_ namespace: Layout.Namespace) -> [JSON.Member] {
        let shape = namespace.shape
        let name = namespace.reference == .altName(namespace.key.name) ? nil : shape.altName
        return optional("region", namespace.region, JSON.string) + optional("uuid", shape.uuid, JSON.string)
            + optional("name", name, JSON.string) + word("mode", shape.mode)
            + optional("size", shape.extent.map(letters), JSON.string) + size("align", shape.align)
            + word("map", shape.map) + size("sector_size", shape.sectorSize)
            + optional("device", namespace.use) { .object(use($0)) } + allow(namespace.allowsDestroying)
    }

    private static func device(_ device: Layout.Device) -> [JSON.Member] {
        match(device.match) + use(device.use) + allow(device.allowsDestroying)
    }

    private static func tiering(_ tiering: Layout.Tiering) -> [JSON.Member] {
        word("profile", tiering.profile) + optional("demotion", tiering.demotion, JSON.bool)
            + optional("numa_balancing", tiering.numaBalancing) { JSON($0) }
            + optional("weights", tiering.weights) { weights in
                switch weights {
                case .automatic: .string("auto")
                case .explicit(let nodes):
                    .object(nodes.sorted { $0.key < $1.key }.map { .init("\($0.key)", JSON($0.value)) })
                }
            }
    }

    // MARK: Parts of entries

    private static func match(_ match: Layout.Match) -> [JSON.Member] {
        var members = optional("name", match.name, JSON.string)
        switch match.namespace {
        case .uuid(let uuid): members.append(.init("uuid", .string(uuid)))
        case .altName(let name): members.append(.init("namespace", .string(name)))
        case .name, nil: break
        }
        if !match.serials.isEmpty {
            members.append(.init("serials", .array(match.serials.map(JSON.string))))
        }
        members += optional("provider", match.provider?.rawValue, JSON.string)
        members += optional("cxl_region", match.cxlRegion) { JSON($0) }
        members += optional("range", match.range?.description, JSON.string)
        members += optional("target_node", match.targetNode) { JSON($0.rawValue) }
        members += optional("speed", match.speed?.description, JSON.string)
        return [.init("match", .object(members))]
    }

    /// What a device is to be; nothing for what only a command line can ask for.
    private static func use(_ use: Request.Change) -> [JSON.Member] {
        switch use {
        case .systemRAM(let zone): word("mode", LayoutMode.systemRAM) + word("zone", zone)
        case .systemRAMOffline: word("mode", LayoutMode.systemRAM) + [.init("online", .bool(false))]
        case .devdax: word("mode", LayoutMode.devdax)
        case .famfs: word("mode", LayoutMode.famfs)
        case .disabled: word("mode", LayoutMode.disabled)
        default: []
        }
    }

    private static func allow(_ isAllowed: Bool) -> [JSON.Member] {
        isAllowed ? [.init("allow", .array([.string("destroy")]))] : []
    }

    private static func letters(_ extent: DeviceShape.Extent) -> String? {
        switch extent {
        case .size(let size): size.exact
        case .percent(let percent): "\(percent)%"
        case .maximum: "max"
        case .nothing, .ranges: nil
        }
    }

    private static func letters(_ extent: NamespaceShape.Extent) -> String {
        switch extent {
        case .size(let size): size.exact
        case .percent(let percent): "\(percent)%"
        case .maximum: "max"
        }
    }

    // MARK: Members

    private static func entries<Entry: LayoutEntry>(
        _ key: String, _ entries: [Entry], _ members: (Entry) -> [JSON.Member]
    ) -> [JSON.Member] {
        entries.isEmpty ? [] : [.init(key, object(entries, members))]
    }

    private static func object<Entry: LayoutEntry>(
        _ entries: [Entry], _ members: (Entry) -> [JSON.Member]
    ) -> JSON {
        .object(entries.map { .init($0.key.name, .object(members($0))) })
    }

    private static func optional<Value>(
        _ key: String, _ value: Value?, _ json: (Value) -> JSON
    ) -> [JSON.Member] {
        value.map { [.init(key, json($0))] } ?? []
    }

    private static func word(_ key: String, _ word: (some RawRepresentable<String>)?) -> [JSON.Member] {
        optional(key, word?.rawValue, JSON.string)
    }

    private static func size(_ key: String, _ size: ByteCount?) -> [JSON.Member] {
        optional(key, size?.exact, JSON.string)
    }
}
