// SPDX-License-Identifier: Apache-2.0

extension Layout {
    /// Describes a host as it is: planned there the layout changes nothing, and on a like host it makes the same.
    ///
    /// Regions are named by their provider and range, namespaces by NAME where they have one of their own, else by UUID. What the
    /// survey does not know is left out.
    ///
    /// - Parameters:
    ///   - inventory: All that was surveyed of the host.
    ///   - isMinimal: Whether values that a new namespace or device has without them are left out, and settings too.
    public init(of inventory: Inventory, isMinimal: Bool = false) {
        let names = Dictionary(grouping: inventory.namespaces.compactMap(\.altName)) { $0 }
        for region in inventory.nvdimmRegions {
            let namespaces = inventory.namespaces(in: region.name)
            guard let range = region.range, !namespaces.isEmpty else { continue }
            var match = Match()
            (match.provider, match.range) = (.pmem, range)
            regions.append(Region(Key(["regions", region.name.rawValue], at: .host), match))
            for namespace in namespaces {
                let isNamed = namespace.altName.map { !$0.isEmpty && names[$0]?.count == 1 } == true
                guard let entry = Namespace(namespace, in: region, isNamed: isNamed, inventory, isMinimal)
                else { continue }
                self.namespaces.append(entry)
            }
        }
        for region in inventory.regions where region.kind == .dynamic {
            guard let entry = Region(region, inventory, isMinimal) else { continue }
            regions.append(entry)
        }
        regions.sort { $0.key.name < $1.key.name }
        namespaces.sort { $0.key.name < $1.key.name }
        guard !isMinimal else { return }
        if inventory.models.count == 1, let model = inventory.models.first, !inventory.namespaces.isEmpty {
            self.model = Value(Key(["device_model"], at: .host), model)
        }
        if let tiering = Tiering(of: inventory) { self.tiering = Value(Key(["tiering"], at: .host), tiering) }
        if let policy = inventory.autoOnline {
            autoOnline = Value(Key(["auto_online_blocks"], at: .host), policy)
        }
    }
}

extension Layout.Tiering {
    /// Describes the settings of a host; nil where none is known.
    fileprivate init?(of inventory: Inventory) {
        guard let settings = inventory.hostSettings else { return nil }
        self.init()
        demotion = settings.demotion
        numaBalancing = settings.numaBalancing
        weights = settings.interleave?.weights
        if self == Layout.Tiering() { return nil }
    }
}

extension Layout.Namespace {
    /// Describes a namespace; nil where a layout can't have it so.
    fileprivate init?(
        _ namespace: Namespace, in region: NvdimmRegion, isNamed: Bool, _ inventory: Inventory,
        _ isMinimal: Bool
    ) {
        guard let mode = NamespaceMode(rawValue: namespace.mode), namespace.isEnabled else { return nil }
        var shape = NamespaceShape()
        shape.mode = mode
        let reference: NamespaceReference
        if let uuid = namespace.labelUUID?.lowercased() {
            if isNamed, let name = namespace.altName {
                reference = .altName(name)
                shape.altName = name
            } else {
                reference = .uuid(uuid)
                shape.uuid = uuid
            }
            shape.extent = namespace.rawSize.map { .size($0) }
        } else {
            // It has neither; a region with labels would get a namespace of that NAME.
            reference = .altName(namespace.name.rawValue)
            shape.altName = namespace.name.rawValue
        }
        func chosen<Value: Equatable>(_ value: Value?, _ usual: Value) -> Value? {
            isMinimal && value == usual ? nil : value
        }
        shape.align = chosen(namespace.align, NamespaceShape.usualAlign)
        shape.map = chosen(namespace.map, .device)
        if mode == .sector { shape.sectorSize = chosen(namespace.sectorSize, NamespaceShape.usualSectorSize) }
        let name = isNamed ? namespace.altName ?? "" : namespace.name.rawValue
        self.init(Layout.Key(["namespaces", name], at: .host), reference, shape)
        self.region = region.name.rawValue
        if mode == .devdax {
            use = namespace.device.flatMap { inventory.device($0) }?.layoutUse(leavingOut: isMinimal)
        }
    }
}

extension Layout.Region {
    /// Describes a dynamic region; nil where its range is unknown.
    fileprivate init?(_ region: DaxRegion, _ inventory: Inventory, _ isMinimal: Bool) {
        guard let range = region.range else { return nil }
        var match = Layout.Match()
        (match.provider, match.range) = (region.provider, range)
        let key = Layout.Key(["regions", String(region.providerDevice)], at: .host)
        self.init(key, match)
        isExclusive = true
        devices = inventory.devices.compactMap { device in
            guard device.regionPath == region.path, let size = device.size, size > .zero else { return nil }
            let align = isMinimal && device.align == region.align ? nil : device.align
            return Layout.Part(
                Layout.Key(key.path + ["devices", "\(device.name)"], at: .host),
                DeviceShape(.size(size), align: align),
                device.layoutUse(leavingOut: isMinimal))
        }
    }
}

extension DaxDevice {
    /// What the device is, as a layout says it; nil where some of its memory is online and some is not.
    var layoutUse: Request.Change? {
        switch mode {
        case nil: return .disabled
        case .devdax: return .devdax
        case .famfs: return .famfs
        case .systemRAM:
            let online = blocks.filter { $0.state == .online }
            guard !online.isEmpty else { return .systemRAMOffline }
            guard online.count == blocks.count else { return nil }
            if online.allSatisfy({ $0.zone?.isKernel == true }) { return .systemRAM(.kernel) }
            let isMovable = online.allSatisfy { $0.zone?.isKernel == false }
            return .systemRAM(isMovable ? .movable : nil)
        }
    }

    /// The same without the zone that new memory goes to, where usual values are left out.
    fileprivate func layoutUse(leavingOut isUsualLeftOut: Bool) -> Request.Change? {
        isUsualLeftOut && layoutUse == .systemRAM(.movable) ? .systemRAM(nil) : layoutUse
    }
}
