// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The requested part of a host, sorted for printing.
struct Listing: Sendable {
    /// The objects to list and their parents.
    let inventory: Inventory
    /// The kinds of objects to list.
    let kinds: Set<ListedKind>
    /// Whether to list the physical ranges of devices.
    let showsMappings: Bool
    /// Whether the fastest memory comes first.
    let isBySpeed: Bool
    /// How the table is laid out.
    let layout: ListLayout

    /// The free pieces of the NVDIMM regions in which they are known.
    let freePieces: [KernelName: FreePieces]

    private let providers: [String: DaxRegion.Provider]
    private let carriers: [DeviceName: Namespace]
    private let nodes: [NodeNumber: Node]

    /// Creates a listing of all that `inventory` holds, a part of `host`.
    init(
        of inventory: Inventory, in host: Inventory? = nil, kinds: Set<ListedKind>, showsMappings: Bool,
        isBySpeed: Bool = false,
        layout: ListLayout = ListLayout()
    ) {
        self.inventory = inventory
        self.kinds = kinds
        self.showsMappings = showsMappings
        self.isBySpeed = isBySpeed
        self.layout = layout
        let host = host ?? inventory
        freePieces =
            kinds.contains(.region)
            ? Dictionary(
                inventory.nvdimmRegions.compactMap { region in
                    host.freePieces(of: region).map { (region.name, $0) }
                }
            ) { first, _ in first } : [:]
        providers = Dictionary(inventory.regions.map { ($0.path, $0.provider) }) { first, _ in first }
        carriers = inventory.carriers
        nodes = Dictionary(inventory.nodes.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Who registered the region of a device; nil when its files could not be read.
    func provider(of device: DaxDevice) -> DaxRegion.Provider? {
        providers[device.regionPath]
    }

    /// The namespace that carries a device.
    func carrier(of device: DaxDevice) -> Namespace? {
        carriers[device.name]
    }

    /// The node that memory belongs to as system RAM, as far as the kernel shows it.
    func node(_ id: NodeNumber?) -> Node? {
        id.flatMap { nodes[$0] }
    }

    /// The nodes that the listed regions and devices belong to or are near to.
    var listedNodes: [Node] {
        var named: Set<NodeNumber?> = []
        if kinds.contains(.region) { named.formUnion(inventory.regions.map(\.targetNode)) }
        if kinds.contains(.device) {
            named.formUnion(inventory.devices.flatMap { [$0.targetNode, $0.numaNode] })
        }
        return inventory.nodes.filter { named.contains($0.id) }
    }
}
