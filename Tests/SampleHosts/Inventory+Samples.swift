// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension DeviceName {
    /// `dax0.0`, an NVDIMM's device in the samples.
    public static let pmem = DeviceName(region: 0, device: 0)
    /// `dax0.1`, the device of another namespace in the same NVDIMM region in the samples.
    public static let otherPmem = DeviceName(region: 0, device: 1)
    /// `dax2.0`, a device of soft-reserved memory in the samples.
    public static let hmem = DeviceName(region: 2, device: 0)
}

extension Inventory {
    /// The size of a memory block in the samples, 128 MiB.
    public static let sampleBlockSize = ByteCount(rawValue: 128 << 20)

    /// A host with an NVDIMM region of two namespaces of 1 GiB, 66 MiB off the block boundary, and 512 MiB of
    /// soft-reserved memory; `device_dax` holds all devices, kmem exists and is not loaded, the policy is
    /// `offline`.
    ///
    /// The numbers of the nd devices are crossed, as the kernel often has them: `dax0.1` provides the dax region of
    /// `/dev/dax0.0`, and `dax0.0` that of `/dev/dax0.1`.
    public static var sample: Inventory {
        var inventory = Inventory(kernel: KernelRelease(rawValue: "6.12.0-sample"))
        inventory.models = [.bus]
        inventory.blockSize = sampleBlockSize
        inventory.autoOnline = .offline
        inventory.driversAutoprobe = true
        inventory.ndDriversAutoprobe = true
        inventory.modules = [
            DriverModule(name: "device_dax", state: .loaded), DriverModule(name: "kmem", state: .loadable),
        ]
        let mebibyte: UInt64 = 1 << 20
        func add(_ name: DeviceName, _ path: String, at start: UInt64, size: UInt64, node: NodeNumber) {
            let provider: DaxRegion.Provider = name == .hmem ? .hmem : .pmem
            let range = PhysicalRange(start: start * mebibyte, end: (start + size) * mebibyte - 1)
            inventory.regions.append(
                DaxRegion(
                    id: name.region, provider: provider, kind: provider == .pmem ? .static : .dynamic,
                    size: range?.size, path: path))
            inventory.devices.append(
                DaxDevice(
                    name: name, path: "\(path)/\(name)", driver: .deviceDax, size: range?.size,
                    align: ByteCount(rawValue: 2 * mebibyte),
                    mappings: range.map { [Mapping(index: 0, range: $0, pageOffset: 0)] } ?? [],
                    targetNode: node, numaNode: 0))
            if provider == .pmem { inventory.devices[inventory.devices.count - 1].storedData = .blank }
        }
        add(.pmem, "/sample/region0/dax0.1", at: 8192 + 66, size: 1024 - 66, node: 1)
        add(.otherPmem, "/sample/region0/dax0.0", at: 16384 + 66, size: 1024 - 66, node: 2)
        add(.hmem, "/sample/hmem.0", at: 4096, size: 512, node: 3)
        inventory.regions.sort { ($0.id, $0.path) < ($1.id, $1.path) }
        return inventory
    }

    /// The sample with its soft-reserved memory, 16 blocks of it, cut into devices.
    ///
    /// `dax2.0` lies in two ranges around `dax2.1`, `dax2.3` lies behind them, and 11 blocks are free in two holes:
    ///
    /// | 2.0 | 2.1 | 2.0 | free: 2 | 2.3 2.3 | free: 9 |
    public static var cut: Inventory {
        var inventory = sample
        let region = sample.regions.firstIndex { $0.provider == .hmem } ?? 0
        let hmem = sample.devices.first { $0.name == .hmem } ?? sample.devices[0]
        inventory.regions[region].range = blocks(32..<48)
        inventory.regions[region].size = blocks(32..<48).size
        inventory.regions[region].align = ByteCount(rawValue: 2 << 20)
        inventory.regions[region].targetNode = 3
        func lay(_ name: DeviceName, _ ranges: Range<Int>...) {
            var device = hmem.laid(in: ranges.map(blocks))
            device.name = name
            device.path = "/sample/hmem.0/\(name)"
            inventory.put(device)
        }
        lay(.hmem, 32..<33, 34..<35)
        lay(DeviceName(region: 2, device: 1), 33..<34)
        lay(DeviceName(region: 2, device: 3), 37..<39)
        return inventory
    }

    /// The same with `dax2.2` in the first half of a block, so that the first hole begins within that block.
    ///
    /// | 2.0 | 2.1 | 2.0 | 2.2: half | free: 1 1/2 | 2.3 2.3 | free: 9 |
    public static var cutWithinBlock: Inventory {
        var inventory = cut
        let start = blocks(35..<36).start
        guard var device = inventory.device(.hmem),
            let half = PhysicalRange(start: start, end: start + (64 << 20) - 1)
        else { return inventory }
        device = device.laid(in: [half])
        device.name = DeviceName(region: 2, device: 2)
        device.path = "/sample/hmem.0/\(device.name)"
        inventory.put(device)
        return inventory
    }

