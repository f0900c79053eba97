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

    /// The columns of a list for which none are named.
    static let usual = allCases.filter { $0 != .uuid && $0 != .altName }

    /// What kind of memory a node has; left out where no node says so.
    static let performance: Set<ListColumn> = [.tier, .distance, .read, .write]

    /// The columns that a narrow terminal does without, the first to go first.
    static let droppable: [ListColumn] = [.write, .read, .distance, .tier, .provider]

    /// The column in a table.
    var tableColumn: TextTable.Column {
        let alignment: TextTable.Alignment =
            switch self {
            case .size, .blocks, .tier, .distance, .read, .write: .right
            case .name, .provider, .mode, .state, .node, .zone, .uuid, .altName: .left
            }
        return TextTable.Column(title: rawValue, alignment: alignment)
    }
}
