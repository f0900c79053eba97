// SPDX-License-Identifier: Apache-2.0

/// A range of system RAM whose device is no longer in kmem.
///
/// The device was unbound from kmem, or removed with its region, while its memory was online.
public struct UnownedMemory: Sendable, Hashable {
    /// The range, as `System RAM (kmem)` stands in `/proc/iomem` (root only).
    public var range: PhysicalRange
    /// The device that added it, from the enclosing entry; the device may be gone or have another driver.
    public var device: DeviceName?
    /// Its node, from `memoryN/nodeM`; nil when unknown.
    public var node: NodeNumber?
    /// Its memory blocks, by index.
    public var blocks: [MemoryBlock]

    /// Creates a range without an owner.
    ///
    /// - Parameters:
    ///   - range: The range.
    ///   - device: The device that added it.
    ///   - node: Its node.
    ///   - blocks: Its memory blocks, by index.
    public init(range: PhysicalRange, device: DeviceName?, node: NodeNumber?, blocks: [MemoryBlock]) {
        self.range = range
        self.device = device
        self.node = node
        self.blocks = blocks
    }

    /// The state of the memory, and how to free it, in a sentence.
    public var remark: String {
        let online = blocks.filter { $0.state != .offline }
        let brought =
            device.map { "\($0) left kmem while it was online" } ?? "its device is gone"
        let use =
            online.isEmpty
            ? "none of its \(blocks.count) memory blocks is online"
            : "\(online.count) of its \(blocks.count) memory blocks are online; write 'offline' to "
                + "\(KernelFile.blockState(online[0].index)) to take one offline"
        return
            "\(range.size) of system RAM at \(range) belong to no device: \(brought); \(use); only a reboot "
            + "frees the range"
    }
}
