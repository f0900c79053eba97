// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// Where the kernel keeps its map of a namespace's pages; the names are those of the kernel's file `mode`.
public enum PageMapLocation: String, Sendable, Hashable, CaseIterable {
    /// There is no map, `NDCTL_PFN_LOC_NONE`.
    case none
    /// In system RAM, which `ndctl list` prints as `mem`, `NDCTL_PFN_LOC_RAM`.
    case ram
    /// On the namespace, which `ndctl list` prints as `dev`, `NDCTL_PFN_LOC_PMEM`.
    case pmem

    internal init(_ location: ndctl_pfn_loc) {
        self =
            switch location {
            case NDCTL_PFN_LOC_RAM: .ram
            case NDCTL_PFN_LOC_PMEM: .pmem
            default: .none
            }
    }

    internal var raw: ndctl_pfn_loc {
        switch self {
        case .none: NDCTL_PFN_LOC_NONE
        case .ram: NDCTL_PFN_LOC_RAM
        case .pmem: NDCTL_PFN_LOC_PMEM
        }
    }
}
