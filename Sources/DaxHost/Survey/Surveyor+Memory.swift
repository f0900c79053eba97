// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    private static let memory = "/sys/devices/system/memory"

    /// Reads the size of memory blocks and what the kernel does with new ones.
    mutating func surveyMemoryPolicy() {
        inventory.blockSize = look(Self.memory + "/block_size_bytes", as: Self.blockSize).value
        inventory.autoOnline = look(Self.memory + "/auto_online_blocks", as: AutoOnlinePolicy.init).value
        inventory.driversAutoprobe = look(KernelFile.driversAutoprobe(.dax), as: Self.flag).value
    }

    /// Reads the memory blocks of every device in kmem, each found by its address.
    mutating func surveyBlocks() {
        guard let blockSize = inventory.blockSize else { return }
        for position in inventory.devices.indices where inventory.devices[position].driver == .kmem {
            let indexes = inventory.devices[position].blockIndexes(of: blockSize)
            inventory.devices[position].blocks = indexes.map { block($0) }
        }
    }

    /// The size of a block: a power of two, and on no architecture less than 16 MiB.
    static func blockSize(_ text: String) -> ByteCount? {
        guard let size = hexadecimal(text), size.nonzeroBitCount == 1, size >= 16 << 20 else { return nil }
        return ByteCount(rawValue: size)
    }

    private mutating func block(_ index: Int) -> MemoryBlock {
        let folder = "\(Self.memory)/memory\(index)"
        guard let state = require(folder + "/state", as: MemoryBlock.State.init) else {
            return MemoryBlock(index: index, state: nil, zone: nil)
        }
        guard state != .offline else { return MemoryBlock(index: index, state: state, zone: nil) }
        return MemoryBlock(index: index, state: state, zone: require(folder + "/valid_zones", as: Zone.init))
    }
}
