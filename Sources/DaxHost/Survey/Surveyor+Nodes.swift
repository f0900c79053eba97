// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    static let nodes = "/sys/devices/system/node"

    /// Reads the nodes of devices; nil for those of all.
    mutating func surveyNodes(of names: [DeviceName]? = nil) {
        let shown = names.map(Set.init)
        let devices = inventory.devices.filter { shown?.contains($0.name) ?? true }
        let ids = Set(devices.flatMap { [$0.targetNode, $0.numaNode].compactMap { $0 } })
        guard !ids.isEmpty else { return }
        let tiers = tiers()
        let folder = Self.nodes
        let online = look(folder + "/online", as: Self.nodeList).value ?? []
        let processors = look(folder + "/has_cpu", as: Self.nodeList).value ?? []
        inventory.nodes = ids.sorted().map { id in
            var node = Node(id: id)
            let folder = "\(folder)/node\(id)"
            guard exists(folder) else { return node }
            node.memTotal = look(folder + "/meminfo", as: Self.memTotal).value
            node.tier = tiers.first { $0.nodes.contains(id) }?.tier
            node.distance =
                look(folder + "/distance") {
                    Self.distance($0, to: processors, among: online)
                }.value
            node.performance =
                performance(in: folder + "/access0/initiators")
                ?? performance(in: folder + "/access1/initiators")
            return node
        }
    }

    /// Finds NVDIMM devices whose node also has other memory.
    mutating func noteSharedNodes() {
        inventory.warnings += inventory.devices.compactMap { inventory.sharedNode(of: $0)?.description }
    }

    /// The performance by which firmware declares a node's memory; nil where it declares none.
    mutating func performance(in folder: String) -> Node.Performance? {
        var performance = Node.Performance()
        performance.readBandwidth = figure(folder + "/read_bandwidth")
        performance.writeBandwidth = figure(folder + "/write_bandwidth")
        performance.readLatency = figure(folder + "/read_latency")
        performance.writeLatency = figure(folder + "/write_latency")
        return performance == Node.Performance() ? nil : performance
    }

    /// The number in a file; nil for 0, which the kernel writes if firmware declares nothing.
    private mutating func figure(_ path: String) -> UInt64? {
        look(path, as: number).value.flatMap { $0 > 0 ? $0 : nil }
    }

    private mutating func tiers() -> [(tier: Int, nodes: [ClosedRange<NodeNumber>])] {
        let folder = "/sys/devices/virtual/memory_tiering"
        var tiers: [(tier: Int, nodes: [ClosedRange<NodeNumber>])] = []
        for name in names(in: folder) ?? [] where name.hasPrefix("memory_tier") {
            guard let tier = Int(kernelDigits: name.dropFirst("memory_tier".count)),
                let nodes = look("\(folder)/\(name)/nodelist", as: Self.nodeList).value
            else { continue }
            tiers.append((tier, nodes))
        }
        return tiers
    }

    /// The smallest distance to given nodes, in a list such as `17 28 10` with one value per node online.
    static func distance(
        _ text: String, to nodes: [ClosedRange<NodeNumber>], among online: [ClosedRange<NodeNumber>]
    ) -> Int? {
        let distances = text.split(separator: " ").map { Int(kernelDigits: $0) }
        let ids = Array(online.lazy.flatMap { $0 }.prefix(distances.count + 1))
        guard distances.count == ids.count, !distances.contains(nil) else { return nil }
        return zip(ids, distances).compactMap { nodes.contains($0) ? $1 : nil }.min()
    }

    /// The bytes in the line `Node 2 MemTotal:  1048576 kB`.
    static func memTotal(_ text: String) -> ByteCount? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 5, words[2] == "MemTotal:", words[4] == "kB" else { continue }
            guard let kibibytes = UInt64(words[3]), kibibytes <= .max / 1024 else { return nil }
            return ByteCount(rawValue: kibibytes * 1024)
        }
        return nil
    }

    /// The ranges of a list such as `0,2-3`.
    static func nodeList(_ text: String) -> [ClosedRange<NodeNumber>]? {
        var ranges: [ClosedRange<NodeNumber>] = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                NodeNumber(kernelDigits: $0)
            }
            guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last
            else { return nil }
            ranges.append(first...last)
        }
        return ranges.isEmpty ? nil : ranges
    }
}

extension [ClosedRange<NodeNumber>] {
    func contains(_ id: NodeNumber) -> Bool {
        contains { $0.contains(id) }
    }
}
