// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// Reads the settings by which the kernel moves and spreads memory.
    mutating func surveySettings() {
        var settings = HostSettings()
        settings.demotion = look(KernelFile.demotion) { Bool($0) }.value
        settings.numaBalancing = look(KernelFile.numaBalancing) { Int(kernelDigits: $0) }.value
        settings.offersPromotion = exists(KernelFile.numaBalancing + "_promote_rate_limit_MBps")
        settings.interleave = weightedInterleave()
        inventory.hostSettings = settings
    }

    private mutating func weightedInterleave() -> WeightedInterleave? {
        guard let names = names(in: KernelFile.weightedInterleave) else { return nil }
        let withMemory = look(Self.nodes + "/has_memory", as: Self.nodeList).value ?? []
        let ids = names.compactMap { name in
            name.hasPrefix("node") ? NodeNumber(kernelDigits: name.dropFirst("node".count)) : nil
        }
        return WeightedInterleave(
            isAutomatic: look(KernelFile.automaticWeights) { Bool($0) }.value,
            nodes: ids.sorted().map { id in
                WeightedInterleave.Node(
                    id: id, weight: require(KernelFile.weight(of: id)) { Int(kernelDigits: $0) },
                    hasMemory: withMemory.contains(id), bandwidth: bandwidth(of: id))
            })
    }

    /// The bandwidth by which the kernel computes the weight of a node.
    private mutating func bandwidth(of node: NodeNumber) -> UInt64? {
        for folder in ["access1", "access0"] {
            let performance = performance(in: "\(Self.nodes)/node\(node)/\(folder)/initiators")
            if let read = performance?.readBandwidth, let write = performance?.writeBandwidth {
                return min(read, write)
            }
        }
        return nil
    }
}
