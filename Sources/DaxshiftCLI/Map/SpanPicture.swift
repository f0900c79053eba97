// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// One part of a region on a map: a range of a device, a namespace, or a hole.
struct SpanPicture: Sendable, Hashable {
    /// What lies there.
    let content: Content
    /// The physical addresses; nil if unknown.
    let range: PhysicalRange?
    /// The size; nil if unknown.
    let size: ByteCount?
    /// The labels, from the longest to the shortest.
    let labels: [String]
    /// The cells of its row in the table.
    let cells: [StyledText]
    /// The memory by address, in whole memory blocks; empty if the addresses or the size of a block are unknown.
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
        let use = Use(of: device)
        content = .device(
            device, index.flatMap { device.mappings.isEmpty ? nil : device.mappings[$0].pageOffset })
        self.range = range
        size = part.size
        let place = index.flatMap { ranges.count > 1 ? " \($0 + 1)/\(ranges.count)" : nil } ?? ""
        let name = "\(device.name)\(place)"
        labels = [
            "\(name) \(use.rawValue) \(size ?? .zero)", "\(name) \(use.rawValue)", name, "\(device.name)",
        ]
        memory =
            if let range, let blockSize {
                device.driver == .kmem
                    ? MemoryRun.runs(in: range, of: part.blocks, blockSize)
                    : MemoryRun.runs(in: range, blockSize)
            } else {
                []
            }
        cells = [
            Self.start(of: range), StyledText(size?.description ?? "?"), StyledText(name, .bold),
            StyledText(use.rawValue, use.style), Listing.blocks(of: part, blocks),
            Self.lost(of: range, blockSize), "", Listing.zones(of: part, blocks.counts),
        ]
    }

    /// Describes a hole.
    ///
    /// - Parameters:
    ///   - range: The hole.
    ///   - region: Its region.
    ///   - blockSize: The size of a memory block; nil when it could not be read.
    init(free range: PhysicalRange, in region: DaxRegion, blockSize: ByteCount?) {
        let fit = region.fit(in: range)
        content = .free(fits: fit)
        self.range = range
        size = range.size
        labels = ["free \(range.size)", "free"]
        memory = blockSize.map { MemoryRun.runs(in: range, $0) } ?? []
        cells = [
            Self.start(of: range), StyledText(range.size.description), "free", "",
            StyledText("-/\(blockSize.map { "\(range.wholeBlocks(of: $0).count)" } ?? "?")"),
            Self.lost(of: range, blockSize), StyledText(Self.fit(fit, in: range)),
        ]
    }

    /// Describes a namespace.
    ///
    /// - Parameter namespace: The namespace.
    init(of namespace: Namespace) {
        let use = Use(of: namespace)
        content = .namespace(namespace)
        range = namespace.range
        size = namespace.rawSize
        let name = namespace.name.rawValue
        labels = ["\(name) \(use.rawValue) \(size ?? .zero)", "\(name) \(use.rawValue)", name]
        memory = []
        let mode = use == .disabled ? "\(namespace.mode), disabled" : namespace.mode
        cells = [
            Self.start(of: range), StyledText(size?.description ?? "?"), StyledText(name, .bold),
            StyledText(mode, use.style),
        ]
    }

    /// Describes a free piece of an NVDIMM region.
    ///
    /// - Parameter range: The piece, which a namespace can fill.
    init(piece range: PhysicalRange) {
        content = .free(fits: range.size)
        self.range = range
        size = range.size
        labels = ["free \(range.size)", "free"]
        memory = []
        cells = [Self.start(of: range), StyledText(range.size.description), "free"]
    }

    /// The use.
    var use: Use {
        switch content {
        case .device(let device, _): Use(of: device)
        case .namespace(let namespace): Use(of: namespace)
        case .free: .free
        }
    }

    /// The part in one line.
    var description: String {
        var facts = [labels.first, range?.description]
        if let range, case .free(let fit) = content {
            let fit = Self.fit(fit, in: range)
            facts.append(fit.isEmpty ? nil : "fits \(fit)")
        }
        return facts.compactMap(\.self).joined(separator: ", ")
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

    /// The largest device in a hole; nothing if it can fill the hole.
    private static func fit(_ fit: ByteCount?, in hole: PhysicalRange) -> String {
        guard let fit else { return "?" }
        return fit == hole.size ? "" : fit > .zero ? "\(fit)" : "none"
    }

    /// What lies in a part of a region.
    enum Content: Sendable, Hashable {
        /// A range of a device, which begins at a page of the device; nil if the kernel does not show which.
        case device(DaxDevice, UInt64?)
        /// A namespace.
        case namespace(Namespace)
        /// A hole, and the largest device or namespace that fits; nil if unknown.
        case free(fits: ByteCount?)
    }

    /// The use of a part of a region.
    enum Use: String, Sendable, Hashable, CaseIterable {
        /// System RAM.
        case systemRAM = "system-ram"
        /// A character device.
        case devdax
        /// famfs.
        case famfs
        /// A block device for file systems that map the memory.
        case fsdax
        /// A block device whose sectors are written whole.
        case sector
        /// A block device without metadata.
        case raw
        /// A device or namespace without a driver.
        case disabled
        /// Free memory.
        case free

        fileprivate init(of namespace: Namespace) {
            guard namespace.isEnabled else {
                self = .disabled
                return
            }
            self =
                switch NamespaceMode(rawValue: namespace.mode) {
                case .fsdax: .fsdax
                case .devdax: .devdax
                case .sector: .sector
                case .raw: .raw
                case nil: .disabled
                }
        }

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
}
