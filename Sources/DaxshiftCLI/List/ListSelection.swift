// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The objects of a host to list.
struct ListSelection: Sendable, Hashable {
    /// The kinds of objects to list.
    var kinds = ListedKind.usual
    /// Whether to list the physical ranges of devices.
    var showsMappings = false
    /// Whether to list idle objects: devices of size 0, disabled namespaces.
    var includesIdle = false
    /// Whether the fastest memory comes first.
    var isBySpeed = false
    /// How the table is laid out.
    var layout = ListLayout()
    /// The numbers of the only regions to list; none for all.
    var regions: [RegionNumber] = []
    /// The only namespaces to list; none for all.
    var namespaces: [KernelName] = []
    /// The only devices to list, which may be idle; none for all.
    var devices: [DeviceName] = []

    /// Returns the selected part of a host.
    ///
    /// A named object includes its parents and its children.
    ///
    /// - Throws: ``NameNotFound`` when a name matches nothing within the names before it: region, namespace, device.
    func listing(of inventory: Inventory) throws(NameNotFound) -> Listing {
        var found = inventory
        var scope: [String] = []
        if !regions.isEmpty {
            try Self.keep(regions: regions, in: &found)
            scope += regions.map { "region\($0)" }
        }
        if !namespaces.isEmpty {
            try Self.keep(namespaces: namespaces, in: &found, scope)
            scope += namespaces.map(\.rawValue)
        }
        if !devices.isEmpty { try Self.keep(devices: devices, in: &found, scope) }
        if !(regions.isEmpty && namespaces.isEmpty && devices.isEmpty) {
            found.unownedMemory = []
            let kept = found.nvdimmRegions
            found.buses.removeAll { bus in !kept.contains { $0.bus == bus.name } }
            found.dimms.removeAll { dimm in
                !kept.contains { $0.mappings.contains { $0.dimm == dimm.name } }
            }
        }
        if !includesIdle {
            found.devices.removeAll { $0.size == .zero && !devices.contains($0.name) }
            found.namespaces.removeAll { $0.isIdle && !namespaces.contains($0.name) }
        }
        found.sort()
        if isBySpeed { found.sortBySpeed() }
        return Listing(
            of: found, in: inventory, kinds: kinds, showsMappings: showsMappings, isBySpeed: isBySpeed,
            layout: layout)
    }

    private static func keep(regions ids: [RegionNumber], in found: inout Inventory) throws(NameNotFound) {
        let names = ids.map(KernelName.init(region:))
        var known = Set(found.nvdimmRegions.map(\.name))
        known.formUnion(found.regions.map { KernelName(region: $0.id) })
        known.formUnion(found.devices.map { KernelName(region: $0.name.region) })
        if let name = names.first(where: { !known.contains($0) }) {
            throw NameNotFound(.region, name, among: known, numbers: \.numbers)
        }
        found.nvdimmRegions.removeAll { !names.contains($0.name) }
        found.regions.removeAll { !ids.contains($0.id) }
        found.namespaces.removeAll { !names.contains($0.region) }
        found.devices.removeAll { !ids.contains($0.name.region) }
    }

    private static func keep(
        namespaces names: [KernelName], in found: inout Inventory, _ scope: [String]
    ) throws(NameNotFound) {
        let all = found.namespaces
        if let name = names.first(where: { name in !all.contains { $0.name == name } }) {
            throw NameNotFound(.namespace, name, in: scope, among: all.map(\.name), numbers: \.numbers)
        }
        let kept = all.filter { names.contains($0.name) }
        let providers = kept.compactMap { $0.ndDevice?.rawValue[...] }
        found.nvdimmRegions.removeAll { region in !kept.contains { $0.region == region.name } }
        found.regions.removeAll { $0.provider != .pmem || !providers.contains($0.providerDevice) }
        found.namespaces = kept
        found.devices.removeAll { device in !kept.contains { $0.device == device.name } }
    }

    private static func keep(
        devices names: [DeviceName], in found: inout Inventory, _ scope: [String]
    ) throws(NameNotFound) {
        let all = found
        if let name = names.first(where: { all.device($0) == nil }) {
            throw NameNotFound(
                .device, name, in: scope, among: found.devices.map(\.name),
                numbers: { [$0.region.rawValue, $0.device] })
        }
        let kept = all.devices.filter { names.contains($0.name) }
        found.nvdimmRegions.removeAll { region in
            !names.contains { KernelName(region: $0.region) == region.name }
        }
        found.regions.removeAll { region in !kept.contains { $0.regionPath == region.path } }
        found.namespaces.removeAll { namespace in !names.contains { $0 == namespace.device } }
        found.devices = kept
    }
}

extension Namespace {
    fileprivate var isIdle: Bool { device == nil && (!isEnabled || size == .zero) }
}

extension Inventory {
    fileprivate mutating func sort() {
        nvdimmRegions.sort { $0.name < $1.name }
        regions.sort { ($0.id, $0.path) < ($1.id, $1.path) }
        namespaces.sort { $0.name < $1.name }
        devices.sort { $0.name < $1.name }
        nodes.sort { $0.id < $1.id }
    }
}

extension KernelName {
    /// The numbers at the end of the name.
    fileprivate var numbers: [Int] {
        rawValue.drop { !$0.isNumber }.split(separator: ".").map { Int($0) ?? .max }
    }
}
