// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The bad ranges of a device that are in memory blocks.
    public struct BadMemory: Sendable, Hashable {
        /// The ranges, by address.
        public let ranges: [PhysicalRange]
        /// Their blocks, ascending: N of each `memoryN`.
        public let blocks: [Int]

        /// Finds the bad ranges in some blocks of a device.
        init(of device: DaxDevice, in blocks: [Int], _ blockSize: ByteCount) {
            let size = blockSize.rawValue
            let known = Set(blocks)
            var found: Set<Int> = []
            ranges = device.badRanges.filter { range in
                let first = Int(clamping: range.start / size)
                let last = Int(clamping: range.end / size)
                let hit =
                    last - first < known.count
                    ? (first...last).filter(known.contains) : known.filter { (first...last).contains($0) }
                found.formUnion(hit)
                return !hit.isEmpty
            }
            self.blocks = found.sorted()
        }
    }
}
