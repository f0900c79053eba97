// SPDX-License-Identifier: Apache-2.0

/// How much of a namespace its mode leaves for use, and where that lies, computed as the kernel does.
///
/// The corresponding kernel functions are `nd_pfn_init` for fsdax and devdax and `alloc_arena` for sector mode.
public struct NamespaceLayout: Sendable, Hashable {
    /// The mode.
    public let mode: NamespaceMode
    /// Where the page map of fsdax and devdax lies.
    public let map: MapPlace
    /// The alignment of the mappings of fsdax and devdax.
    public let align: ByteCount
    /// The size of a sector in sector mode.
    public let sectorSize: ByteCount
    /// The version of the labels; nil without labels.
    public let labels: LabelVersion?
    /// The physical address of the namespace, from `namespaceR.K/resource`.
    public let start: UInt64
    /// The size of the namespace, from `namespaceR.K/size`.
    public let size: ByteCount

    /// Creates a layout.
    ///
    /// - Parameters:
    ///   - mode: The mode.
    ///   - map: Where the page map of fsdax and devdax lies.
    ///   - align: The alignment of the mappings of fsdax and devdax; nil for the kernel's default of 2 MiB.
    ///   - sectorSize: The size of a sector in sector mode; nil for ndctl's default of 4096 bytes.
    ///   - labels: The version of the labels, which decides where a block translation table begins; nil without
    ///     labels.
    ///   - start: The physical address of the namespace.
    ///   - size: The size of the namespace.
    public init(
        mode: NamespaceMode, map: MapPlace = .device, align: ByteCount? = nil, sectorSize: ByteCount? = nil,
        labels: LabelVersion? = nil, start: UInt64, size: ByteCount
    ) {
        self.mode = mode
        self.map = map
        self.align = align ?? Self.sectionSize
        self.sectorSize = sectorSize ?? Self.page
        self.labels = labels
        self.start = start
        self.size = size
    }

    /// The smallest namespace that can be in another mode than raw, `ND_MIN_NAMESPACE_SIZE` of 16 MiB.
    public static let leastSize = ByteCount(rawValue: 16 << 20)

    /// The size that can be used; nil where there is no room, so that the bind fails with ENXIO or EINVAL.
    public var usable: ByteCount? {
        switch mode {
        case .fsdax, .devdax: usableRange?.size
        case .sector: sectors
        case .raw: size == .zero ? nil : size
        }
    }

    /// The addresses that can be used in fsdax or devdax mode; nil in the other modes, and where there is no room.
    public var usableRange: PhysicalRange? {
        guard mode == .fsdax || mode == .devdax, size >= Self.leastSize,
            ByteCount(rawValue: start).isMultiple(of: Self.sectionSize)
        else { return nil }
        let (behind, isBeyond) = start.addingReportingOverflow(size.rawValue)
        guard !isBeyond else { return nil }
        let first = (ByteCount(rawValue: start) + metadata).roundedUp(to: granule)
        let end = ByteCount(rawValue: behind).roundedDown(to: granule)
        guard let first, first < end else { return nil }
        return PhysicalRange(start: first.rawValue, end: end.rawValue - 1)
    }

    /// The size of the metadata: info blocks, the page map on the device, or the block translation table.
    public var metadata: ByteCount {
        switch mode {
        case .fsdax, .devdax:
            let pages = (size - Self.infoBlocks).rawValue / Self.page.rawValue
            return map == .device ? Self.infoBlocks + Self.pageEntry * pages : Self.infoBlocks
        case .sector: return size - (sectors ?? .zero)
        case .raw: return .zero
        }
    }

    /// What the usable range of fsdax and devdax begins and ends at a multiple of.
    var granule: ByteCount { max(align, Self.sectionSize) }

    /// What is lost because the usable range begins and ends at a multiple of the alignment, and of at least 2 MiB.
    public var alignmentLoss: ByteCount { size - metadata - (usable ?? .zero) }

    /// The whole memory blocks in the usable range, which a devdax namespace can give to the system as RAM.
    ///
    /// - Parameter blockSize: The size of a memory block, `/sys/devices/system/memory/block_size_bytes`.
    /// - Returns: The indexes N of their `memoryN`; empty when no block fits.
    public func wholeBlocks(of blockSize: ByteCount) -> Range<BlockNumber> {
        usableRange?.wholeBlocks(of: blockSize) ?? 0..<0
    }

    /// What is lost of the usable range as RAM, since it begins or ends within a memory block.
    ///
    /// - Parameter blockSize: The size of a memory block, `/sys/devices/system/memory/block_size_bytes`.
    /// - Returns: The size outside of whole blocks; all of it when no block fits.
    public func blockLoss(of blockSize: ByteCount) -> ByteCount {
        (usableRange?.size ?? .zero) - blockSize * UInt64(wholeBlocks(of: blockSize).count)
    }

    /// A subsection of memory, the least alignment that `memremap_compat_align()` allows on x86.
    private static let sectionSize = ByteCount(rawValue: 2 << 20)
    static let page = ByteCount(rawValue: 4096)
    /// The info block and the space before it.
    private static let infoBlocks = ByteCount(rawValue: 8192)
    /// `MAX_STRUCT_PAGE_SIZE`, the space for each page in a map on the device.
    static let pageEntry = ByteCount(rawValue: 64)
}
