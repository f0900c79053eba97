// SPDX-License-Identifier: Apache-2.0

/// The kernel's id of a dax region, X in the names `daxX.Y` of its devices.
///
/// It is not unique on a host: all dax regions of an NVDIMM region have its number. A dax region is identified by its
/// ``DaxRegion/path``.
public struct RegionNumber: ObjectNumber {
    /// The number as the kernel writes it.
    public let rawValue: Int

    /// Creates a number.
    ///
    /// - Parameter rawValue: The number as the kernel writes it.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }
}
