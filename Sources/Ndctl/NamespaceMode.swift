// SPDX-License-Identifier: Apache-2.0

/// The mode of a namespace, as `ndctl list` prints it.
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
