// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// Checks whether the memory of an NVDIMM device would be on a node with other memory.
    ///
    /// - Parameter device: The device, with the blocks of all devices and its node's memory surveyed.
    /// - Returns: The device and the node; nil if no other memory is known on its node.
    public func sharedNode(of device: DaxDevice) -> SharedNode? {
        guard region(of: device)?.provider == .pmem, let node = device.targetNode, let blockSize,
            let total = memory?.node(node)?.managed ?? nodes.first(where: { $0.id == node })?.memTotal ?? nil
        else { return nil }
        let neighbours = devices.filter { $0.targetNode == node }
        // Without the addresses of a device its blocks are unknown.
        guard !neighbours.contains(where: { $0.driver == .kmem && $0.blocks.isEmpty }) else { return nil }
        let own = neighbours.reduce(0) { $0 + $1.blocks.count { $0.state == .online } }
        guard total > blockSize * UInt64(own) else { return nil }
        return SharedNode(device: device.name, node: node)
    }
}

/// The node of an NVDIMM device that also has other memory.
public struct SharedNode: Sendable, Hashable, CustomStringConvertible {
    /// The device.
    public let device: DeviceName
    /// The number of the node.
    public let node: NodeNumber

    /// The consequence, in a sentence.
    public var description: String {
        "\(device) belongs to node \(node), which has other memory: its blocks can't be distinguished by "
            + "node, and programs can't be bound to either alone"
    }
}
