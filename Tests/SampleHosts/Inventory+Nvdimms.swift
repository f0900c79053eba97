// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// Hosts with NVDIMMs; addresses and sizes are in MiB.
extension Inventory {
    /// A host with two NVDIMMs of 4 GiB whose regions have labels.
    ///
    /// | region0 | 0.0 devdax: 1024 | 0.1 fsdax: 512 | free: 512 | 0.2 sector: 512 | 0.3 raw: 512 | free: 1024 |
    /// | region1 | 1.0 fsdax, map in RAM: 1024 | 1.1 devdax, disabled: 512 | free: 2560 |
    public static var nvdimms: Inventory {
        var inventory = bareNvdimms
        inventory.addRegion(0, at: 4096, size: 4096)
        inventory.addRegion(1, at: 8192, size: 4096)
        inventory.addNamespace(0, 0, .devdax, at: 4096, size: 1024)
        inventory.addNamespace(0, 1, .fsdax, at: 5120, size: 512, altName: "logs")
        inventory.addNamespace(0, 2, .sector, at: 6144, size: 512)
        inventory.addNamespace(0, 3, .raw, at: 6656, size: 512)
        inventory.addNamespace(1, 0, .fsdax, at: 8192, size: 1024, map: .memory)
        inventory.addNamespace(1, 1, .devdax, at: 9216, size: 512, isEnabled: false)
        inventory.setSeeds()
        return inventory
    }

    /// The same host with the memory of `namespace0.0` online in the movable zone.
    public static var nvdimmAsRAM: Inventory {
        nvdimms.inKmem(DeviceName(region: 0, device: 0), online: .movable)
    }

    /// A host with an NVDIMM of 4 GiB without labels: one namespace in raw mode is all of its region.
    public static var blankNvdimm: Inventory {
        var inventory = bareNvdimms
        inventory.addRegion(0, at: 4096, size: 4096, isLabelled: false)
        inventory.addNamespace(0, 0, .raw, at: 4096, size: 4096, isLabelled: false)
        inventory.setSeeds()
        return inventory
    }

    /// A host whose `memmap=` argument makes 4 GiB an NVDIMM region without DIMMs.
    public static var legacyNvdimm: Inventory {
        var inventory = bareNvdimms
        inventory.addRegion(0, at: 4096, size: 4096, isLabelled: false)
        inventory.dimms = []
        inventory.nvdimmRegions[0].mappings = []
        inventory.addNamespace(0, 0, .fsdax, at: 4096, size: 4096, isLabelled: false)
        inventory.setSeeds()
        return inventory
    }

    /// A host with four NVDIMMs of 1 GiB, each a region with labels and without namespaces.
    public static var smallNvdimms: Inventory {
        var inventory = bareNvdimms
        for region in 0..<4 { inventory.addRegion(region, at: 4096 + 1024 * UInt64(region), size: 1024) }
        inventory.setSeeds()
        return inventory
    }

    /// The same host with all regions disabled, so that no DIMM is active, and `nmem3` disabled too.
    public static var idleNvdimms: Inventory {
        var inventory = smallNvdimms
        for index in inventory.dimms.indices {
            inventory.nvdimmRegions[index].isEnabled = false
            inventory.nvdimmRegions[index].seeds = NvdimmSeeds()
            inventory.nvdimmRegions[index].idle = []
            inventory.dimms[index].isActive = false
        }
        inventory.dimms[3].isEnabled = false
        inventory.dimms[3].freeSlots = nil
        return inventory
    }

    /// The UUID of a namespace of the samples.
    ///
    /// - Parameters:
    ///   - region: The number of the region.
    ///   - number: The number of the namespace in the region.
    /// - Returns: The UUID.
    public static func sampleUUID(_ region: Int, _ number: Int) -> String {
        "00000000-0000-4000-8000-0000000000\(region)\(number)"
    }

