// SPDX-License-Identifier: Apache-2.0

/// A dax region: a physical range that a provider registered, with its dax devices.
///
/// It is identified by ``path``, the device that provides it. The ``id`` is not unique: each nd device of an NVDIMM
/// region provides a dax region, and all of these have the number of the NVDIMM region.
public struct DaxRegion: Sendable, Hashable {
    /// The id, X in the names `daxX.Y` of its devices, from `dax_region/id`; other regions may have it too.
    public var id: RegionNumber
    /// Who registered the region.
    public var provider: Provider
    /// Whether devices can be created, resized and destroyed.
    public var kind: Kind
    /// The size, from `dax_region/size`; nil when it could not be read.
    public var size: ByteCount?
    /// The free size, from `dax_region/available_size`; nil in a static region.
    public var availableSize: ByteCount?
    /// The alignment of devices, from `dax_region/align` (root only); nil when it could not be read.
    public var align: ByteCount?
    /// The folder of the device that provides the region, below `/sys/devices`, such as `/platform/hmem.0`.
    public var path: String
    /// The node that its memory will belong to as system RAM, from `target_node` of its devices.
    public var targetNode: NodeNumber?
    /// The physical range; nil when it was not surveyed, or the kernel does not show it (root only).
    public var range: PhysicalRange?

    /// Creates a region.
    ///
    /// - Parameters:
    ///   - id: The id, from `dax_region/id`.
    ///   - provider: Who registered the region.
    ///   - kind: Whether devices can be created, resized and destroyed.
    ///   - size: The size.
    ///   - availableSize: The free size.
    ///   - align: The alignment of devices.
    ///   - path: The folder of the device that provides the region, below `/sys/devices`.
    ///   - targetNode: The node that its memory will belong to.
    ///   - range: The physical range.
    public init(
        id: RegionNumber, provider: Provider, kind: Kind, size: ByteCount? = nil,
        availableSize: ByteCount? = nil,
        align: ByteCount? = nil, path: String,
        targetNode: NodeNumber? = nil, range: PhysicalRange? = nil
    ) {
        self.id = id
        self.provider = provider
        self.kind = kind
        self.size = size
        self.availableSize = availableSize
        self.align = align
        self.path = path
        self.targetNode = targetNode
        self.range = range
    }

    /// Reads a region's number from `N` or `regionN`, or returns nil for anything else.
    ///
    /// - Parameter text: The whole text.
    /// - Returns: The number.
    public static func id(_ text: String) -> RegionNumber? {
        RegionNumber(kernelDigits: text.hasPrefix("region") ? text.dropFirst("region".count) : text[...])
    }

    /// The name of the device that provides the region: `dax0.1` (an nd device), `hmem.0`, `dax_region0`.
    public var providerDevice: Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] } ?? path[...]
    }

    /// The alignments that the kernel supports on x86-64: the page sizes.
    public static let alignments = [12, 21, 30].map { ByteCount(rawValue: 1 << $0) }

    /// The unit of the sizes of a device's ranges.
    ///
    /// The kernel requires at least its `memremap_compat_align()` of 2 MiB.
    ///
    /// - Parameter align: The alignment of the device.
    /// - Returns: The larger of the alignment and 2 MiB.
    public static func granule(for align: ByteCount) -> ByteCount { max(align, ByteCount(rawValue: 2 << 20)) }

    /// Who registered a region.
    public enum Provider: String, Sendable, Hashable {
        /// An NVDIMM namespace in devdax mode (`dax_pmem`).
        case pmem
        /// Soft-reserved memory, described by HMAT (`dax_hmem`).
        case hmem
        /// A CXL RAM region (`dax_cxl`).
        case cxl
        /// A provider that this version does not know.
        case other
    }

    /// The kinds of regions.
    public enum Kind: String, Sendable, Hashable {
        /// One device of fixed size.
        case `static`
        /// Devices can be created, resized and destroyed.
        case dynamic
    }
}
