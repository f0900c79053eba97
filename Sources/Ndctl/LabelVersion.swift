// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// The version of the labels on a DIMM.
public enum LabelVersion: String, Sendable, Hashable, CaseIterable {
    /// Labels of 128 bytes, which forget a namespace's mode, `NDCTL_NS_VERSION_1_1`.
    case v1_1 = "1.1"
    /// Labels of 256 bytes, `NDCTL_NS_VERSION_1_2`.
    case v1_2 = "1.2"

    internal var raw: ndctl_namespace_version {
        switch self {
        case .v1_1: NDCTL_NS_VERSION_1_1
        case .v1_2: NDCTL_NS_VERSION_1_2
        }
    }
}