    private static var bareNvdimms: Inventory {
        var inventory = Inventory(kernel: KernelRelease(rawValue: "6.12.0-sample"))
        inventory.models = [.bus]
        inventory.blockSize = sampleBlockSize
        inventory.autoOnline = .offline
        inventory.driversAutoprobe = true
        inventory.ndDriversAutoprobe = true
        inventory.modules = ["device_dax", "kmem", "dax_pmem", "nd_pmem"].map {
            DriverModule(name: $0, state: .loaded)
        }
        inventory.buses = [NvdimmBus(name: KernelName(rawValue: "ndbus0"), provider: "ACPI.NFIT")]
        return inventory
    }

    private mutating func addRegion(_ number: Int, at start: UInt64, size: UInt64, isLabelled: Bool = true) {
        let bus = KernelName(rawValue: "ndbus0")
        var dimm = Dimm(name: KernelName(rawValue: "nmem\(number)"), bus: bus, isEnabled: true)
        dimm.isActive = true
        dimm.takesLabels = true
        dimm.flags = isLabelled ? ["label"] : []
        dimm.freeSlots = isLabelled ? 8181 : nil
        dimms.append(dimm)
        var region = NvdimmRegion(
            name: KernelName(rawValue: "region\(number)"), bus: bus, size: .mebibytes(size), isEnabled: true)
        region.range = PhysicalRange(start: start << 20, end: (start + size) << 20 - 1)
        region.align = .mebibytes(16)
        region.isLabelled = isLabelled
        region.targetNode = NodeNumber(rawValue: number + 1)
        region.mappings = [DimmMapping(dimm: dimm.name, offset: 0, size: .mebibytes(size), position: 0)]
        nvdimmRegions.append(region)
    }

    private mutating func addNamespace(
        _ region: Int, _ number: Int, _ mode: NamespaceMode, at start: UInt64, size: UInt64,
        altName: String? = nil, map: MapPlace = .device, isLabelled: Bool = true, isEnabled: Bool = true
    ) {
        guard let range = PhysicalRange(start: start << 20, end: (start + size) << 20 - 1) else { return }
        let uuid = Self.sampleUUID(region, number)
        var namespace = Namespace(
            name: KernelName(rawValue: "namespace\(region).\(number)"),
            region: KernelName(rawValue: "region\(region)"), mode: "raw", isEnabled: false)
        namespace.labelUUID = isLabelled ? uuid : nil
        namespace.altName = altName
        namespace.range = range
        namespace.rawSize = range.size
        namespace.holderClass = isLabelled ? HolderClass(mode: mode) : HolderClass.none
        if mode != .raw {
            let hasMap = mode != .sector
            namespace.hold(
                by: HolderShape(
                    HolderClass(mode: mode), uuid: uuid, align: hasMap ? .mebibytes(2) : nil,
                    map: hasMap ? map : nil, sectorSize: hasMap ? nil : .kibibytes(4)),
                KernelName(rawValue: "\(HolderClass(mode: mode).rawValue)\(region).\(number)"))
        } else {
            namespace.driver = .ndPmem
            namespace.isEnabled = true
            namespace.size = range.size
            namespace.contents = BlockContents()
        }
        guard isEnabled else {
            namespace.release()
            namespaces.append(namespace)
            return
        }
        namespaces.append(namespace)
        if mode == .devdax { addDevice(of: namespace) }
    }

    private mutating func setSeeds() {
        for index in nvdimmRegions.indices { nvdimmRegions[index].renewSeeds(besides: namespaces) }
    }

    /// Adds the dax device that the kernel makes of a devdax namespace.
    mutating func addDevice(of namespace: Namespace) {
        guard let name = namespace.device, let holder = namespace.holder, let range = namespace.range else {
            return
        }
        let path = "/sample/\(namespace.region)/\(holder)"
        let layout = NamespaceLayout(
            mode: .devdax, map: namespace.map ?? .device, align: namespace.align, start: range.start,
            size: range.size)
        var device = DaxDevice(
            name: name, path: "\(path)/\(name)", driver: .deviceDax, align: namespace.align,
            targetNode: nvdimmRegion(namespace.region)?.targetNode, numaNode: 0
        ).laid(in: layout.usableRange.map { [$0] } ?? [])
        device.storedData = .blank
        put(device)
        regions.append(
            DaxRegion(id: name.region, provider: .pmem, kind: .static, size: device.size, path: path))
        regions.sort { ($0.id, $0.path) < ($1.id, $1.path) }
    }

