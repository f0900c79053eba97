// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The objects of a host to list.
struct ListSelection: Sendable, Hashable {
    /// The kinds of objects to list.
    var kinds = Set(ObjectKind.allCases)
    /// Whether to list the physical ranges of devices.
    var showsMappings = false
    /// Whether to list idle objects: devices of size 0, disabled namespaces.
    var includesIdle = false
    /// Whether the fastest memory comes first.
    var isBySpeed = false
    /// How the table is laid out.
    var layout = ListLayout()
    /// The number of the only region to list.
    var region: RegionNumber?
    /// The only namespace to list.
    var namespace: KernelName?
    /// The only device to list, which may be idle.
    var device: DeviceName?

    /// Returns the selected part of a host.
    ///
    /// A named object includes its parents and its children.
    ///
    /// - Throws: ``NameNotFound`` when a name matches nothing within the names before it: region, namespace, device.
    func listing(of inventory: Inventory) throws(NameNotFound) -> Listing {
        var found = inventory
        var scope: [String] = []
        if let region {
            try Self.keep(region: region, in: &found)
            scope.append("region\(region)")
        }
        if let namespace {
            try Self.keep(namespace: namespace, in: &found, scope)
            scope.append(namespace.rawValue)
        }
        if let device {
            try Self.keep(device: device, in: &found, scope)
        }
        if region != nil || namespace != nil || device != nil { found.unownedMemory = [] }
        if !includesIdle {
            found.devices.removeAll { $0.size == .zero && $0.name != device }
            found.namespaces.removeAll { $0.isIdle && $0.name != namespace }
        }
        found.sort()
        if isBySpeed { found.sortBySpeed() }
        return Listing(
            of: found, kinds: kinds, showsMappings: showsMappings, isBySpeed: isBySpeed, layout: layout)
    }

    private static func keep(region id: RegionNumber, in found: inout Inventory) throws(NameNotFound) {
        let name = KernelName(region: id)
        var known = Set(found.nvdimmRegions.map(\.name))
        known.formUnion(found.regions.map { KernelName(region: $0.id) })
        known.formUnion(found.devices.map { KernelName(region: $0.name.region) })
        guard known.contains(name) else {
            throw NameNotFound(.region, name, among: known, numbers: \.numbers)
        }
        found.nvdimmRegions.removeAll { $0.name != name }
        found.regions.removeAll { $0.id != id }
        found.namespaces.removeAll { $0.region != name }
        found.devices.removeAll { $0.name.region != id }
    }

    private static func keep(
        namespace name: KernelName, in found: inout Inventory, _ scope: [String]
    ) throws(NameNotFound) {
        guard let namespace = found.namespaces.first(where: { $0.name == name }) else {
            throw NameNotFound(
                .namespace, name, in: scope, among: found.namespaces.map(\.name), numbers: \.numbers)
        }
        found.nvdimmRegions.removeAll { $0.name != namespace.region }
        found.regions.removeAll {
            $0.provider != .pmem || $0.providerDevice != namespace.ndDevice?.rawValue[...]
        }
        found.namespaces = [namespace]
        found.devices.removeAll { $0.name != namespace.device }
    }

    private static func keep(
        device name: DeviceName, in found: inout Inventory, _ scope: [String]
    ) throws(NameNotFound) {
        guard let device = found.device(name) else {
            throw NameNotFound(
                .device, name, in: scope, among: found.devices.map(\.name),
                numbers: { [$0.region.rawValue, $0.device] })
        }
        found.nvdimmRegions.removeAll { $0.name != KernelName(region: name.region) }
        found.regions.removeAll { $0.path != device.regionPath }
        found.namespaces.removeAll { $0.device != name }
        found.devices = [device]
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
