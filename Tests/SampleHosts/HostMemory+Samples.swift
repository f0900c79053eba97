// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension HostMemory {
    /// A host with 1 GiB of kernel memory on node 0, of which 700 MiB are free or file cache, and no swap.
    public static var sample: HostMemory {
        var memory = HostMemory(pageSize: .kibibytes(4))
        memory.available = .mebibytes(680)
        memory.nodes = [
            NodeMemory(0, kernel: .init(mebibytes: 1024, free: 600, cache: 116, low: 16))
        ]
        return memory
    }

    /// The sample, with added movable memory on a node.
    ///
    /// - Parameters:
    ///   - id: The node.
    ///   - mebibytes: The memory that is online, in MiB.
    ///   - free: The free part of it, in MiB.
    /// - Returns: The host's memory.
    public func with(movable id: NodeNumber, _ mebibytes: UInt64, free: UInt64) -> HostMemory {
        var memory = self
        memory.nodes.append(NodeMemory(id, movable: .init(mebibytes: mebibytes, free: free)))
        return memory
    }
}

extension NodeMemory {
    /// Creates the memory of a node.
    ///
    /// - Parameters:
    ///   - id: N of `nodeN`.
    ///   - kernel: The memory of its kernel zones.
    ///   - movable: What its movable zone has.
    public init(_ id: NodeNumber, kernel: Usage = Usage(), movable: Usage = Usage()) {
        self.init(id: id)
        self.kernel = kernel
        self.movable = movable
    }
}

extension NodeMemory.Usage {
    /// Creates a usage, all figures in MiB.
    ///
    /// - Parameters:
    ///   - mebibytes: The memory that is online.
    ///   - free: The free memory.
    ///   - cache: The cache of files, without changes that are not on disk.
    ///   - low: The memory that must stay free.
    public init(mebibytes: UInt64, free: UInt64, cache: UInt64 = 0, low: UInt64 = 0) {
        self.init()
        (present, managed) = (.mebibytes(mebibytes), .mebibytes(mebibytes))
        (self.free, self.cache, self.low) = (.mebibytes(free), .mebibytes(cache), .mebibytes(low))
    }
}

extension ByteCount {
    /// A number of KiB.
    public static func kibibytes(_ count: UInt64) -> ByteCount { ByteCount(rawValue: 1024) * count }

    /// A number of MiB.
    public static func mebibytes(_ count: UInt64) -> ByteCount { kibibytes(1024) * count }
}

extension Inventory {
    /// The host with the given memory.
    ///
    /// - Parameter memory: The memory.
    /// - Returns: The host.
    public func with(_ memory: HostMemory) -> Inventory {
        var inventory = self
        inventory.memory = memory
        return inventory
    }

    /// The size of the zones of each node, as far as devices' blocks are in them.
    var memoryOnline: HostMemory {
        var memory = HostMemory(pageSize: .kibibytes(4))
        for device in devices {
            guard let node = device.targetNode else { continue }
            for zone in device.blocks.compactMap(\.zone) {
                let place = memory.nodes.firstIndex { $0.id == node } ?? memory.nodes.endIndex
                if place == memory.nodes.endIndex { memory.nodes.append(NodeMemory(id: node)) }
                let size = blockSize ?? .zero
                if zone.isKernel {
                    memory.nodes[place].kernel.present = memory.nodes[place].kernel.present + size
                } else {
                    memory.nodes[place].movable.present = memory.nodes[place].movable.present + size
                }
            }
        }
        return memory
    }
}
