// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension Inventory {
    /// The sample with settings as Linux 7.2 has them: the weights of nodes are the kernel's own, and only nodes with memory
    /// online have one.
    public static var tiered: Inventory {
        var inventory = sample
        inventory.hostSettings = HostSettings()
        inventory.hostSettings?.demotion = false
        inventory.hostSettings?.numaBalancing = 1
        inventory.hostSettings?.offersPromotion = true
        inventory.hostSettings?.interleave = WeightedInterleave(
            isAutomatic: true,
            nodes: [
                .init(id: 0, weight: 10, bandwidth: 8192), .init(id: 4, weight: 21, bandwidth: 16384),
            ])
        return inventory
    }

    /// The same host with Linux 6.12, which computes no weights, and has one of each possible node.
    public static var tieredByHand: Inventory {
        var inventory = tiered
        inventory.hostSettings?.interleave = WeightedInterleave(
            nodes: [
                .init(id: 0, weight: 1, bandwidth: 8192), .init(id: 1, weight: 1, hasMemory: false),
                .init(id: 4, weight: 2, bandwidth: 16384),
            ])
        return inventory
    }

    /// The host with Linux 7.2 whose firmware declares no bandwidth.
    public static var tieredWithoutBandwidth: Inventory {
        var inventory = tiered
        inventory.hostSettings?.interleave?.nodes = [.init(id: 0, weight: 1), .init(id: 4, weight: 1)]
        return inventory
    }
}
