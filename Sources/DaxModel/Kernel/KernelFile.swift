// SPDX-License-Identifier: Apache-2.0

/// The kernel files that a plan writes, one function a file.
public enum KernelFile {
    /// What the kernel does with memory blocks that appear.
    public static let autoOnlineBlocks = "/sys/devices/system/memory/auto_online_blocks"

    /// Whether a driver that registers on the dax bus is offered the devices that have none.
    public static let driversAutoprobe = "/sys/bus/dax/drivers_autoprobe"

    /// The folder of a device on the dax bus.
    public static func device(_ name: DeviceName) -> String { "/sys/bus/dax/devices/\(name)" }

    /// The folder of a driver on the dax bus; it is there while the driver is registered.
    public static func driver(_ driver: DriverName) -> String { "/sys/bus/dax/drivers/\(driver)" }

    /// Gives a device to a driver that already matches it.
    public static func bind(_ driver: DriverName) -> String { self.driver(driver) + "/bind" }

    /// Takes a device from its driver; never fails, even with memory online.
    public static func unbind(_ driver: DriverName) -> String { self.driver(driver) + "/unbind" }

    /// Makes a driver match a device, and probes every device without a driver.
    public static func newID(_ driver: DriverName) -> String { self.driver(driver) + "/new_id" }

    /// Makes a driver forget a device that it was made to match.
    public static func removeID(_ driver: DriverName) -> String { self.driver(driver) + "/remove_id" }

    /// The state of a memory block.
    public static func blockState(_ index: Int) -> String { block(index) + "/state" }

    /// The zone of an online memory block, or those that an offline one could go to.
    public static func validZones(_ index: Int) -> String { block(index) + "/valid_zones" }

    private static func block(_ index: Int) -> String { "/sys/devices/system/memory/memory\(index)" }
}
