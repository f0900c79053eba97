// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// Tells whether the memory of an NVDIMM's device would lie on the node of other memory.
    ///
    /// - Parameter device: The device, with the blocks of all devices and its node's memory surveyed.
    /// - Returns: The device and the node; nil where no other memory is known to be on its node.
    public func sharedNode(of device: DaxDevice) -> SharedNode? {
        guard region(of: device)?.provider == .pmem, let node = device.targetNode, let blockSize,
            let total = memory?.node(node)?.managed ?? nodes.first(where: { $0.id == node })?.memTotal ?? nil
        else { return nil }
        let neighbours = devices.filter { $0.targetNode == node }
        // Who may not read where a device lies does not know its blocks.
        guard !neighbours.contains(where: { $0.driver == .kmem && $0.blocks.isEmpty }) else { return nil }
        let own = neighbours.reduce(0) { $0 + $1.blocks.count { $0.state == .online } }
        guard total > blockSize * UInt64(own) else { return nil }
        return SharedNode(device: device.name, node: node)
    }
}

/// A node to which an NVDIMM's device belongs beside other memory.
public struct SharedNode: Sendable, Hashable, CustomStringConvertible {
    /// The device.
    public let device: DeviceName
    /// The number of the node.
    public let node: Int

    /// What that means, in a sentence.
    public var description: String {
        "\(device) belongs to node \(node), which has other memory: its blocks can't be told from that by the "
            + "node, and programs can't be bound to either alone"
    }
}
