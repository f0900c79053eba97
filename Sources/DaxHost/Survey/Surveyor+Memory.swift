// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    private static let memory = "/sys/devices/system/memory"

    /// Reads the size of memory blocks.
    mutating func surveyBlockSize() {
        inventory.blockSize = look(Self.memory + "/block_size_bytes", as: Self.blockSize).value
    }

    /// Reads what the kernel does with new blocks, and with devices when a driver comes.
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

    /// Reads some blocks, none where there would be more than any host has.
    ///
    /// - Parameter run: Their indexes.
    /// - Returns: The blocks.
    mutating func blocks(in run: Range<Int>) -> [MemoryBlock] {
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

    /// The size of a block: a power of two, and on no architecture less than 16 MiB.
    static func blockSize(_ text: String) -> ByteCount? {
        guard let size = hexadecimal(text), size.nonzeroBitCount == 1, size >= 16 << 20 else { return nil }
        return ByteCount(rawValue: size)
    }

    /// Reads a block, which takes one file where it is as the block before.
    ///
    /// The kernel names one zone for a block that is online, and for any other all those that it could go to.
    private mutating func block(
        _ index: Int, in folder: borrowing SysfsFolder, after last: MemoryBlock?
    ) -> MemoryBlock {
        let name = "memory" + String(index)
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
