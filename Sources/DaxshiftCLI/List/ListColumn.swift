// SPDX-License-Identifier: Apache-2.0

/// A column of the table that `list` prints.
enum ListColumn: String, CaseIterable, Sendable {
    /// The kernel's name, drawn as a tree.
    case name = "NAME"
    /// Who provides the memory; not repeated below a region.
    case provider = "PROVIDER"
    /// The kind of a region, the mode of a namespace or device.
    case mode = "MODE"
    /// Whether a driver holds the object, or how much of the memory is online.
    case state = "STATE"
    /// The size.
    case size = "SIZE"
    /// The memory blocks online, and all.
    case blocks = "BLOCKS"
    /// The target node.
    case node = "NODE"
    /// The zones of the memory blocks that are online.
    case zone = "ZONE"
    /// The memory tier of the node.
    case tier = "TIER"
    /// The distance of the node.
    case distance = "DIST"
    /// The read bandwidth and latency of the node.
    case read = "READ"
    /// The write bandwidth and latency of the node.
    case write = "WRITE"
    /// The UUID of the namespace.
    case uuid = "UUID"
    /// The name that an administrator gave the namespace.
    case altName = "ALTNAME"

    /// The flags of a DIMM.
    case flags = "FLAGS"
    /// The free label slots of a DIMM.
    case slots = "SLOTS"
    /// The state of a DIMM's health.
    case health = "HEALTH"
    /// The serial number of a DIMM.
    case serial = "SERIAL"
    /// The number of DIMMs over which an NVDIMM region is interleaved.
    case ways = "WAYS"
    /// The alignment: of a device, of a namespace, of the namespaces of a region.
    case align = "ALIGN"
    /// The free pieces of an NVDIMM region.
    case free = "FREE"
    /// The number of bad sectors.
    case bad = "BAD"
    /// Whether an NVDIMM region can't be written.
    case readOnly = "RO"
    /// What persists of an NVDIMM region when power fails.
    case persistence = "PERSISTENCE"
    /// Where the map of a namespace's pages is kept.
    case map = "MAP"
    /// The block device of a namespace.
    case blockDevice = "BLOCKDEV"

    /// The columns of a list for which none are named.
    static let usual: [ListColumn] = [
        .name, .provider, .mode, .state, .size, .blocks, .node, .zone, .tier, .distance, .read, .write,
    ]

    /// The columns of a list of some kinds of objects for which none are named.
    static func usual(for kinds: Set<ListedKind>) -> [ListColumn] {
        let own: [ListColumn] = kinds.contains(.dimm) ? [.flags, .slots, .health, .serial] : []
        return (kinds.isDisjoint(with: ListedKind.usual) ? [.name, .provider, .state] : usual) + own
    }

    /// What kind of memory a node has, and the health of a DIMM; left out where no node and no firmware says so.
    static let reported: Set<ListColumn> = [.tier, .distance, .read, .write, .health]

    /// The columns that a narrow terminal does without, the first to go first.
    static let droppable: [ListColumn] = [.write, .read, .distance, .tier, .provider]

    /// The column in a table.
    var tableColumn: TextTable.Column {
        let alignment: TextTable.Alignment =
            switch self {
            case .size, .blocks, .tier, .distance, .read, .write, .slots, .ways, .align, .bad: .right
            case .name, .provider, .mode, .state, .node, .zone, .uuid, .altName, .flags, .health, .serial,
                .free,
                .readOnly, .persistence, .map, .blockDevice:
                .left
            }
        return TextTable.Column(title: rawValue, alignment: alignment)
    }
}
