// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// What all memory blocks of a node are, where the kernel's figures for the node leave no other possibility.
///
/// The pages that the allocator manages (`MemTotal`) are part of those that are online, and these lie in the node's
/// blocks. So where they are as many as fit into all of its blocks, none is offline; and a zone without an online page
/// is none that `/proc/buddyinfo` lists. Balloons, memory maps kept in the blocks and holes make them fewer, and then
/// nothing is known. A block on its way out counts as online until it is offline.
internal struct UniformBlocks: Sendable, Hashable {
    /// The state of each block.
    let state: MemoryBlock.State
    /// The zone of each block that is online.
    let zone: Zone?

    /// Finds out what the figures say.
    ///
    /// - Parameters:
    ///   - memTotal: The managed memory, from `nodeN/meminfo`.
    ///   - zones: The zones with pages online, from `/proc/buddyinfo`.
    ///   - links: M of each link `nodeN/memoryM`, that is to say the node's blocks; asked for only where it matters.
    ///   - devices: The blocks of the devices in kmem on the node; each must be one of the node's.
    ///   - blockSize: The size of a memory block.
    init?(
        memTotal: ByteCount, zones: [Zone?], links: @autoclosure () -> [Int]?, devices: [Range<Int>],
        blockSize: ByteCount
    ) {
        let isOffline = memTotal == .zero && zones.isEmpty
        let zone = zones.count == 1 ? zones[0] : nil
        guard isOffline || zone != nil && memTotal.isMultiple(of: blockSize), let links = links(),
            isOffline || memTotal.rawValue / blockSize.rawValue == UInt64(links.count)
        else { return nil }
        let devices = devices.sorted { $0.lowerBound < $1.lowerBound }
        let found = links.count { link in
            let next = devices.lowerBound(where: { $0.lowerBound > link })
            return next > 0 && devices[next - 1].contains(link)
        }
        guard found == devices.reduce(0, { $0 + $1.count }) else { return nil }
        (state, self.zone) = isOffline ? (.offline, nil) : (.online, zone)
    }

    /// One of the blocks.
    ///
    /// - Parameter index: N in `memoryN`.
    /// - Returns: The block.
    func block(_ index: Int) -> MemoryBlock { MemoryBlock(index: index, state: state, zone: zone) }

    /// The zones of a node that have pages online, from lines `Node 1, zone  Movable  0  1 …`.
    ///
    /// - Parameters:
    ///   - node: The number of the node.
    ///   - text: What `/proc/buddyinfo` holds.
    /// - Returns: The zones; nil for one of a name that is not known.
    static func zones(of node: Int, in text: String) -> [Zone?] {
        text.split(separator: "\n").compactMap { line -> Zone?? in
            let words = line.split(separator: " ", maxSplits: 4)
            guard words.count > 3, words[0] == "Node", words[1] == "\(node),", words[2] == "zone" else {
                return nil
            }
            return .some(Zone(rawValue: String(words[3])))
        }
    }
}
