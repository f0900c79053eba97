// SPDX-License-Identifier: Apache-2.0

extension Layout {
    /// The conditions that select an object by its identity; all must hold, and one object is meant.
    public struct Match: Sendable, Hashable {
        /// The kernel's name, `regionN` or `daxX.Y`, which may change with each boot.
        public var name: String?
        /// The namespace that carries the device, by its UUID or NAME.
        public var namespace: NamespaceReference?
        /// The serial numbers of the DIMMs of the region, in any order.
        public var serials: [String] = []
        /// Who provides the dax region.
        public var provider: DaxRegion.Provider?
        /// N of the CXL region `regionN`.
        public var cxlRegion: Int?
        /// Physical addresses that contain the whole object.
        public var range: PhysicalRange?
        /// The node of the memory as system RAM.
        public var targetNode: NodeNumber?
        /// The speed of the memory.
        public var speed: Speed?

        /// Creates a match for any object.
        public init() {}
    }

    /// How fast the memory of an object is, by what HMAT or CDAT say of its target node.
    public enum Speed: Sendable, Hashable {
        /// Faster than all others that match.
        case fastest
        /// Slower than all others that match.
        case slowest
        /// In the memory tier with this number.
        case tier(Int)
        /// Reads and writes at least this many bytes a second.
        case bandwidth(atLeast: UInt64)
        /// Reads and writes within this many nanoseconds.
        case latency(atMost: UInt64)
    }
}

extension Layout.Speed: LosslessStringConvertible {
    /// The units of a bandwidth, powers of 1000, the largest first.
    private static let units: [(name: String, bytes: UInt64)] = [
        ("TB/s", 1_000_000_000_000), ("GB/s", 1_000_000_000), ("MB/s", 1_000_000), ("kB/s", 1_000),
        ("B/s", 1),
    ]

    /// The speed as a layout has it.
    public var description: String {
        switch self {
        case .fastest: return "fastest"
        case .slowest: return "slowest"
        case .tier(let tier): return "tier \(tier)"
        case .bandwidth(let least):
            let unit = Self.units.first { least.isMultiple(of: $0.bytes) }
            return ">= \(least / (unit?.bytes ?? 1)) \(unit?.name ?? "B/s")"
        case .latency(let most): return "<= \(most) ns"
        }
    }

    /// Parses `fastest`, `slowest`, `tier 4`, `>= 100 GB/s` or `<= 200 ns`; returns nil for any other text.
    ///
    /// - Parameter text: The whole text; `≥` and `≤` are taken too.
    public init?(_ text: String) {
        if text == "fastest" || text == "slowest" {
            self = text == "fastest" ? .fastest : .slowest
            return
        }
        let spaced = [">=", "≥", "<=", "≤"].reduce(text) { text, sign in
            text.hasPrefix(sign) ? "\(sign) \(text.dropFirst(sign.count))" : text
        }
        let words = spaced.split(separator: " ")
        guard words.count > 1, let number = Int(kernelDigits: words[1]) else { return nil }
        switch (words[0], words.count) {
        case ("tier", 2): self = .tier(number)
        case (">=", 3), ("≥", 3):
            guard let unit = Self.units.first(where: { $0.name == words[2] }) else { return nil }
            let (bytes, isTooLarge) = UInt64(number).multipliedReportingOverflow(by: unit.bytes)
            guard bytes > 0, !isTooLarge else { return nil }
            self = .bandwidth(atLeast: bytes)
        case ("<=", 3), ("≤", 3):
            guard number > 0, words[2] == "ns" else { return nil }
            self = .latency(atMost: UInt64(number))
        default: return nil
        }
    }
}

extension Layout.Match {
    /// Whether an NVDIMM region meets all conditions but that on its speed.
    func includes(_ region: NvdimmRegion, in inventory: Inventory) -> Bool {
        if let name, name != region.name.rawValue { return false }
        if !serials.isEmpty {
            let own = Set(region.mappings.map { inventory.dimm($0.dimm)?.serial })
            guard own == Set(serials) else { return false }
        }
        guard provider == nil || provider == .pmem, cxlRegion == nil else { return false }
        return includes(region.range.map { [$0] } ?? [], region.targetNode)
    }

    /// Whether a dax region meets all conditions but that on its speed.
    func includes(_ region: DaxRegion) -> Bool {
        if let name, name != "region\(region.id)" { return false }
        guard serials.isEmpty, includes(region.provider, region.providerDevice) else { return false }
        return includes(region.range.map { [$0] } ?? [], region.targetNode)
    }

    /// Whether a device meets all conditions but that on its speed.
    func includes(_ device: DaxDevice, in inventory: Inventory) -> Bool {
        if let name, name != "\(device.name)" { return false }
        if let namespace,
            !inventory.namespaces.contains(where: { $0.device == device.name && namespace.means($0) })
        {
            return false
        }
        let region = inventory.region(of: device)
        guard includes(region?.provider, region?.providerDevice) else { return false }
        return includes(device.ranges, device.targetNode)
    }

    private func includes(_ provider: DaxRegion.Provider?, _ providerDevice: Substring?) -> Bool {
        if let wanted = self.provider, provider != wanted { return false }
        guard let cxlRegion else { return true }
        return provider == .cxl && providerDevice == "dax_region\(cxlRegion)"
    }

    /// Unknown ranges or an unknown node meet no condition.
    private func includes(_ ranges: [PhysicalRange], _ node: NodeNumber?) -> Bool {
        if let range, ranges.isEmpty || !ranges.allSatisfy(range.contains) { return false }
        return targetNode == nil || node == targetNode
    }
}

extension Inventory {
    /// The objects whose memory has a speed, by the node of each; all of them without one.
    func filtered<Element>(
        _ elements: [Element], by speed: Layout.Speed?, _ node: (Element) -> NodeNumber?
    ) -> [Element] {
        guard let speed else { return elements }
        func slowness(_ element: Element) -> [Double]? {
            node(element).flatMap { self.node($0) }.map(\.slowness)
        }
        func extreme(_ isBefore: ([Double], [Double]) -> Bool) -> [Element] {
            let known = elements.compactMap(slowness)
            // The speed of each must be known to say which one is the fastest.
            guard known.count == elements.count, let best = known.min(by: isBefore) else { return [] }
            return elements.filter { slowness($0) == best }
        }
        switch speed {
        case .fastest: return extreme { $0.lexicographicallyPrecedes($1) }
        case .slowest: return extreme { $1.lexicographicallyPrecedes($0) }
        case .tier, .bandwidth, .latency:
            return elements.filter { element in
                node(element).flatMap { self.node($0) }.map(speed.includes) == true
            }
        }
    }

    private func node(_ number: NodeNumber) -> Node? { nodes.first { $0.id == number } }
}

extension Layout.Speed {
    /// Whether the memory of a node is that fast; what is unknown is not.
    fileprivate func includes(_ node: Node) -> Bool {
        switch self {
        case .fastest, .slowest: return true
        case .tier(let tier): return node.tier == tier
        case .bandwidth(let least):
            let figures = [node.performance?.readBandwidth, node.performance?.writeBandwidth]
            return figures.allSatisfy { figure in
                guard let figure else { return false }
                // The kernel counts in MiB/s.
                let (bytes, isBeyond) = figure.multipliedReportingOverflow(by: 1 << 20)
                return isBeyond || bytes >= least
            }
        case .latency(let most):
            let figures = [node.performance?.readLatency, node.performance?.writeLatency]
            return figures.allSatisfy { $0.map { $0 <= most } == true }
        }
    }
}
