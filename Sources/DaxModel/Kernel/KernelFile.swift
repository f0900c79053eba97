// SPDX-License-Identifier: Apache-2.0

/// The kernel files that a plan writes, one function a file.
public enum KernelFile {
    /// The policy for new memory blocks.
    public static let autoOnlineBlocks = "/sys/devices/system/memory/auto_online_blocks"

    /// Whether pages move to a slower memory tier before they are swapped out.
    public static let demotion = "/sys/kernel/mm/numa/demotion_enabled"

    /// The mode in which pages move to the node that uses them.
    public static let numaBalancing = "/proc/sys/kernel/numa_balancing"

    /// The folder of the weights of nodes for weighted interleave.
    public static let weightedInterleave = "/sys/kernel/mm/mempolicy/weighted_interleave"

    /// Whether the kernel computes the weights of nodes; writing a weight turns it off.
    public static let automaticWeights = weightedInterleave + "/auto"

    /// The weight of a node.
    public static func weight(of node: NodeNumber) -> String { weightedInterleave + "/node\(node)" }

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
    public static func nvdimm(_ name: KernelName) -> String { "/sys/bus/nd/devices/" + name.rawValue }

    /// Reading it waits until the devices of the bus of an NVDIMM region are there and have their drivers.
    public static func waitForProbe(ofBusOf region: KernelName) -> String {
        nvdimm(region) + "/../wait_probe"
    }

    /// The number of searches for errors on a bus, with `+` during one; writing 1 starts one.
    public static func scrub(_ bus: KernelName) -> String { nvdimm(bus) + "/nfit/scrub" }

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

    /// The UUID of a namespace's label.
    public static func namespaceUUID(_ name: KernelName) -> String { nvdimm(name) + "/uuid" }

    /// The name of a namespace for people.
    public static func namespaceAltName(_ name: KernelName) -> String { nvdimm(name) + "/alt_name" }

    /// The size of a namespace with its metadata.
    public static func namespaceSize(_ name: KernelName) -> String { nvdimm(name) + "/size" }

    /// The size of a namespace's sectors.
    public static func namespaceSectorSize(_ name: KernelName) -> String { nvdimm(name) + "/sector_size" }

    /// The kind of nd device that a namespace's label asks for.
    public static func namespaceHolderClass(_ name: KernelName) -> String { nvdimm(name) + "/holder_class" }

    /// Whether the driver of a namespace leaves its info block alone.
    public static func forceRaw(_ name: KernelName) -> String { nvdimm(name) + "/force_raw" }

    /// The file that names the next nd device of a kind in a region: `dax_seed`, `pfn_seed`, `btt_seed`.
    public static func seed(_ kind: HolderClass, in region: KernelName) -> String {
        nvdimm(region) + "/\(kind.rawValue)_seed"
    }

    /// A file of the next nd device of a kind in the region of a namespace, for people.
    static func seed(_ kind: HolderClass, of namespace: KernelName, _ file: String) -> String {
        nvdimm(KernelName(rawValue: "<\(kind.rawValue)_seed of \(region(of: namespace))>")) + "/" + file
    }

    /// The `unbind` of the driver that holds a namespace or its nd device, for people.
    static func holderUnbind(of namespace: KernelName) -> String {
        nvdimm(namespace) + "/holder/driver/unbind"
    }

    /// The region of a namespace, by its name.
    ///
    /// - Parameter namespace: The namespace, `namespaceN.M`.
    /// - Returns: The name of the region, `regionN`.
    public static func region(of namespace: KernelName) -> KernelName {
        let numbers = namespace.rawValue.utf8.dropFirst("namespace".utf8.count)
        return KernelName(rawValue: "region" + Substring(numbers.prefix { $0 != UInt8(ascii: ".") }))
    }

    /// The size of the start of a namespace that holds the info blocks of all modes.
    public static let infoBlockSize = ByteCount(rawValue: 8192)

    /// The path of a memory block's folder without the number.
    private static let block = "/sys/devices/system/memory/memory"
}
