// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// Whether all steps of the plan bring memory blocks on- or offline.
    public var changesOnlyBlocks: Bool {
        steps.allSatisfy { if case .block = $0.action { true } else { false } }
    }

    /// The memory blocks of the plan's devices after all of its steps, each of which read its block back.
    ///
    /// A tool that changed a block after the step changed the memory of its node as well, which tells.
    ///
    /// - Parameters:
    ///   - basis: The inventory that the plan was made from.
    ///   - memory: The host's memory now.
    /// - Returns: The blocks of each device; nil when they must be read, since the plan changes more than blocks, the
    ///   kernel chose a zone, or a node has another memory than the plan gives it.
    public func blocks(after basis: Inventory, memory: HostMemory?) -> [DeviceName: [MemoryBlock]]? {
        guard changesOnlyBlocks, let blockSize = basis.blockSize, let before = basis.memory, let memory else {
            return nil
        }
        var reached: [DeviceName: [MemoryBlock]] = [:]
        var growth: [NodeNumber: NodeGrowth] = [:]
        for plan in devices {
            guard let device = basis.device(plan.name), let node = device.targetNode,
                let blocks = plan.goal.blocks(from: device.blocks)
            else { return nil }
            reached[plan.name] = blocks
            for (old, new) in zip(device.blocks, blocks) where old != new {
                growth[node, default: NodeGrowth()].add(-1, old.zone)
                growth[node, default: NodeGrowth()].add(1, new.zone)
            }
        }
        let isAsPlanned = growth.allSatisfy { node, growth in
            growth.leads(from: before.node(node), to: memory.node(node), blockSize)
        }
        return isAsPlanned ? reached : nil
    }
}

/// How many blocks the zones of a node gain by a plan.
private struct NodeGrowth {
    private var movable = 0
    private var kernel = 0

    mutating func add(_ count: Int, _ zone: Zone?) {
        switch zone?.isKernel {
        case nil: break
        case true?: kernel += count
        case false?: movable += count
        }
    }

    func leads(from old: NodeMemory?, to new: NodeMemory?, _ blockSize: ByteCount) -> Bool {
        leads(from: old?.movable, to: new?.movable, blockSize * UInt64(movable.magnitude), movable)
            && leads(from: old?.kernel, to: new?.kernel, blockSize * UInt64(kernel.magnitude), kernel)
    }

    private func leads(
        from old: NodeMemory.Usage?, to new: NodeMemory.Usage?, _ size: ByteCount, _ count: Int
    ) -> Bool {
        let (old, new) = (old?.present ?? .zero, new?.present ?? .zero)
        return count < 0 ? old == new + size : new == old + size
    }
}

extension DevicePlan.Goal {
    /// The blocks once this goal is reached, in the movable zone where none is named; nil when the kernel chooses one of
    /// its zones.
    fileprivate func blocks(from blocks: [MemoryBlock]) -> [MemoryBlock]? {
        switch memory {
        case .any: blocks
        case .offline: blocks.map { MemoryBlock(index: $0.index, state: .offline, zone: nil) }
        case .online(.kernel): blocks.allSatisfy(accepts) ? blocks : nil
        case .online(.movable), .online(nil):
            blocks.map { accepts($0) ? $0 : MemoryBlock(index: $0.index, state: .online, zone: .movable) }
        }
    }
}
