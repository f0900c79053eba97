// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// What ndctl says of a block translation table.
extension BlockTableReport {
    /// The steps of the check.
    func progress(of name: KernelName) -> [String] {
        ["checking \(name)", "found \(arenaCount) BTT arena\(arenaCount > 1 ? "s" : "")"]
            + logSlots.enumerated().flatMap { arena, slot in
                ["arena[\(arena)]: log_index_0 = 0", "arena[\(arena)]: log_index_1 = \(slot)"]
            }
            + (0..<arenaCount).map { "checking arena \($0)" }
    }

    /// What is wrong.
    ///
    /// - Parameter isRepaired: Whether the repairs are made, so that what they are for is not wrong any more.
    /// - Returns: The lines.
    func lines(isRepaired: Bool) -> [String] {
        let left = faults.filter { !isRepaired || !$0.isRepairable }
        return left.flatMap(\.lines)
            + (left.contains(where: \.isRepairable) ? ["  Run with --repair to make the changes"] : [])
    }
}

extension BlockTableFault {
    /// What is wrong, and where.
    var lines: [String] {
        let bitmap = "arena \(arena): bitmap error: internal blocks are incorrectly referenced"
        let entry = "arena \(arena): found a log entry with an out of bounds"
        return switch cause {
        case .noTable:
            ["Unable to recover any BTT info blocks", "This may not be a sector mode namespace"]
        case .infoBlock(let offset):
            ["BTT info block at offset \(Self.hex(offset)) needs to be restored"]
        case .noInfoBlock(let offset):
            ["Arena \(arena): the info block at offset \(Self.hex(offset)) and its copy are damaged"]
        case .copy: ["Arena \(arena): BTT info2 needs to be restored"]
        case .flagged:
            [
                "Info block error flag is set, aborting",
                "Problem parsing arena[\(arena)] metadata",
            ]
        case .layout: ["Problem parsing arena[\(arena)] metadata"]
        case .logSlots: ["Unable to deduce log/padding indices"]
        case .sameSequence(let lane):
            [
                "arena \(arena): found a pair of log entries with the same sequence number: lane \(lane)"
            ]
        case .sequence(let lane): ["\(entry) sequence number: lane \(lane)"]
        case .logSector(let lane): ["\(entry) LBA: lane \(lane)"]
        case .logOld(let lane): ["\(entry) 'old' mapping: lane \(lane)"]
        case .logNew(let lane): ["\(entry) 'new' mapping: lane \(lane)"]
        case .mapBehind(_, let sector, _, let logged):
            ["Arena \(arena): map[\(Self.hex(sector))] needs to be updated to \(Self.hex(logged))"]
        case .map(let sector):
            ["arena \(arena): found a map entry that is out of bounds: map[\(Self.hex(sector))]"]
        case .sharedBlock(let block):
            [
                "arena \(arena): internal block \(Self.hex(block)) is referenced by two map entries", bitmap,
            ]
        case .usedFreeBlock(let block):
            [
                "arena \(arena): internal block \(Self.hex(block)) is referenced by two map/log entries",
                bitmap,
            ]
        }
    }

    /// What is done about it; nil when nothing is.
    var repair: String? {
        switch cause {
        case .copy: "Arena \(arena): Restoring BTT info2"
        case .infoBlock(let offset): "Restoring BTT info block at offset \(Self.hex(offset))"
        case .mapBehind(_, let sector, _, let logged):
            "Arena \(arena): Updating map[\(Self.hex(sector))] to \(Self.hex(logged))"
        default: nil
        }
    }

    /// A number as the format `%#x` of C has it.
    private static func hex(_ number: some BinaryInteger) -> String {
        (number == 0 ? "" : "0x") + String(number, radix: 16)
    }
}
