// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// Says that the memory of an NVDIMM's device would lie on the node of other memory.
    ///
    /// - Parameter device: The device, with the blocks of all devices and its node's memory surveyed.
    /// - Returns: A sentence; nil where no other memory is known to be on its node.
    public func sharedNode(of device: DaxDevice) -> String? {
        guard region(of: device)?.provider == .pmem, let node = device.targetNode, let blockSize,
            let total = memory?.node(node)?.managed ?? nodes.first(where: { $0.id == node })?.memTotal ?? nil
        else { return nil }
        let neighbours = devices.filter { $0.targetNode == node }
        // Who may not read where a device lies does not know its blocks.
        guard !neighbours.contains(where: { $0.driver == .kmem && $0.blocks.isEmpty }) else { return nil }
        let own = neighbours.reduce(0) { $0 + $1.blocks.count { $0.state == .online } }
        guard total > blockSize * UInt64(own) else { return nil }
        return
            "\(device.name) belongs to node \(node), which has other memory: its blocks can't be told from that "
            + "by the node, and programs can't be bound to either alone"
    }
}
