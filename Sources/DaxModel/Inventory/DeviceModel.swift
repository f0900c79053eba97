// SPDX-License-Identifier: Apache-2.0

/// Where the kernel shows a dax device.
public enum DeviceModel: String, Sendable, Hashable, CaseIterable {
    /// Under `/sys/bus/dax`, Linux 5.1 and later: a device can change its driver.
    case bus
    /// Under `/sys/class/dax`, Linux 4.7 to 5.16: a device is a character device and nothing else.
    case `class`
}
