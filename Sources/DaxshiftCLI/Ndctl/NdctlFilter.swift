// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// Which objects the options of a command of ndctl select, by themselves and by the objects that they belong to.
struct NdctlFilter: Sendable, Hashable {
    private let bus: NdctlNames
    private let region: NdctlNames
    private let dimm: NdctlNames
    private let namespace: NdctlNames
    private let mode: NamespaceMode?
    private let isPmem: Bool?
    private let node: NodeNumber?

    /// Reads those of the options that a command has.
    ///
    /// - Parameters:
    ///   - arguments: The options.
    ///   - mode: The mode of namespaces where the options name none.
    /// - Throws: `DropInProblem` for an unknown mode, type or node.
    init(_ arguments: GitArguments, mode: NamespaceMode? = nil) throws(DropInProblem) {
        bus = NdctlNames(arguments.values["bus"])
        region = NdctlNames(arguments.values["region"])
        dimm = NdctlNames(arguments.values["dimm"])
        namespace = NdctlNames(arguments.values["namespace"])
        isPmem = try Self.isPmem(arguments.values["type"])
        self.mode = try Self.mode(arguments.values["mode"]) ?? mode
        node = try Self.node(arguments.values["numa-node"])
    }

    /// Whether a bus is selected.
    func includes(_ bus: NvdimmBus, in inventory: Inventory) -> Bool {
        self.bus.include(bus)
            && (dimm.areAll || inventory.dimms.contains { $0.bus == bus.name && dimm.include($0) })
            && (region.areAll
                || inventory.nvdimmRegions.contains { $0.bus == bus.name && region.include($0) })
            && (namespace.areAll
                || inventory.nvdimmRegions.contains { $0.bus == bus.name && hasNamespace($0, inventory) })
    }

    /// Whether a DIMM is selected by its name.
    func names(_ dimm: Dimm) -> Bool { self.dimm.include(dimm) }

    /// Whether a DIMM of a selected bus is selected.
    func includes(_ dimm: Dimm, in inventory: Inventory) -> Bool {
        let regions = inventory.regions(on: dimm.name)
        return names(dimm)
            && (region.areAll || regions.contains(where: region.include))
            && (namespace.areAll || regions.contains { hasNamespace($0, inventory) })
            && (node == nil || regions.contains { $0.numaNode == node })
    }

    /// Whether a region of a selected bus is selected.
    func includes(_ region: NvdimmRegion, in inventory: Inventory) -> Bool {
        self.region.include(region)
            && (dimm.areAll
                || region.mappings.contains { inventory.dimm($0.dimm).map(dimm.include) ?? false })
            && (namespace.areAll || hasNamespace(region, inventory))
            && (node == nil || node == region.numaNode)
            && (isPmem == nil || isPmem == (region.isLabelled != nil))
    }

    /// Whether a namespace of a selected region is selected.
    func includes(_ namespace: KernelName, in mode: NamespaceMode?) -> Bool {
        self.namespace.include(namespace) && (self.mode == nil || self.mode == mode)
    }

    private func hasNamespace(_ region: NvdimmRegion, _ inventory: Inventory) -> Bool {
        inventory.namespaces(in: region.name).contains { namespace.include($0.name) }
            || region.idle.contains(where: namespace.include)
    }

    /// Reads a mode, by its name now or of old, in any case.
    static func mode(_ text: String?) throws(DropInProblem) -> NamespaceMode? {
        guard let text else { return nil }
        switch text.lowercased() {
        case "fsdax", "memory": return .fsdax
        case "devdax", "dax": return .devdax
        case "sector", "safe": return .sector
        case "raw": return .raw
        default: throw .error("invalid mode: '\(text)'", .invalidArgument)
        }
    }

    private static func isPmem(_ text: String?) throws(DropInProblem) -> Bool? {
        switch text {
        case nil: return nil
        case "pmem": return true
        case "blk": return false
        case let text?:
            throw .error("unknown type \"\(text)\" must be \"pmem\" or \"blk\"", .invalidArgument)
        }
    }

    private static func node(_ text: String?) throws(DropInProblem) -> NodeNumber? {
        guard let text, text != "all" else { return nil }
        guard let number = Int(kernelDigits: text) else {
            throw .error("invalid numa_node: '\(text)'", .invalidArgument)
        }
        return NodeNumber(rawValue: number)
    }
}
