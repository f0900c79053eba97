// SPDX-License-Identifier: Apache-2.0

/// A kind of object that a user can name.
enum ObjectKind: String, Sendable, Hashable, CaseIterable {
    /// A dax or NVDIMM region: they share their numbers.
    case region
    /// An NVDIMM namespace.
    case namespace
    /// A dax device.
    case device

    /// How such an object can be written on the command line.
    var forms: String {
        switch self {
        case .region: "N or regionN"
        case .namespace: "X.Y or namespaceX.Y"
        case .device: "X.Y, daxX.Y or /dev/daxX.Y"
        }
    }
}
