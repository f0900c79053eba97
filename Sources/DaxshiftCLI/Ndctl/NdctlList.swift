// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import OrderedJSON

/// `ndctl list`.
struct NdctlList: Sendable {
    private let filter: NdctlFilter
    private let shown: Kinds
    private let details: NdctlJSON.Details
    private let includesEmpty: Bool
    private let includesDisabled: Bool

    private struct Kinds: OptionSet {
        let rawValue: Int

        static let buses = Kinds(rawValue: 1 << 0)
        static let dimms = Kinds(rawValue: 1 << 1)
        static let regions = Kinds(rawValue: 1 << 2)
        static let namespaces = Kinds(rawValue: 1 << 3)
    }

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an operand, and for an unknown mode, type or node.
    init(_ arguments: GitArguments) throws(DropInProblem) {
        guard arguments.operands.isEmpty else {
            throw .usage(arguments.operands.flatMap { ["  Error: unknown parameter \"\($0)\"", ""] })
        }
        let level = arguments.flags["verbose"] ?? 0
        func given<Set: OptionSet>(_ options: KeyValuePairs<String, Set>) -> Set where Set.Element == Set {
            options.reduce(into: []) { if arguments.has($1.key) { $0.insert($1.value) } }
        }
        var shown: Kinds = given([
            "buses": .buses, "dimms": .dimms, "regions": .regions, "namespaces": .namespaces,
        ])
        var mode: NamespaceMode?
        if shown.isEmpty {
            shown = given(["bus": .buses, "dimm": .dimms, "region": .regions])
            mode = arguments.has("device-dax") ? .devdax : nil
        }
        if level >= 1 { shown.insert(.namespaces) }
        if level >= 2 { shown.formUnion([.buses, .dimms, .regions]) }
        self.shown = shown.isEmpty ? .namespaces : shown
        includesEmpty = arguments.has("idle") || level >= 3
        includesDisabled = arguments.has("configured") || includesEmpty
        let details: NdctlJSON.Details = given([
            "human": .human, "verbose": [.verbose, .badSectors, .devices], "media-errors": .badSectors,
            "device-dax": .devices, "capabilities": .capabilities, "health": .health,
            "firmware": .firmware,
        ])
        self.details = level >= 3 ? details.union([.capabilities, .health, .firmware]) : details
        filter = try NdctlFilter(arguments, mode: mode)
    }

    /// The scope of the survey.
    var scope: SurveyScope {
        var scope: SurveyScope = [.namespaces, .badSectors]
        if details.contains(.devices) { scope.insert(.blocks) }
        if shown.contains(.dimms) {
            scope.formUnion(details.contains(.health) ? [.dimmDetails, .health] : .dimmDetails)
        }
        if details.contains(.firmware), !shown.isDisjoint(with: [.buses, .dimms]) { scope.insert(.firmware) }
        return scope
    }

    /// The text to print, in the order in which the real ndctl finds the objects; empty when nothing is found.
    func text(of inventory: Inventory) -> String {
        let json = NdctlJSON(inventory: inventory, details: details)
        let buses = inventory.buses.filter { filter.includes($0, in: inventory) }
            .inListOrder { KernelName(rawValue: "ndctl" + $0.name.rawValue.dropFirst("ndbus".count)) }
        if shown.contains(.buses) {
            return json.text(
                of: buses.map { .object(json.members(of: $0) + objects(on: [$0], json).members) })
        }
        let found = objects(on: buses, json)
        if found.kinds > 1 { return JSON.object(found.members).text(.jsonC, terminator: "\n") }
        return json.text(of: [found.dimms, found.regions, found.namespaces].first { !$0.isEmpty } ?? [])
    }

    private struct Objects {
        var dimms: [JSON] = []
        /// The regions, with their namespaces.
        var regions: [JSON] = []
        /// The namespaces where no regions are shown.
        var namespaces: [JSON] = []
        /// Whether the last region has namespaces, which decides the form of the text.
        var endsWithNamespaces = false

        var members: [JSON.Member] {
            [("dimms", dimms), ("regions", regions), ("namespaces", namespaces)]
                .filter { !$0.1.isEmpty }.map { JSON.Member($0.0, .array($0.1)) }
        }

        /// The number of kinds that the real ndctl counts.
        var kinds: Int { members.count + (endsWithNamespaces ? 1 : 0) }
    }

    private func objects(on buses: [NvdimmBus], _ json: NdctlJSON) -> Objects {
        var found = Objects()
        for bus in buses {
            if shown.contains(.dimms) {
                found.dimms += json.inventory.dimms.filter {
                    $0.bus == bus.name && (includesDisabled || $0.isEnabled)
                        && filter.includes($0, in: json.inventory)
                }
                .inListOrder(\.name).map(json.json)
            }
            let regions = json.inventory.nvdimmRegions
                .filter { $0.bus == bus.name && filter.includes($0, in: json.inventory) }
            for region in regions.inListOrder(\.name) {
                let namespaces = shown.contains(.namespaces) ? self.namespaces(in: region, json) : []
                guard shown.contains(.regions), includesDisabled || region.isEnabled else {
                    found.namespaces += namespaces
                    continue
                }
                let members = json.members(of: region, mappings(of: region, json.inventory))
                let inner = namespaces.isEmpty ? [] : [JSON.Member("namespaces", .array(namespaces))]
                found.regions.append(.object(members + inner))
                found.endsWithNamespaces = !namespaces.isEmpty
            }
        }
        return found
    }

    /// The parts of DIMMs that a region shows, beside DIMMs alone; the last one is first.
    private func mappings(of region: NvdimmRegion, _ inventory: Inventory) -> [DimmMapping] {
        guard shown.contains(.dimms) else { return [] }
        return region.mappings.reversed().filter { mapping in
            guard let dimm = inventory.dimm(mapping.dimm) else { return false }
            return filter.names(dimm) && (includesDisabled || dimm.isEnabled)
        }
    }

    private func namespaces(in region: NvdimmRegion, _ json: NdctlJSON) -> [JSON] {
        let filled = json.inventory.namespaces(in: region.name).filter { namespace in
            filter.includes(namespace.name, in: NamespaceMode(rawValue: namespace.mode))
                && (includesDisabled || namespace.isEnabled)
        }
        let empty = region.idle.filter { includesEmpty && filter.includes($0, in: .raw) }
        return
            (filled.map { ($0.name, json.json(of: $0)) }
            + empty.map { ($0, json.json(ofEmpty: $0, in: region)) })
            .inListOrder(\.0).map(\.1)
    }
}
