// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension Inventory {
    /// A host with regions of every provider, divided in every way.
    ///
    /// A device in kmem begins and ends within memory blocks and has blocks in both zones and offline. One
    /// device lies in two ranges around another, one has no driver, and one is idle. The position of one
    /// region is unknown.
    public static var divided: Inventory {
        var inventory = Inventory(kernel: KernelRelease(rawValue: "6.12.0-sample"))
        inventory.models = [.bus]
        inventory.blockSize = sampleBlockSize
        inventory.autoOnline = .offline

        func name(_ region: RegionNumber, _ device: Int) -> DeviceName {
            DeviceName(region: region, device: device)
        }
        inventory.add(region: 0, .pmem, at: 4096 + 66, size: 4030, align: 2)
        inventory.add(name(0, 0), .kmem, [(4096 + 66, 4030)], node: 2)
        inventory.add(region: 1, .pmem, at: 8192 + 66, size: 958, align: 2)
        inventory.add(name(1, 0), .deviceDax, [(8192 + 66, 958)], node: 2)
        inventory.add(region: 2, .hmem, at: 16384, size: 8192, align: 2)
        inventory.add(name(2, 0), .kmem, [(16384, 1024), (18432, 512)], node: 1)
        inventory.add(name(2, 1), .deviceDax, [(17408, 1024)], node: 1)
        inventory.add(name(2, 2), nil, [(18944 + 66, 1982)], node: 1)
        inventory.add(name(2, 3), .fsdevDax, [(22528, 2)], node: 1)
        inventory.add(region: 3, .cxl, at: 1 << 20, size: 4096, align: 1024)
        inventory.add(name(3, 0), .deviceDax, [(1 << 20, 1536)], node: 3)
        inventory.add(name(3, 1), .deviceDax, [((1 << 20) + 2048, 1536)], node: 3)
        inventory.add(name(3, 2), nil, [], node: 3)
        inventory.add(region: 4, .other, at: nil, size: 512, align: 2)
        inventory.add(name(4, 0), .deviceDax, [], node: 4)

        inventory = inventory.with(name(0, 0)) { device in
            device.blocks = device.blocks.enumerated().map { place, block in
                switch place {
                case 0: MemoryBlock(index: block.index, state: .online, zone: .normal)
                case 1, 2: MemoryBlock(index: block.index, state: .offline, zone: nil)
                default: block
                }
            }
        }
        return inventory.with(name(4, 0)) { $0.size = ByteCount(rawValue: 512 << 20) }
    }

    /// Adds a region; addresses and sizes are in MiB.
    private mutating func add(
        region id: RegionNumber, _ provider: DaxRegion.Provider, at start: UInt64?, size: UInt64,
        align: UInt64
    ) {
        regions.append(
            DaxRegion(
                id: id, provider: provider, kind: provider == .pmem ? .static : .dynamic,
                size: ByteCount(rawValue: size << 20), align: ByteCount(rawValue: align << 20),
                path: "/sample/\(provider).\(id)", range: start.flatMap { Self.range(at: $0, size: size) }))
    }

    /// Adds a device to the region that was added last, in kmem with all its blocks online in the movable
    /// zone; addresses and sizes are in MiB.
    private mutating func add(
        _ name: DeviceName, _ driver: DriverName?, _ ranges: [(start: UInt64, size: UInt64)], node: NodeNumber
    ) {
        let path = regions.last?.path ?? ""
        var device = DaxDevice(
            name: name, path: "\(path)/\(name)", driver: driver, align: ByteCount(rawValue: 2 << 20),
            targetNode: node, numaNode: 0
        ).laid(in: ranges.compactMap { Self.range(at: $0.start, size: $0.size) })
        if driver == .kmem {
            device.blocks = device.sampleBlocks
                .map { MemoryBlock(index: $0, state: .online, zone: .movable) }
        }
        devices.append(device)
    }

    private static func range(at start: UInt64, size: UInt64) -> PhysicalRange? {
        PhysicalRange(start: start << 20, end: (start + size) << 20 - 1)
    }
}
