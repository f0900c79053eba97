// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// Memory blocks, written as runs of consecutive equal ones.
struct BlockList: Formatted, Hashable {
    var blocks: [MemoryBlock]

    var json: JSON {
        var runs: [Run] = []
        for block in blocks {
            if let last = runs.last, last.isContinued(by: block) {
                runs[runs.count - 1].count += 1
            } else {
                runs.append(Run(first: block.index, state: block.state, zone: block.zone))
            }
        }
        return runs.json
    }

    init(_ blocks: [MemoryBlock]) {
        self.blocks = blocks
    }

    init(_ json: JSON) throws(FormatError) {
        blocks = []
        for (place, run) in try [Run](json).enumerated() {
            let (end, isBeyond) = run.first.rawValue.addingReportingOverflow(run.count)
            guard run.count > 0, !isBeyond else {
                throw FormatError("there are no \(run.count) blocks from \(run.first)").inside(index: place)
            }
            blocks += (run.first..<BlockNumber(rawValue: end)).map {
                MemoryBlock(index: $0, state: run.state, zone: run.zone)
            }
        }
    }

    /// The number of blocks in all lists of a value, counted without making any of them, up to
    /// ``DaxDevice/maximumBlocks``.
    static func count(in json: JSON) -> Int {
        let enough = DaxDevice.maximumBlocks + 1
        func sum(_ counts: [Int]) -> Int { counts.reduce(0) { min($0 + min($1, enough), enough) } }
        switch json {
        case .array(let elements): return sum(elements.map(count))
        case .object(let members):
            return sum(
                members.map { member in
                    if member.key == "count", case .integer(let count) = member.value {
                        Int(clamping: max(0, count))
                    } else {
                        count(in: member.value)
                    }
                })
        default: return 0
        }
    }

    /// Consecutive blocks with the same state and zone.
    struct Run: Record {
        var first: BlockNumber
        var count = 1
        var state: MemoryBlock.State?
        var zone: Zone?

        func isContinued(by block: MemoryBlock) -> Bool {
            let (next, isBeyond) = first.rawValue.addingReportingOverflow(count)
            return !isBeyond && next == block.index.rawValue && state == block.state && zone == block.zone
        }

        static let blank = Run(first: 0)
        static let members: [RecordMember<Run>] = [
            .required("first", \.first), .any("count", \.count), .known("state", \.state),
            .known("zone", \.zone),
        ]
    }
}
