// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// One part of a region on a map: a range of a device, or a hole.
struct SpanPicture: Sendable, Hashable {
    /// The size.
    let size: ByteCount
    /// The use.
    let use: Use
    /// The labels, from the longest to the shortest.
    let labels: [String]
    /// The cells of its row in the table.
    let cells: [StyledText]
    /// The memory of a device bound to kmem, by address; else empty.
    let memory: [MemoryRun]

    /// Describes a range of a device.
    ///
    /// - Parameters:
    ///   - device: The device.
    ///   - index: The index of its range; nil for the whole device.
    ///   - blockSize: The size of a memory block; nil when it could not be read.
    init(of device: DaxDevice, range index: Int?, blockSize: ByteCount?) {
        let ranges = device.ranges
        let range = index.map { ranges[$0] }
        var part = device
        if let range {
            part.mappings = [Mapping(index: 0, range: range, pageOffset: 0)]
            part.size = range.size
            let indexes = blockSize.map(range.wholeBlocks) ?? 0..<0
            part.blocks = device.blocks.filter { indexes.contains($0.index) }
        }
        let blocks = BlockSummary(of: part, blockSize: blockSize)
        use = Use(of: device)
        size = part.size ?? .zero
        let place = index.flatMap { ranges.count > 1 ? " \($0 + 1)/\(ranges.count)" : nil } ?? ""
        let name = "\(device.name)\(place)"
        labels = ["\(name) \(use.rawValue) \(size)", "\(name) \(use.rawValue)", name, "\(device.name)"]
        memory =
            if let range, let blockSize, device.driver == .kmem {
                MemoryRun.runs(of: part.blocks, in: range, blockSize: blockSize)
            } else {
                []
            }
        cells = [
            Self.start(of: range), StyledText(part.size?.description ?? "?"), StyledText(name, .bold),
            StyledText(use.rawValue, use.style), Listing.blocks(of: part, blocks),
            Self.lost(of: range, blockSize), Listing.zones(of: part, blocks.counts),
        ]
    }

    /// Describes a hole.
    ///
    /// - Parameters:
    ///   - range: The hole.
    ///   - region: Its region.
    ///   - blockSize: The size of a memory block; nil when it could not be read.
    init(free range: PhysicalRange, in region: DaxRegion, blockSize: ByteCount?) {
        use = .free
        size = range.size
        labels = ["free \(size)", "free"]
        memory = []
        let fit = region.fit(in: range).map { $0 > .zero ? "fits \($0)" : "too small" } ?? ""
        cells = [
            Self.start(of: range), StyledText(size.description), "free", StyledText(fit),
            StyledText("-/\(blockSize.map { "\(range.wholeBlocks(of: $0).count)" } ?? "?")"),
            Self.lost(of: range, blockSize),
        ]
    }

    private static func start(of range: PhysicalRange?) -> StyledText {
        StyledText(range.map { "0x" + String($0.start, radix: 16) } ?? "?")
    }

    /// The size that fills no whole memory block and can't be system RAM.
    private static func lost(of range: PhysicalRange?, _ blockSize: ByteCount?) -> StyledText {
        guard let range, let blockSize else { return "" }
        let blocks = UInt64(range.wholeBlocks(of: blockSize).count)
        let lost = range.size - ByteCount(rawValue: blocks * blockSize.rawValue)
        return lost > .zero ? StyledText("\(lost)", .red) : ""
    }

    /// The use of a part of a region.
    enum Use: String, Sendable, Hashable, CaseIterable {
        /// System RAM.
        case systemRAM = "system-ram"
        /// A character device.
        case devdax
        /// famfs.
        case famfs
        /// A device without a driver.
        case disabled
        /// Free memory.
        case free

        fileprivate init(of device: DaxDevice) {
            self =
                switch device.mode {
                case .systemRAM: .systemRAM
                case .devdax: .devdax
                case .famfs: .famfs
                case nil: .disabled
                }
        }
    }

    /// The state of memory blocks, or of memory outside of whole blocks.
    enum Memory: String, Sendable, Hashable, CaseIterable {
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

        fileprivate init(of block: MemoryBlock) {
            self =
                switch (block.state, block.zone) {
                case (.offline, _): .offline
                case (nil, _), (_, nil): .unknown
                case (_, let zone?): zone.isKernel ? .kernel : .movable
                }
        }
    }

    /// Adjacent memory in the same state.
    struct MemoryRun: Sendable, Hashable {
        /// The state.
        let state: Memory
        /// The size.
        let size: ByteCount

        /// Divides a range into its blocks and the lost memory before and after them.
        fileprivate static func runs(
            of blocks: [MemoryBlock], in range: PhysicalRange, blockSize: ByteCount
        ) -> [MemoryRun] {
            var runs: [MemoryRun] = []
            func add(_ state: Memory, _ size: ByteCount) {
                guard size > .zero else { return }
                if let last = runs.last, last.state == state {
                    runs[runs.count - 1] = MemoryRun(state: state, size: last.size + size)
                } else {
                    runs.append(MemoryRun(state: state, size: size))
                }
            }
            var next = ByteCount(rawValue: range.start)
            for block in blocks {
                let start = ByteCount(rawValue: UInt64(clamping: block.index.rawValue) &* blockSize.rawValue)
                add(.lost, start - next)
                add(Memory(of: block), blockSize)
                next = start + blockSize
            }
            add(.lost, ByteCount(rawValue: range.end) + ByteCount(rawValue: 1) - next)
            return runs
        }
    }
}
