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
        let bad = Finding.BadMemory(of: move.device, in: isOnline ? move.online : blocks, blockSize)
        guard !bad.ranges.isEmpty else { return }
        guard isOnline else {
            move.plan.note(.blocks(.badSectorsOffline(bad)), remedies: .keepOffline)
            return
        }
        guard force else {
            throw Refusal(
                .blocks(.badSectors(bad)), about: .device(move.device.name),
                remedies: .clearErrors, .force(.useBadMemory))
        }
        move.plan.note(.blocks(.badSectorsForced(bad)))
    }
}
