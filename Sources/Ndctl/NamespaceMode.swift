// SPDX-License-Identifier: Apache-2.0

/// What a namespace is used as, in the words that `ndctl list` prints.
public enum NamespaceMode: String, Sendable, Hashable, CaseIterable {
    /// A block device for file systems with direct access, `NDCTL_NS_MODE_FSDAX`.
    case fsdax
    /// A dax device, `NDCTL_NS_MODE_DEVDAX`.
    case devdax
    /// A block device with atomic sectors, `NDCTL_NS_MODE_SECTOR`.
    case sector
    /// A plain block device, `NDCTL_NS_MODE_RAW`.
    case raw
    /// A mode that the library does not know.
    case unknown
}
