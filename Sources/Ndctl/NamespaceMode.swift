// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

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

    internal init(_ mode: ndctl_namespace_mode) {
        self =
            switch mode {
            case NDCTL_NS_MODE_FSDAX: .fsdax
            case NDCTL_NS_MODE_DEVDAX: .devdax
            case NDCTL_NS_MODE_SECTOR: .sector
            case NDCTL_NS_MODE_RAW: .raw
            default: .unknown
            }
    }

    internal var raw: ndctl_namespace_mode {
        switch self {
        case .fsdax: NDCTL_NS_MODE_FSDAX
        case .devdax: NDCTL_NS_MODE_DEVDAX
        case .sector: NDCTL_NS_MODE_SECTOR
        case .raw: NDCTL_NS_MODE_RAW
        case .unknown: NDCTL_NS_MODE_UNKNOWN
        }
    }
}
