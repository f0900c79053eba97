// SPDX-License-Identifier: Apache-2.0

/// The objects that an enabled NVDIMM region keeps for its next namespace.
public struct NvdimmSeeds: Sendable, Hashable {
    /// The namespace, from `regionN/namespace_seed`.
    public var namespace: KernelName?
    /// The nd device of the next devdax namespace, from `regionN/dax_seed`.
    public var dax: KernelName?
    /// The nd device of the next fsdax namespace, from `regionN/pfn_seed`.
    public var pfn: KernelName?
    /// The nd device of the next sector namespace, from `regionN/btt_seed`.
    public var btt: KernelName?
    /// The alignment that ``dax`` has, from `daxN.M/align`; one that was released keeps it.
    public var daxAlign: ByteCount?
    /// The alignment that ``pfn`` has, from `pfnN.M/align`.
    public var pfnAlign: ByteCount?
    /// The alignments that ``dax`` and ``pfn`` take, from `supported_alignments`, ascending.
    public var alignments: [ByteCount] = []
    /// The sizes of sectors that ``btt`` takes, from `bttN.M/sector_size`, ascending.
    public var sectorSizes: [ByteCount] = []

    /// Creates seeds: none.
    public init() {}
}
