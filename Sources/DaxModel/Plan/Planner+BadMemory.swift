// SPDX-License-Identifier: Apache-2.0

/// Memory that can't be read.
extension Planner {
    /// Refuses to bring memory online that is known to be bad, or says that it comes online by force.
    ///
    /// Blocks that stay offline are used by nobody: a note tells which they are.
    ///
    /// - Parameters:
    ///   - move: The move, with the blocks that it brings online.
    ///   - blocks: The blocks that the device has or gets as system RAM.
    ///   - force: Whether they come online all the same.
    /// - Throws: `Refusal` where blocks that can't all be read would come online.
    func checkBadSectors(_ move: inout Move, among blocks: [Int], force: Bool) throws(Refusal) {
        guard let blockSize = inventory.blockSize, !move.device.badRanges.isEmpty else { return }
        let online = Set(move.online)
        let isOnline = blocks.contains { online.contains($0) }
        let bad = BadMemory(of: move.device, in: isOnline ? move.online : blocks, blockSize)
        guard !bad.ranges.isEmpty else { return }
        guard isOnline else {
            move.plan.notes.append("\(bad); keep that offline")
            return
        }
        guard force else {
            throw Refusal([
                .init(
                    .loss, device: move.device.name, "\(bad), and would be used as RAM",
                    remedy:
                        "'ndctl clear-errors' repairs what can be repaired, and --force brings them online "
                        + "all the same: a program whose data the kernel puts there dies by SIGBUS")
            ])
        }
        move.plan.notes.append("\(bad), and come online by --force")
    }

    /// The parts of a device that can't be read and lie in memory blocks.
    private struct BadMemory: CustomStringConvertible {
        /// The parts, by address.
        let ranges: [PhysicalRange]
        /// The blocks that they lie in, ascending.
        let blocks: [Int]

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

        /// The names of the blocks, the first of many.
        var names: String { Self.list(blocks.map { "memory\($0)" }) }

        /// How many sectors can't be read, where, and in which blocks.
        var description: String {
            let count = ranges.sectorCount
            return "\(count) \(count == 1 ? "sector" : "sectors") of 512 B at "
                + "\(Self.list(ranges.map(\.description))) can't be read (badblocks of its NVDIMM region), in "
                + names
        }

        private static func list(_ items: [String]) -> String {
            let shown = 5
            let more = items.count > shown ? " and \(items.count - shown) more" : ""
            return items.prefix(shown).joined(separator: ", ") + more
        }
    }
}
