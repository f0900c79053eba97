// SPDX-License-Identifier: Apache-2.0

/// A range that the kernel has as system RAM of a device which is not in kmem any more.
///
/// The device was taken from kmem, or went with its region, while memory of it was online.
public struct UnownedMemory: Sendable, Hashable {
    /// The range, as `System RAM (kmem)` stands in `/proc/iomem` (root only).
    public var range: PhysicalRange
    /// The device that brought it, which may be gone or in other hands, from the entry around it.
    public var device: DeviceName?
    /// The node that it belongs to, from `memoryN/nodeM`; nil when that could not be told.
    public var node: Int?
    /// Its memory blocks, by index.
    public var blocks: [MemoryBlock]

    /// Creates a range without an owner.
    ///
    /// - Parameters:
    ///   - range: The range.
    ///   - device: The device that brought it.
    ///   - node: The node that it belongs to.
    ///   - blocks: Its memory blocks, by index.
    public init(range: PhysicalRange, device: DeviceName?, node: Int?, blocks: [MemoryBlock]) {
        self.range = range
        self.device = device
        self.node = node
        self.blocks = blocks
    }

    /// What holds the memory, and how it comes free, in a sentence.
    public var remark: String {
        let online = blocks.filter { $0.state != .offline }
        let brought =
            device.map { "\($0) brought it and left kmem while it was online" } ?? "its device is gone"
        let use =
            online.isEmpty
            ? "none of its \(blocks.count) memory blocks is online"
            : "\(online.count) of its \(blocks.count) memory blocks are online, and 'offline' written to "
                + "\(KernelFile.blockState(online[0].index)) takes one from use"
        return
            "\(range.size) of system RAM at \(range) belong to no device: \(brought); \(use); only a reboot "
            + "gives the range back"
    }
}