    /// Where some memory blocks of the samples lie.
    ///
    /// - Parameter indexes: Their indexes, at least one.
    /// - Returns: The physical range.
    public static func blocks(_ indexes: Range<Int>) -> PhysicalRange {
        let size = Int(sampleBlockSize.rawValue)
        let bounds = (UInt64(indexes.lowerBound * size), UInt64(indexes.upperBound * size - 1))
        guard let range = PhysicalRange(start: bounds.0, end: bounds.1) else {
            preconditionFailure("no blocks are no range")
        }
        return range
    }

    /// A host like the lab's `mixed` with Linux 5.10: the sample with its NVDIMMs under the class model.
    ///
    /// Devices that come to the bus are not probed by any driver.
    public static var classSample: Inventory {
        var inventory = [.pmem, .otherPmem].reduce(sample.onLinux510) { $0.underClass($1) }
            .withModule(.daxPmem, .loadable)
        inventory.driversAutoprobe = false
        return inventory
    }

    /// The same host with Linux 5.10, which has both models.
    public var onLinux510: Inventory {
        var inventory = self
        inventory.kernel = KernelRelease(rawValue: "5.10.0-sample")
        inventory.modules += [DriverName.daxPmem, .daxPmemCompat].map {
            DriverModule(name: $0.rawValue, state: .loaded)
        }
        inventory.nextBoot = NextBoot(file: .absent, statements: [], initramfs: nil)
        return inventory
    }

    /// The same host with an initramfs that has the drivers, and a copy of the file where there is one.
    public var withInitramfs: Inventory {
        var inventory = self
        let hasFile = inventory.nextBoot.map { $0.file != .absent } ?? false
        inventory.nextBoot?.initramfs = Initramfs(
            path: "/boot/initrd.img-\(kernel)", maker: .initramfsTools,
            contents: .init(hasDrivers: true, hasFile: hasFile))
        return inventory
    }

    /// Brings a device under the class model.
    ///
    /// - Parameter name: The device.
    /// - Returns: The host with the changed device.
    public func underClass(_ name: DeviceName) -> Inventory {
        with(name) {
            $0 = $0.shown(under: .class)
            $0.driver = .daxPmemCompat
        }
    }

    /// Changes the state of a driver's module.
    ///
    /// - Parameters:
    ///   - driver: The driver.
    ///   - state: The new state of its module.
    /// - Returns: The host with the changed module.
    public func withModule(_ driver: DriverName, _ state: DriverModule.State) -> Inventory {
        var inventory = self
        inventory.modules = modules.map {
            $0.name == driver.rawValue ? DriverModule(name: $0.name, state: state) : $0
        }
        return inventory
    }

    /// Finds a region by its number.
    ///
    /// - Parameter id: The number.
    /// - Returns: The region; nil when no region, or more than one, has the number.
    public func region(_ id: RegionNumber) -> DaxRegion? {
        let found = regions.filter { $0.id == id }
        return found.count == 1 ? found[0] : nil
    }

    /// Changes a device.
    ///
    /// - Parameters:
    ///   - name: The device, which must be there.
    ///   - change: The change.
    /// - Returns: The host with the changed device.
    public func with(_ name: DeviceName, _ change: (inout DaxDevice) -> Void) -> Inventory {
        var inventory = self
        for index in inventory.devices.indices where inventory.devices[index].name == name {
            change(&inventory.devices[index])
        }
        return inventory
    }

    /// Puts a device into kmem.
    ///
    /// - Parameters:
    ///   - name: The device.
    ///   - zone: The zone of all its blocks; nil leaves them offline.
    /// - Returns: The host with kmem loaded and the device in it.
    public func inKmem(_ name: DeviceName, online zone: Zone?) -> Inventory {
        var inventory = self
        inventory.modules = inventory.modules.map { DriverModule(name: $0.name, state: .loaded) }
        return inventory.with(name) { device in
            device.driver = .kmem
            device.blocks = device.sampleBlocks.map {
                MemoryBlock(index: $0, state: zone == nil ? .offline : .online, zone: zone)
            }
        }
    }
}

extension Request {
    /// Makes a request for some devices, or for all.
    ///
    /// - Parameters:
    ///   - change: What the devices are to become.
    ///   - names: The devices; none means all.
    ///   - force: Whether memory in use may be taken offline.
    public init(_ change: Change, _ names: DeviceName..., force: Bool = false) {
        self.init(
            selection: DeviceSelection(names: names.isEmpty ? nil : names), change: change, force: force)
    }
}

extension Request {
    /// Asks that all devices of NVDIMMs come to the bus, now and at the next boot, also by the initramfs.
    public static var toBusForGood: Request {
        var request = Request(.model(.bus))
        request.nextBoot = .bus
        request.makesInitramfs = true
        return request
    }

    /// The request with memory that becomes system RAM placed so that it fills whole memory blocks.
    public var fillingBlocks: Request {
        var request = self
        request.fillsBlocks = true
        return request
    }

    /// Asks that a device under the class model becomes system RAM.
    public static var migratingToSystemRAM: Request {
        var request = Request(.systemRAM(nil), .pmem)
        request.migrates = true
        return request
    }
}
