// SPDX-License-Identifier: Apache-2.0

/// The name of a driver that can hold a dax device.
public struct DriverName: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The name as it stands under `/sys/bus/dax/drivers`.
    public let rawValue: String

    /// Creates a driver's name.
    ///
    /// - Parameter rawValue: The name as it stands under `/sys/bus/dax/drivers`.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The driver that makes a device the character device `/dev/daxX.Y`.
    public static let deviceDax = DriverName(rawValue: "device_dax")
    /// The driver that hot-adds a device as ordinary system RAM.
    public static let kmem = DriverName(rawValue: "kmem")
    /// The driver that gives a device to the famfs file system, since Linux 7.1.
    public static let fsdevDax = DriverName(rawValue: "fsdev_dax")
    /// The NVDIMM driver that shows its device under `/sys/bus/dax`, since Linux 5.1.
    public static let daxPmem = DriverName(rawValue: "dax_pmem")
    /// The NVDIMM driver that shows its device under `/sys/class/dax`, up to Linux 5.16.
    public static let daxPmemCompat = DriverName(rawValue: "dax_pmem_compat")
    /// The driver that makes a block device of a namespace, or of the pfn or btt device on it.
    public static let ndPmem = DriverName(rawValue: "nd_pmem")

    /// The driver of NVDIMM regions.
    public static let ndRegion = DriverName(rawValue: "nd_region")
    /// The driver of DIMMs.
    public static let nvdimm = DriverName(rawValue: "nvdimm")

    /// The bus whose devices the driver takes.
    public var bus: KernelBus {
        [.daxPmem, .daxPmemCompat, .ndPmem, .ndRegion, .nvdimm].contains(self) ? .nd : .dax
    }

    /// The name as it stands under `/sys/bus/dax/drivers`.
    public var description: String { rawValue }
}
