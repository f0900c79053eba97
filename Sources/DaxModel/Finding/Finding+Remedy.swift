// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What would help.
    public enum Remedy: Sendable, Hashable {
        // MARK: What is asked for

        /// Name one of these.
        case choose([String])
        /// Look at all that there is.
        case listAll
        /// Name the device once.
        case nameOnce
        /// Leave the region out, or name this one.
        case nameRegion(Int)
        /// Name one of the regions.
        case chooseRegion
        /// Name devices of NVDIMM namespaces.
        case nameNvdimmDevices
        /// Say that what would be lost may be.
        case force(Permission)
        /// Say that the kernel may kill programs.
        case allowOOM
        /// Ask for memory in a kernel zone.
        case kernelZone
        /// Don't ask for the map of memory in that memory, or boot a kernel that can keep it there.
        case leaveMapOutside
        /// Leave out the mode, or the size of 0.
        case leaveOutModeOrSize

        // MARK: Other commands

        /// Look at what of a region is where.
        case showRegion(Int)
        /// Bring the device under the class model to the bus first, or on the way.
        case migrateToBus
        /// Give the device of a dynamic region a size first.
        case giveSize
        /// Make the device system RAM.
        case makeSystemRAM(DeviceName)
        /// Make the device a character device first.
        case makeDevdax(DeviceName)
        /// Take the device from its driver first.
        case disable(DeviceName)
        /// Destroy the device.
        case destroy(DeviceName)
        /// Give the device this alignment first.
        case align(DeviceName, ByteCount)
        /// Move memory of the device that is online in a kernel zone.
        case moveToMovable(DeviceName)
        /// Make or destroy the namespace under an NVDIMM's device.
        case changeNamespace
        /// Repair bad sectors of the namespace.
        case clearErrors
        /// Switch after each boot, or boot a kernel that has the driver as a module.
        case switchAfterBoot
        /// Make the initramfs again by this command, which is due or may be.
        case rebuildInitramfs([String], isDue: Bool)

        // MARK: Shapes

        /// One of these alignments.
        case alignments([ByteCount])
        /// Ranges that fit, or a smaller alignment.
        case fittingRanges
        /// A smaller alignment, such as this.
        case smallerAlign(ByteCount)
        /// One of these sizes, the nearest.
        case sizes([ByteCount])
        /// A size up to this.
        case sizeUpTo(ByteCount)
        /// This size, the minimum.
        case leastSize(ByteCount)
        /// This size, the most that there can be.
        case largestSize(ByteCount)
        /// A device that is large enough, or begins where a memory block does.
        case largerDevice(blockSize: ByteCount)
        /// A smaller device, whose map needs less.
        case smallerDevice
        /// Destroy a device of the region or make it smaller.
        case makeRoom

        // MARK: The host

        /// Run as root, who can read the files that are among the gaps.
        case readAsRoot
        /// Run as root, or destroy a device of the region: one without memory tells where others lie.
        case readRegionAsRoot
        /// Let this process open files and read /sys.
        case letRead
        /// Let this process see all users of a device.
        case letSee(UnseenUsers)
        /// End what uses the device.
        case endUsers
        /// End what uses huge pages, or add some to another node.
        case moveHugePages
        /// End programs, remove files of tmpfs, or add swap.
        case makeRoomInMemory
        /// Free memory first.
        case freeMemory
        /// Have the kernel keep the map of the device's memory in that memory, after a boot that allows it.
        case keepMapInMemory(DeviceName, afterBoot: Bool)
        /// Keep the blocks offline.
        case keepOffline
        /// Wait for other tools that change memory.
        case waitForOthers
        /// Reboot: nothing less frees it.
        case reboot
        /// Boot with this kernel argument.
        case bootWith(argument: String)
        /// Boot a kernel that has the bus model.
        case bootForBus
        /// Boot a kernel with memory hotplug, and run as root.
        case bootForHotplug
        /// Look for firmware that describes the memory.
        case updateFirmware
        /// Install the module of the running kernel.
        case installModule(String)
        /// Install the module that shows NVDIMM devices on the bus, or boot a kernel that has it.
        case installBusDriver
        /// Remove the blacklist line of a module, or load it by hand.
        case removeBlacklist(module: String)
        /// Remove the line that runs a command in place of loading a module, or load it by hand.
        case removeInstall(module: String, command: String)
        /// Look under /sys/bus/dax: there is no other model.
        case useBus

        // MARK: Files

        /// Look at the file as root.
        case lookAtFile
        /// Remove the link, or have what it leads to ask for the bus model by these lines.
        case removeLink(target: String, lines: [String])
        /// Remove the line.
        case removeLine
        /// Leave one of the sections.
        case keepOneSection
        /// Put right what is wrong in the saved configuration.
        case correct(ConfigurationFault)
    }

    /// What a user can insist on.
    public enum Permission: Sendable, Hashable {
        /// The device is taken from processes that use it.
        case takeFromUsers
        /// What is stored in memory that the device gives up is gone.
        case giveUpContents
        /// Blocks go offline and come back in this zone.
        case moveBlocks(MemoryZone)
        /// Blocks of the device go offline first.
        case offlineFirst(DeviceName)
        /// Blocks with sectors that can't be read come online.
        case useBadMemory
    }
}
