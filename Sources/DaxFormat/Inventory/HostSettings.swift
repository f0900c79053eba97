// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

// The settings by which the kernel moves and spreads memory.

extension HostSettings: Record {
    static let blank = HostSettings()
    static let members: [RecordMember<HostSettings>] = [
        .known("demotion_enabled", \.demotion),
        .known("numa_balancing", \.numaBalancing),
        .any("offers_promotion", \.offersPromotion),
        .known("weighted_interleave", \.interleave),
    ]
}

extension WeightedInterleave: Record {
    static let blank = WeightedInterleave()
    static let members: [RecordMember<WeightedInterleave>] = [
        .known("auto", \.isAutomatic),
        .any("nodes", \.nodes),
    ]
}

extension WeightedInterleave.Node: Record {
    static let blank = WeightedInterleave.Node(id: 0, hasMemory: false)
    static let members: [RecordMember<WeightedInterleave.Node>] = [
        .required("node", \.id),
        .known("weight", \.weight),
        .any("has_memory", \.hasMemory),
        .known("bandwidth", \.bandwidth),
    ]
}
