// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The counts of a device's memory blocks.
struct BlockSummary: Sendable, Hashable {
    /// The blocks of a device bound to kmem; nil for other devices or when the blocks could not be found.
    let counts: Counts?
    /// The whole blocks that the device has or would have as system RAM; nil when its ranges are unknown.
    let usable: Int?

    /// Counts the blocks of `device`.
    ///
    /// - Parameters:
    ///   - device: The device.
    ///   - blockSize: The size of a memory block; nil when it could not be read.
    init(of device: DaxDevice, blockSize: ByteCount?) {
        let ranges = device.ranges
        if device.size == .zero {
            usable = 0
        } else if let blockSize, !ranges.isEmpty {
            usable = ranges.reduce(0) { sum, range in
                let (more, isBeyond) = sum.addingReportingOverflow(range.wholeBlocks(of: blockSize).count)
                return isBeyond ? .max : more
            }
        } else {
            usable = nil
        }
        let areBlocksKnown = !device.blocks.isEmpty || usable != nil
        counts = device.driver == .kmem && areBlocksKnown ? Counts(device.blocks) : nil
    }

    /// The number of blocks by state and zone.
    struct Counts: Sendable, Hashable {
        /// All blocks.
        let total: Int
        /// The blocks in use, including those going offline.
        private(set) var online = 0
        /// The blocks whose state could not be read.
        private(set) var unknown = 0
        /// The blocks in use, by zone.
        private(set) var zones: [Zone: Int] = [:]
        /// The blocks in use whose zone could not be read.
        private(set) var withoutZone = 0

        /// Counts `blocks`.
        init(_ blocks: [MemoryBlock]) {
            total = blocks.count
            for block in blocks {
                switch block.state {
                case .online, .goingOffline:
                    online += 1
                    if let zone = block.zone {
                        zones[zone, default: 0] += 1
                    } else {
                        withoutZone += 1
                    }
                case nil: unknown += 1
                case .offline: break
                }
            }
        }

        /// Whether all blocks in use are movable; nil when none is in use, or not all are known.
        var isMovable: Bool? {
            if zones.keys.contains(where: \.isKernel) { return false }
            return online > 0 && withoutZone == 0 && unknown == 0 ? true : nil
        }
    }
}
