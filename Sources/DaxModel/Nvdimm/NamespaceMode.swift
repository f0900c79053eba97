// SPDX-License-Identifier: Apache-2.0

/// The mode of an NVDIMM namespace, in ndctl's words.
public enum NamespaceMode: String, Sendable, Hashable, CaseIterable {
    /// A block device `/dev/pmemN` with a page map, for file systems that map files directly (pfn device).
    case fsdax
    /// A dax device `/dev/daxX.Y` (dax device of the nd bus).
    case devdax
    /// A block device `/dev/pmemNs` that writes each sector completely or not at all (btt device).
    case sector
    /// A block device `/dev/pmemN` without metadata.
    case raw

    /// The word of `namespaceN.M/mode`.
    public var kernelWord: String {
        switch self {
        case .fsdax: "memory"
        case .devdax: "dax"
        case .sector: "safe"
        case .raw: "raw"
        }
    }
}
