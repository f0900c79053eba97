// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The parts of a device that can't be read and lie in memory blocks.
    public struct BadMemory: Sendable, Hashable {
        /// The parts, by address.
        public let ranges: [PhysicalRange]
        /// The blocks that they lie in, ascending: N of each `memoryN`.
        public let blocks: [Int]

        /// Finds the bad parts of some blocks of a device.
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
