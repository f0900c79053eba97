// SPDX-License-Identifier: Apache-2.0

/// Memory that can't be read.
extension Router {
    /// Refuses to bring memory online that is known to be bad, or says that it comes online by force.
    ///
    /// Blocks that stay offline are used by nobody: a note tells which they are.
    ///
    /// - Parameters:
    ///   - route: The route, with the blocks that it brings online.
    ///   - blocks: The blocks that the device has or gets as system RAM.
    /// - Throws: `Refusal` where blocks that can't all be read would come online.
    func checkBadSectors(_ route: inout Route, among blocks: [BlockNumber]) throws(Refusal) {
        guard let blockSize = inventory.blockSize, !route.device.badRanges.isEmpty else { return }
        let online = Set(route.online.blocks)
        let isOnline = blocks.contains { online.contains($0) }
        let bad = Finding.BadMemory(of: route.device, in: isOnline ? route.online.blocks : blocks, blockSize)
        guard !bad.ranges.isEmpty else { return }
        guard isOnline else {
            route.plan.note(.blocks(.badSectorsOffline(bad)), remedies: .keepOffline)
            return
        }
        guard route.goal.allowances.force else {
            throw Refusal(
                .blocks(.badSectors(bad)), about: .device(route.device.name),
                remedies: .clearErrors, .force(.useBadMemory))
        }
        route.plan.note(.blocks(.badSectorsForced(bad)))
    }
}