    /// Removes the dax device of a namespace.
    mutating func removeDevice(of namespace: Namespace) {
        guard let device = namespace.device.flatMap({ device($0) }) else { return }
        devices.removeAll { $0.name == device.name }
        regions.removeAll { $0.path == device.regionPath }
    }
}

extension Namespace {
    /// Shows the namespace with an nd device that its driver holds.
    mutating func hold(by shape: HolderShape, _ name: KernelName) {
        let mode = NamespaceMode.allCases.first { $0 != .raw && HolderClass(mode: $0) == shape.kind } ?? .raw
        self.mode = mode.rawValue
        holder = name
        driver = shape.driver
        isEnabled = true
        uuid = shape.uuid
        (align, map, sectorSize) = (shape.align, shape.map, shape.sectorSize)
        size = range.flatMap {
            NamespaceLayout(
                mode: mode, map: map ?? .device, align: align, sectorSize: sectorSize,
                labels: labelUUID == nil ? nil : .v1_2, start: $0.start, size: $0.size
            ).usable
        }
        contents = mode == .devdax ? nil : BlockContents()
        guard mode == .devdax else { return }
        ndDevice = name
        let number = self.name.rawValue.dropFirst("namespace".count)
        device = DeviceName("dax\(number)")
    }

    /// Shows the namespace without an nd device and without a driver.
    mutating func release() {
        mode = NamespaceMode.raw.rawValue
        (holder, driver, isEnabled, uuid) = (nil, nil, false, nil)
        (align, map, sectorSize, ndDevice, device, contents) = (nil, nil, nil, nil, nil, nil)
        size = rawSize
    }
}

extension NvdimmRegion {
    /// Gives the region the seeds that the kernel makes when it enables the region, or none while it is disabled.
    mutating func renewSeeds(besides namespaces: [Namespace]) {
        seeds = NvdimmSeeds()
        idle = []
        guard isEnabled else { return }
        seeds.daxAlign = .mebibytes(2)
        seeds.pfnAlign = .mebibytes(2)
        seeds.alignments = [.kibibytes(4), .mebibytes(2), .mebibytes(1024)]
        seeds.sectorSizes = [512, 520, 528, 4096, 4104, 4160, 4224].map { ByteCount(rawValue: $0) }
        advanceSeeds(besides: namespaces)
    }

    /// Whether a namespace of the region stays when it has no size any more.
    func keeps(_ namespace: KernelName) -> Bool {
        namespace.rawValue.hasSuffix(".0") || namespace == seeds.namespace
    }

    /// Makes the seeds that are missing, at the lowest free number of each kind.
    mutating func advanceSeeds(besides namespaces: [Namespace]) {
        let number = name.rawValue.dropFirst("region".count)
        func next(_ kind: String, besides taken: [KernelName]) -> KernelName {
            var index = 0
            while taken.contains(KernelName(rawValue: "\(kind)\(number).\(index)")) { index += 1 }
            return KernelName(rawValue: "\(kind)\(number).\(index)")
        }
        let holders = namespaces.compactMap(\.holder)
        seeds.dax = seeds.dax ?? next("dax", besides: holders)
        seeds.pfn = seeds.pfn ?? next("pfn", besides: holders)
        seeds.btt = seeds.btt ?? next("btt", besides: holders)
        guard isLabelled == true, seeds.namespace == nil else { return }
        let seed = next("namespace", besides: namespaces.map(\.name) + idle)
        seeds.namespace = seed
        idle = (idle + [seed]).sorted()
    }
}
