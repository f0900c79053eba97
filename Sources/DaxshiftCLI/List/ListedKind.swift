// SPDX-License-Identifier: Apache-2.0

/// A kind of object that `list` shows.
enum ListedKind: String, Sendable, Hashable, CaseIterable {
    /// An NVDIMM bus.
    case bus
    /// A DIMM.
    case dimm
    /// A dax or NVDIMM region: they share their numbers.
    case region
    /// An NVDIMM namespace.
    case namespace
    /// A dax device.
    case device

    /// The kinds that are listed when none is asked for.
    static let usual: Set<ListedKind> = [.region, .namespace, .device]

    /// Several of the kind.
    var plural: String { self == .bus ? "buses" : "\(rawValue)s" }
}
