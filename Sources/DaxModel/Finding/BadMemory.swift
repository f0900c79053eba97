// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The bad ranges of a device that are in memory blocks.
    public struct BadMemory: Sendable, Hashable {
        /// The ranges, by address.
        public let ranges: [PhysicalRange]
        /// Their blocks, ascending: N of each `memoryN`.
        public let blocks: [BlockNumber]

        /// Finds the bad ranges in some blocks of a device.
        init(of device: DaxDevice, in blocks: [BlockNumber], _ blockSize: ByteCount) {
            let size = blockSize.rawValue
            let known = Set(blocks)
            var found: Set<BlockNumber> = []
            ranges = device.badRanges.filter { range in
                let first = BlockNumber(rawValue: Int(clamping: range.start / size))
                let last = BlockNumber(rawValue: Int(clamping: range.end / size))
                let hit =
                    first.distance(to: last) < known.count
                    ? (first...last).filter(known.contains) : known.filter { (first...last).contains($0) }
                found.formUnion(hit)
                return !hit.isEmpty
            }
            self.blocks = found.sorted()
        }
    }
}
