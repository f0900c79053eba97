// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// Adjacent memory of one kind within a part of a region.
struct MemoryRun: Sendable, Hashable {
    /// The physical addresses.
    let range: PhysicalRange
    /// What is there.
    let content: Content

    /// How it is drawn; nil if it is left blank.
    var shade: Shade? {
        switch content {
        case .blocks(.offline, _): .offline
        case .blocks(nil, _), .blocks(_, nil): .unknown
        case .blocks(_, let zone?): zone.isKernel ? .kernel : .movable
        case .usable: nil
        case .lost: .lost
        }
    }

    /// The run in one line.
    var description: String {
        let what =
            switch content {
            case .blocks(.offline, _): "offline"
            case .blocks(let state, let zone):
                "\(state?.rawValue ?? "state unknown"), zone \(zone?.rawValue ?? "unknown")"
            case .usable: "usable"
            case .lost: Shade.lost.rawValue
            }
        return "\(what), \(range.size), \(range)"
    }

    /// The kinds of memory that a picture distinguishes.
    enum Shade: String, Sendable, Hashable, CaseIterable {
        /// Online in the movable zone.
        case movable = "movable zone"
        /// Online in a kernel zone.
        case kernel = "kernel zone"
        /// Offline.
        case offline
        /// Unknown state or zone.
        case unknown
        /// Outside of all whole blocks.
        case lost = "lost: no whole block"
    }

    /// What memory is, seen in whole memory blocks.
    enum Content: Sendable, Hashable {
        /// Memory blocks in one state and zone; nil where these are unknown.
        case blocks(MemoryBlock.State?, Zone?)
        /// Whole memory blocks that the part would have as system RAM.
        case usable
        /// Memory outside of all whole blocks.
        case lost
    }

    /// Divides a range into the memory blocks of a device in kmem, and the lost memory before and after them.
    ///
    /// - Parameters:
    ///   - range: The range.
    ///   - blocks: The blocks in it, ascending.
    ///   - blockSize: The size of a memory block.
    /// - Returns: The runs, by address, without gaps.
    static func runs(
        in range: PhysicalRange, of blocks: [MemoryBlock], _ blockSize: ByteCount
    ) -> [MemoryRun] {
        runs(
            in: range,
            blocks.compactMap { block in
                range.part(from: block.index, count: 1, blockSize).map {
                    MemoryRun(range: $0, content: .blocks(block.state, block.zone))
                }
            })
    }

    /// Divides a range into the memory blocks that it would have, and the lost memory before and after them.
    ///
    /// - Parameters:
    ///   - range: The range.
    ///   - blockSize: The size of a memory block.
    /// - Returns: The runs, by address, without gaps.
    static func runs(in range: PhysicalRange, _ blockSize: ByteCount) -> [MemoryRun] {
        let blocks = range.wholeBlocks(of: blockSize)
        let usable = range.part(from: blocks.lowerBound, count: blocks.count, blockSize)
        return runs(in: range, usable.map { [MemoryRun(range: $0, content: .usable)] } ?? [])
    }

    /// Joins runs of the same content, and fills the gaps with lost memory.
    private static func runs(in range: PhysicalRange, _ found: [MemoryRun]) -> [MemoryRun] {
        var runs: [MemoryRun] = []
        // The start of the next run; nil after the last possible address.
        var next: UInt64? = range.start
        func add(_ content: Content, to end: UInt64) {
            guard let start = next, let range = PhysicalRange(start: start, end: end) else { return }
            if let last = runs.last, last.content == content,
                let joined = PhysicalRange(start: last.range.start, end: end)
            {
                runs[runs.count - 1] = MemoryRun(range: joined, content: content)
            } else {
                runs.append(MemoryRun(range: range, content: content))
            }
            next = range.addressBehind
        }
        for run in found {
            if run.range.start > 0 { add(.lost, to: run.range.start - 1) }
            add(run.content, to: run.range.end)
        }
        add(.lost, to: range.end)
        return runs
    }
}

extension PhysicalRange {
    /// The part of this range that consecutive memory blocks cover; nil if there is none.
    fileprivate func part(from first: BlockNumber, count: Int, _ size: ByteCount) -> PhysicalRange? {
        guard count > 0 else { return nil }
        let start = size * UInt64(clamping: first.rawValue)
        let last = size * UInt64(clamping: count) - ByteCount(rawValue: 1)
        return PhysicalRange(start: start.rawValue, end: (start + last).rawValue).flatMap(intersection)
    }
}
