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
    ///
    /// No block is looked at where the kernel's figures for its node tell of all.
    mutating func surveyBlocks() {
        let positions = inventory.devices.indices.filter { inventory.devices[$0].driver == .kmem }
        guard let blockSize = inventory.blockSize, !positions.isEmpty else { return }
        let runs = positions.map { inventory.devices[$0].blockRuns(of: blockSize) }
        let uniform = uniformBlocks(
            zip(positions, runs).map { (inventory.devices[$0].targetNode, $1) }, of: blockSize)
        do throws(SysfsError) {
            let folder = try SysfsFolder(Self.memory)
            for (position, runs) in zip(positions, runs) {
                let known = inventory.devices[position].targetNode.flatMap { uniform[$0] }
                var blocks: [MemoryBlock] = []
                blocks.reserveCapacity(runs.reduce(0) { $0 + $1.count })
                for index in runs.joined() {
                    blocks.append(known?.block(index) ?? block(index, in: folder, after: blocks.last))
                }
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

    /// Finds the nodes whose blocks are all in one state.
    ///
    /// - Parameters:
    ///   - devices: The node and the blocks of each device in kmem.
    ///   - blockSize: The size of a memory block.
    /// - Returns: What each such node's blocks are.
    private mutating func uniformBlocks(
        _ devices: [(node: Int?, runs: [Range<Int>])], of blockSize: ByteCount
    ) -> [Int: UniformBlocks] {
        var runs: [Int: [Range<Int>]] = [:]
        for device in devices {
            if let node = device.node { runs[node, default: []] += device.runs }
        }
        runs = runs.filter { $0.value.reduce(0) { $0 + $1.count } > Self.fewBlocks }
        guard !runs.isEmpty, let zones = try? Sysfs.wholeText(of: "/proc/buddyinfo") else { return [:] }
        var uniform: [Int: UniformBlocks] = [:]
        for (node, runs) in runs {
            guard let memTotal = memTotal(of: node) else { continue }
            uniform[node] = UniformBlocks(
                memTotal: memTotal, zones: UniformBlocks.zones(of: node, in: zones),
                links: try? Sysfs.numbers(in: "\(Self.nodes)/node\(node)", after: "memory"),
                devices: runs, blockSize: blockSize)
        }
        return uniform
    }

    /// How many blocks are read one by one: a block takes three system calls, and a node twelve or more.
    private static let fewBlocks = 8

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
