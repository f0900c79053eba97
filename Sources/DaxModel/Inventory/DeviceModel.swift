// SPDX-License-Identifier: Apache-2.0

/// Where the kernel shows a dax device.
public enum DeviceModel: String, Sendable, Hashable, CaseIterable {
    /// Under `/sys/bus/dax`, Linux 5.1 and later: a device can change its driver.
    case bus
    /// Under `/sys/class/dax`, Linux 4.7 to 5.16: a device is a character device and nothing else.
    case `class`
}

extension DeviceModel {
    /// The NVDIMM driver that shows devices under this model, where a kernel has both.
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

    /// The other model.
    public var other: DeviceModel { self == .bus ? .class : .bus }
}
