// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// A remedy.
    public enum Remedy: Sendable, Hashable {
        // MARK: The request

        /// Name one of these.
        case choose([String])
        /// List everything.
        case listAll
        /// Name the device once.
        case nameOnce
        /// Leave out the region, or name this one.
        case nameRegion(RegionNumber)
        /// Name one of the regions.
        case chooseRegion
        /// Name devices of NVDIMM namespaces.
        case nameNvdimmDevices
        /// Allow the loss.
        case force(Permission)
        /// Allow the kernel to kill programs.
        case allowOOM
        /// Ask for memory in a kernel zone.
        case kernelZone
        /// Keep the memory map in ordinary RAM, or boot a kernel that can keep it in the device's memory.
        case leaveMapOutside
        /// Leave out the mode, or the size of 0.
        case leaveOutModeOrSize

        /// Run it as root, or look at the plan, for which nobody needs to be root.
        case planInstead
        /// Run it as root.
        case runAsRoot
        /// Wait until the other run ends, or longer.
        case waitForLock
        /// Leave the steps of a run as they are without a question.
        case confirm

        /// Give the weights of nodes.
        case giveWeights

        // MARK: Other commands

        /// Undo the run that did not finish, or carry out the rest of it.
        case recover(isIrreversible: Bool)
        /// Confirm the run, which is done and waits for that.
        case confirmRun
        /// Give up the run whose journal this is.
        case abandon(journal: String)
        /// Undo the run instead of finishing it.
        case undoInstead
        /// Try it again.
        case tryAgain

        /// Show the layout of a region.
        case showRegion(RegionNumber)
        /// Move the device from the class model to the bus model, before or in the same run.
        case migrateToBus
        /// Give the device of a dynamic region a size first.
        case giveSize
        /// Make the device system RAM.
        case makeSystemRAM(DeviceName)
        /// Make the device a character device first.
        case makeDevdax(DeviceName)
        /// Unbind the device first.
        case disable(DeviceName)
        /// Destroy the device.
        case destroy(DeviceName)
        /// Give the device this alignment first.
        case align(DeviceName, ByteCount)
        /// Move the device's memory out of the kernel zone.
        case moveToMovable(DeviceName)
        /// Make or destroy the namespace of an NVDIMM device.
        case changeNamespace
        /// Repair bad sectors of the namespace.
        case clearErrors
        /// Switch after each boot, or boot a kernel that has the driver as a module.
        case switchAfterBoot
        /// Rebuild the initramfs with this command, which is or may be needed.
        case rebuildInitramfs([String], isDue: Bool)

        // MARK: Namespaces

        /// Name one of these NVDIMM regions.
        case chooseNvdimmRegion([KernelName])
        /// Enable the region first.
        case enableRegion(KernelName)
        /// Disable the namespace first.
        case disableNamespace(KernelName)
        /// Write another name to this file, while the namespace is disabled.
        case writeName(file: String)
        /// Disable these regions first.
        case disableRegions([KernelName])
        /// Initialise the labels of the DIMMs, before or in the same run.
        case initializeLabels([KernelName])
        /// Destroy a namespace of the region.
        case destroyNamespaces([KernelName])
        /// Make the region writable: write 0 to this file.
        case makeWritable(file: String)
        /// Unmount it, end its swap, stop what is made of it.
        case endBlockUsers
        /// Take the memory of the device offline and give it up first.
        case giveUpRAM(DeviceName)
        /// Another UUID.
        case otherUUID
        /// Leave out the size, the name and the UUID.
        case leaveOutLabel
        /// One of these sizes of a sector.
        case sectorSizes([ByteCount])
        /// Choose devdax.
        case chooseDevdax
        /// Give the region namespaces instead of devices.
        case nameNamespaces
        /// Give the region devices instead of namespaces.
        case nameDevices
        /// Make a new plan of the layout.
        case planAnew
        /// Keep one of the entries.
        case keepOneEntry
        /// One of these alignments, with which it works.
        case otherAlign([ByteCount])
        /// Choose raw: no alignment and no other size would work.
        case chooseRaw

        // MARK: Shapes

        /// One of these alignments.
        case alignments([ByteCount])
        /// Ranges that fit, or a smaller alignment.
        case fittingRanges
        /// A smaller alignment, such as this.
        case smallerAlign(ByteCount)
        /// One of these addresses, the nearest.
        case addresses([UInt64])
        /// One of these sizes, the nearest.
        case sizes([ByteCount])
        /// A size up to this.
        case sizeUpTo(ByteCount)
        /// This size, the minimum.
        case leastSize(ByteCount)
        /// This size, the maximum.
        case largestSize(ByteCount)
        /// A larger device, or one that begins at a memory block.
        case largerDevice(blockSize: ByteCount)
        /// A mode that needs no whole memory block.
        case modeWithoutBlocks
        /// A smaller device, whose map needs less.
        case smallerDevice
        /// Destroy one of these devices of the region, or make it smaller.
        case makeRoom([DeviceName])

        // MARK: The host

        /// Run as root to read the files among the gaps.
        case readAsRoot
        /// Run as root, or destroy a device of the region: one without memory shows where the region begins.
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
        /// Keep the memory map in the device's memory, possibly after a boot that allows it.
        case keepMapInMemory(DeviceName, afterBoot: Bool)
        /// Keep the blocks offline.
        case keepOffline
        /// Wait for other tools that change memory.
        case waitForOthers
        /// Reboot: nothing else frees it.
        case reboot
        /// Boot with this kernel argument.
        case bootWith(argument: String)
        /// Boot this release of Linux or a later one.
        case bootLinux(since: String)
        /// Boot a kernel that has the bus model.
        case bootForBus
        /// Boot a kernel with memory hotplug, and run as root.
        case bootForHotplug
        /// Look for firmware that describes the memory.
        case updateFirmware
        /// Install the module of the running kernel.
        case installModule(String)
        /// Install the module of the bus model, or boot a kernel that has it.
        case installBusDriver
        /// Remove the blacklist line of a module, or load it by hand.
        case removeBlacklist(module: String)
        /// Remove the line that runs a command instead of loading a module, or load it by hand.
        case removeInstall(module: String, command: String)
        /// Use /sys/bus/dax: there is no other model.
        case useBus

        // MARK: Files

        /// What the error of a file advises.
        case advice(String)
        /// Look at the file as root.
        case lookAtFile
        /// Remove the link, or add these lines to its target to select the bus model.
        case removeLink(target: String, lines: [String])
        /// Remove the line.
        case removeLine
        /// Keep one of the sections.
        case keepOneSection
        /// Correct the saved configuration.
        case correct(ConfigurationFault)
    }

    /// What a user can force.
    public enum Permission: Sendable, Hashable {
        /// The device is unbound although processes use it.
        case takeFromUsers
        /// The data in memory that the device gives up is lost.
        case giveUpContents
        /// What an NVDIMM holds may be overwritten.
        case overwrite
        /// Blocks go offline and come back in this zone.
        case moveBlocks(MemoryZone)
        /// Blocks of the device go offline first.
        case offlineFirst(DeviceName)
        /// What a namespace holds is lost.
        case loseContents
        /// The labels of DIMMs are overwritten.
        case overwriteLabels
        /// Blocks with unreadable sectors go online.
        case useBadMemory
    }
}
