// SPDX-License-Identifier: Apache-2.0

/// Where the kernel shows a dax device.
public enum DeviceModel: String, Sendable, Hashable, CaseIterable {
    /// Under `/sys/bus/dax`, Linux 5.1 and later: a device can change its driver.
    case bus
    /// Under `/sys/class/dax`, Linux 4.7 to 5.16: a device is a character device and nothing else.
    case `class`
}

extension DeviceModel {
    /// The NVDIMM driver of this model, on kernels with both.
    public var provider: DriverName {
        switch self {
        case .bus: .daxPmem
        case .class: .daxPmemCompat
        }
    }

    /// The folder under which the kernel shows devices.
    public var folder: String {
        switch self {
        case .bus: "/sys/bus/dax"
        case .class: "/sys/class/dax"
        }
    }

    /// The folder of links in which the kernel lists the devices.
    public var listing: String {
        switch self {
        case .bus: "/sys/bus/dax/devices"
        case .class: folder
        }
    }

    /// The other model.
    public var other: DeviceModel { self == .bus ? .class : .bus }

    /// The folder of a device.
    ///
    /// Under the class model there is a folder `dax` between the region and the device.
    ///
    /// - Parameters:
    ///   - name: The device.
    ///   - region: The folder of its region, ``DaxRegion/path``.
    /// - Returns: The folder below `/sys/devices`.
    public func path(of name: DeviceName, in region: String) -> String {
        region + (self == .class ? "/dax/" : "/") + name.description
    }

    /// The folder of a device's region: the device that provides the region.
    ///
    /// - Parameter device: The folder of the device below `/sys/devices`.
    /// - Returns: ``DaxRegion/path``.
    public func regionPath(of device: String) -> String {
        var path = Array(device.utf8)[...]
        for _ in 0..<(self == .class ? 2 : 1) {
            path = path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
        }
        return String(decoding: path, as: UTF8.self)
    }
}
