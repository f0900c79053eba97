// SPDX-License-Identifier: Apache-2.0

/// The kernel files that a plan writes, one function a file.
public enum KernelFile {
    /// The policy for new memory blocks.
    public static let autoOnlineBlocks = "/sys/devices/system/memory/auto_online_blocks"

    /// Whether a driver that registers on a bus probes the unbound devices.
    public static func driversAutoprobe(_ bus: KernelBus) -> String {
        "/sys/bus/\(bus.rawValue)/drivers_autoprobe"
    }

    /// The modprobe configuration that selects the model of NVDIMM devices.
    public static let modprobe = "/etc/modprobe.d/daxctl.conf"

    /// The folder of a device on the dax bus.
    public static func device(_ name: DeviceName) -> String { "/sys/bus/dax/devices/\(name)" }

    /// The size of a device; a smaller size removes its last ranges.
    public static func size(_ name: DeviceName) -> String { device(name) + "/size" }

    /// The alignment of a device.
    public static func align(_ name: DeviceName) -> String { device(name) + "/align" }

    /// Whether the memory map of a device is kept in its own memory; EBUSY while kmem holds the device.
    public static func memmapOnMemory(_ name: DeviceName) -> String { device(name) + "/memmap_on_memory" }

    /// Adds a range to a device; the kernel does not check whether a driver holds it.
    public static func mapping(_ name: DeviceName) -> String { device(name) + "/mapping" }

    /// Makes a device without memory in a region; reads as the name of the youngest device.
    public static func create(in region: RegionNumber) -> String { self.region(region) + "/create" }

    /// Deletes a device without memory from a region.
    public static func delete(in region: RegionNumber) -> String { self.region(region) + "/delete" }

    /// The folder of a dynamic region, through the device that the kernel never deletes.
    ///
    /// The number of a dynamic region is unique: the kernel takes it from the pool of the NVDIMM regions.
    private static func region(_ id: RegionNumber) -> String {
        device(DeviceName(region: id, device: 0)) + "/../dax_region"
    }

    /// The folder of an nd device.
    public static func nvdimm(_ name: KernelName) -> String { "/sys/bus/nd/devices/\(name)" }

    /// The folder of a driver on its bus; it exists while the driver is registered.
    public static func driver(_ driver: DriverName) -> String {
        "/sys/bus/\(driver.bus.rawValue)/drivers/\(driver)"
    }

    /// Binds a device to a driver that already matches it.
    public static func bind(_ driver: DriverName) -> String { self.driver(driver) + "/bind" }

    /// Unbinds a device from its driver; never fails, even with memory online.
    public static func unbind(_ driver: DriverName) -> String { self.driver(driver) + "/unbind" }

    /// Makes a driver match a device, and probes every unbound device.
    public static func newID(_ driver: DriverName) -> String { self.driver(driver) + "/new_id" }

    /// Removes a match that was added.
    public static func removeID(_ driver: DriverName) -> String { self.driver(driver) + "/remove_id" }

    /// The state of a memory block.
    public static func blockState(_ index: BlockNumber) -> String {
        JournalText.text { writeBlockState(index, to: &$0) }
    }

    /// The states of several memory blocks, as a shell expands braces.
    ///
    /// - Parameters:
    ///   - first: The first block; above `last` where the blocks descend.
    ///   - last: The last block.
    /// - Returns: Such as `/sys/devices/system/memory/memory{33..63}/state`.
    public static func blockStates(_ first: BlockNumber, _ last: BlockNumber) -> String {
        block + "{\(first)..\(last)}/state"
    }

    /// Appends ``blockState(_:)`` to a line.
    static func writeBlockState(_ index: BlockNumber, to line: inout JournalLine) {
        line.add(block, index.rawValue)
        line.add("/state")
    }

    /// The zone of an online memory block, or the possible zones of an offline one.
    public static func validZones(_ index: BlockNumber) -> String {
        JournalText.text {
            $0.add(block, index.rawValue)
            $0.add("/valid_zones")
        }
    }

    /// The path of a memory block's folder without the number.
    private static let block = "/sys/devices/system/memory/memory"
}
