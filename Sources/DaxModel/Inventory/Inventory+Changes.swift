// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// Lists the differences from an earlier inventory of the same boot, during which names stay.
    ///
    /// It compares objects and settings. Values that change by themselves are left out: users of devices, memory in use and
    /// free, gaps and warnings. Both inventories must have the same scope.
    ///
    /// - Parameter earlier: The earlier inventory.
    /// - Returns: The changes by kind of object; removed objects come last in their kind.
    public func changes(since earlier: Inventory) -> [InventoryChange] {
        func changes<Object>(_ objects: KeyPath<Inventory, [Object]>, _ description: Description<Object>)
            -> [InventoryChange]
        {
            description.changes(from: earlier[keyPath: objects], to: self[keyPath: objects])
        }
        return changes(\.devices, .device) + changes(\.regions, .region)
            + changes(\.namespaces, .namespace) + changes(\.nvdimmRegions, .nvdimmRegion)
            + changes(\.dimms, .dimm) + changes(\.nodes, .node) + changes(\.settings, .setting)
    }

    /// A setting and its value.
    fileprivate struct NamedSetting {
        let setting: ObjectReference.Setting
        let value: InventoryChange.Value
    }

    private var settings: [NamedSetting] {
        [
            NamedSetting(setting: .autoOnline, value: .text(autoOnline?.rawValue)),
            NamedSetting(setting: .demotion, value: .flag(hostSettings?.demotion)),
            NamedSetting(setting: .numaBalancing, value: .number(hostSettings?.numaBalancing)),
            NamedSetting(
                setting: .weights, value: .text(hostSettings?.interleave.map { "\($0.weights)" })),
            NamedSetting(setting: .autoprobe(.dax), value: .flag(driversAutoprobe)),
            NamedSetting(setting: .autoprobe(.nd), value: .flag(ndDriversAutoprobe)),
            NamedSetting(setting: .modprobe, value: .file(nextBoot?.file)),
        ]
            + modules.map {
                NamedSetting(
                    setting: .module(DriverName(rawValue: $0.name)), value: .text($0.state.rawValue))
            }
    }

    /// The comparison of objects of a kind.
    fileprivate struct Description<Object> {
        let reference: (Object) -> ObjectReference
        let fields: [(InventoryChange.Field, (Object) -> InventoryChange.Value)]

        func changes(from before: [Object], to after: [Object]) -> [InventoryChange] {
            let old = Dictionary(before.map { (reference($0), $0) }) { first, _ in first }
            var gone = Set(old.keys)
            var changes: [InventoryChange] = []
            for object in after {
                let name = reference(object)
                gone.remove(name)
                guard let was = old[name] else {
                    changes.append(.added(name))
                    continue
                }
                for (field, value) in fields where value(was) != value(object) {
                    changes.append(.changed(name, field, from: value(was), to: value(object)))
                }
            }
            return changes + before.map(reference).filter(gone.contains).map { .removed($0) }
        }
    }
}

extension Inventory.Description<DaxDevice> {
    fileprivate static var device: Self {
        Self(
            reference: { .device($0.name) },
            fields: [
                (.model, { .text($0.model.rawValue) }),
                (.driver, { .text($0.driver?.rawValue) }),
                (.size, { .size($0.size) }),
                (.align, { .size($0.align) }),
                (.ranges, { .ranges($0.ranges) }),
                (.targetNode, { .number($0.targetNode?.rawValue) }),
                (.memmapOnMemory, { .flag($0.memmapOnMemory) }),
                (.blocks, { .blocks($0.blocks) }),
                (.leakedRanges, { .ranges($0.leakedRanges) }),
                (.badRanges, { .ranges($0.badRanges) }),
                (.mayBePoisoned, { .flag($0.mayBePoisoned) }),
            ])
    }
}

extension Inventory.Description<DaxRegion> {
    fileprivate static var region: Self {
        Self(
            reference: { .daxRegion(path: $0.path) },
            fields: [
                (.size, { .size($0.size) }),
                (.availableSize, { .size($0.availableSize) }),
                (.align, { .size($0.align) }),
                (.targetNode, { .number($0.targetNode?.rawValue) }),
                (.ranges, { .ranges($0.range.map { [$0] } ?? []) }),
            ])
    }
}

extension Inventory.Description<Namespace> {
    fileprivate static var namespace: Self {
        Self(
            reference: { .namespace($0.name) },
            fields: [
                (.mode, { .text($0.mode) }),
                (.size, { .size($0.size) }),
                (.uuid, { .text($0.uuid) }),
                (.labelUUID, { .text($0.labelUUID) }),
                (.altName, { .text($0.altName) }),
                (.rawSize, { .size($0.rawSize) }),
                (.ranges, { .ranges($0.range.map { [$0] } ?? []) }),
                (.holderClass, { .text($0.holderClass?.rawValue) }),
                (.map, { .text($0.map?.rawValue) }),
                (.sectorSize, { .size($0.sectorSize) }),
                (.labelSectorSize, { .size($0.labelSectorSize) }),
                (.ndDevice, { .text($0.ndDevice?.rawValue) }),
                (.device, { .text($0.device?.description) }),
                (.isEnabled, { .flag($0.isEnabled) }),
                (.badRanges, { .ranges($0.badRanges) }),
            ])
    }
}

extension Inventory.Description<NvdimmRegion> {
    fileprivate static var nvdimmRegion: Self {
        Self(
            reference: { .nvdimmRegion($0.name) },
            fields: [
                (.size, { .size($0.size) }),
                (.availableSize, { .size($0.availableSize) }),
                (.isEnabled, { .flag($0.isEnabled) }),
                (.badRanges, { .sectors($0.badSectors) }),
            ])
    }
}

extension Inventory.Description<Dimm> {
    fileprivate static var dimm: Self {
        Self(
            reference: { .dimm($0.name) },
            fields: [
                (.isEnabled, { .flag($0.isEnabled) }),
                (.flags, { .text($0.flags.joined(separator: " ")) }),
                (.freeSlots, { .number($0.freeSlots) }),
            ])
    }
}

extension Inventory.Description<Node> {
    fileprivate static var node: Self {
        Self(
            reference: { .node($0.id) },
            fields: [(.size, { .size($0.memTotal) }), (.tier, { .number($0.tier) })])
    }
}

extension Inventory.Description<Inventory.NamedSetting> {
    fileprivate static var setting: Self {
        Self(reference: { .setting($0.setting) }, fields: [(.value, \.value)])
    }
}
