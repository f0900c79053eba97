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
        let positions = inventory.devices.indices.filter { inventory.devices[$0].driver == .kmem }
        guard let blockSize = inventory.blockSize, !positions.isEmpty else { return }
        do throws(SysfsError) {
            let folder = try SysfsFolder(Self.memory)
            for position in positions {
                let runs = inventory.devices[position].blockRuns(of: blockSize)
                var blocks: [MemoryBlock] = []
                blocks.reserveCapacity(runs.reduce(0) { $0 + $1.count })
                for index in runs.joined() { blocks.append(block(index, in: folder, after: blocks.last)) }
                inventory.devices[position].blocks = blocks
            }
        } catch {
            note(error)
        }
    }

    /// Reads a run of blocks; empty if it is implausibly long.
    ///
    /// - Parameter run: Their indexes.
    /// - Returns: The blocks.
    mutating func blocks(in run: Range<BlockNumber>) -> [MemoryBlock] {
        var blocks: [MemoryBlock] = []
        guard run.count <= DaxDevice.maximumBlocks else { return blocks }
        do throws(SysfsError) {
            let folder = try SysfsFolder(Self.memory)
            for index in run { blocks.append(block(index, in: folder, after: blocks.last)) }
        } catch {
            note(error)
        }
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
    private mutating func block(
        _ index: BlockNumber, in folder: borrowing SysfsFolder, after last: MemoryBlock?
    ) -> MemoryBlock {
        let name = "memory" + index.description
        let zones = name + "/valid_zones"
        if last?.state == .online, let zone = (try? folder.read(zones)).flatMap(Zone.init) {
            return MemoryBlock(index: index, state: .online, zone: zone)
        }
        guard let state = require(name + "/state", in: folder, as: MemoryBlock.State.init) else {
            return MemoryBlock(index: index, state: nil, zone: nil)
        }
        guard state != .offline else { return MemoryBlock(index: index, state: state, zone: nil) }
        return MemoryBlock(index: index, state: state, zone: require(zones, in: folder, as: Zone.init))
    }
}
