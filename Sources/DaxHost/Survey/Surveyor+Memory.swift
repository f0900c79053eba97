// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    private static let memory = "/sys/devices/system/memory"

    /// Reads the size of memory blocks.
    mutating func surveyBlockSize() {
        inventory.blockSize = look(Self.memory + "/block_size_bytes", as: Self.blockSize).value
    }

    /// Reads the policies for new blocks and for unbound devices when a driver registers.
    mutating func surveyPolicies() {
        inventory.autoOnline = look(Self.memory + "/auto_online_blocks", as: AutoOnlinePolicy.init).value
        inventory.driversAutoprobe = look(KernelFile.driversAutoprobe(.dax), as: Self.flag).value
    }

    /// Reads the memory blocks of every device in kmem, each found by its address.
    mutating func surveyBlocks() {
        guard let blockSize = inventory.blockSize else { return }
        for position in inventory.devices.indices where inventory.devices[position].driver == .kmem {
            let runs = inventory.devices[position].blockRuns(of: blockSize)
            if let known = knownBlocks[inventory.devices[position].name],
                known.lazy.map(\.index).elementsEqual(runs.joined())
            {
                inventory.devices[position].blocks = known
            } else {
                inventory.devices[position].blocks = blocks(runs)
            }
        }
    }

    /// Reads runs of blocks; none if they are implausibly long.
    ///
    /// - Parameter runs: The numbers of the blocks.
    /// - Returns: The blocks.
    mutating func blocks(_ runs: [Range<BlockNumber>]) -> [MemoryBlock] {
        let count = runs.reduce(0) { $0 + min($1.count, DaxDevice.maximumBlocks + 1) }
        guard count <= DaxDevice.maximumBlocks else { return [] }
        var blocks: [MemoryBlock] = []
        blocks.reserveCapacity(count)
        for index in runs.joined() { blocks.append(block(index, after: blocks.last)) }
        return blocks
    }

    /// Parses the block size: a power of two, at least 16 MiB on all architectures.
    static func blockSize(_ text: String) -> ByteCount? {
        guard let size = hexadecimal(text), size.nonzeroBitCount == 1, size >= 16 << 20 else { return nil }
        return ByteCount(rawValue: size)
    }

    /// Reads a block, with one file if it equals the previous block.
    ///
    /// `valid_zones` has one zone for an online block, and all possible zones for an offline one.
    private mutating func block(_ index: BlockNumber, after last: MemoryBlock?) -> MemoryBlock {
        if last?.state == .online,
            let zone = (try? Sysfs.read(KernelFile.validZones(index))).flatMap(Zone.init)
        {
            return MemoryBlock(index: index, state: .online, zone: zone)
        }
        guard let state = require(KernelFile.blockState(index), as: MemoryBlock.State.init) else {
            return MemoryBlock(index: index, state: nil, zone: nil)
        }
        guard state != .offline else { return MemoryBlock(index: index, state: state, zone: nil) }
        let zone = require(KernelFile.validZones(index), as: Zone.init)
        return MemoryBlock(index: index, state: state, zone: zone)
    }
}
