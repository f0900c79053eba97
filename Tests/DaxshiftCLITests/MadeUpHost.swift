// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts

@testable import DaxshiftCLI

/// Hosts that exist only here.
enum MadeUpHost {
    static let mebibyte: UInt64 = 1 << 20
    static let gibibyte: UInt64 = 1 << 30

    static func size(mebibytes: UInt64) -> ByteCount { ByteCount(rawValue: mebibytes * mebibyte) }

    /// A terminal for tests that do not look at the text.
    static let screen = Terminal(isInteractive: true, width: 80, usesColor: true, usesUTF8: true)

    /// The region of an NVDIMM's device: that of the nd device `dax0.1`.
    private static let pmemRegion = "/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region0/dax0.1"

    /// Nothing of interest.
    static let empty = Inventory(kernel: KernelRelease(rawValue: "6.12.0-1-amd64"))

    /// Two NVDIMM regions, one of them with devices as RAM and as devdax, and a soft-reserved region.
    ///
    /// Its arrays are in no good order, and one device and one namespace are idle.
    static var mixed: Inventory {
        var host = Inventory(kernel: KernelRelease(rawValue: "6.12.0-1-amd64"))
        host.models = [.bus]
        host.blockSize = size(mebibytes: 128)
        host.autoOnline = .offline
        host.buses = [NvdimmBus(name: name("ndbus0"), provider: "ACPI.NFIT")]
        host.nvdimmRegions = [
            NvdimmRegion(
                name: name("region10"), bus: name("ndbus0"), size: size(mebibytes: 4096),
                availableSize: .zero,
                isEnabled: false),
            NvdimmRegion(
                name: name("region0"), bus: name("ndbus0"), size: size(mebibytes: 8192),
                availableSize: size(mebibytes: 1024), isEnabled: true),
        ]
        host.namespaces = [
            Namespace(
                name: name("namespace0.10"), region: name("region0"), mode: "raw", size: .zero,
                isEnabled: false),
            Namespace(
                name: name("namespace0.2"), region: name("region0"), mode: "fsdax",
                size: size(mebibytes: 1024),
                uuid: "5f1f9a1e-0f5c-4ee5-9e4e-0d3f6f3f8b11", isEnabled: true),
            Namespace(
                name: name("namespace0.0"), region: name("region0"), mode: "devdax",
                size: size(mebibytes: 4030),
                uuid: "aa2a5b30-8c77-4b27-9d7a-5b8fb4a5d9c0", ndDevice: name("dax0.1"),
                device: DeviceName(region: 0, device: 0), isEnabled: true),
        ]
        host.regions = [
            DaxRegion(
                id: 2, provider: .hmem, kind: .dynamic, size: size(mebibytes: 3072),
                availableSize: size(mebibytes: 1024), align: size(mebibytes: 2), path: "/platform/hmem.0",
                targetNode: 3),
            DaxRegion(
                id: 0, provider: .pmem, kind: .static, size: size(mebibytes: 4030), align: size(mebibytes: 2),
                path: pmemRegion, targetNode: 1),
        ]
        host.devices = [inKmem, asCharacterDevice, unbound, seed]
        host.nodes = [
            node(3, read: (20_480, 120), write: (10_240, 130)), node(1, read: (2048, 300), write: nil),
        ]
        host.nodes[1].memTotal = size(mebibytes: 3840)
        host.nodes[1].tier = 22
        host.nodes[1].distance = 17
        host.gaps = [
            Gap(
                file: "/sys/devices/platform/hmem.0/dax2.0/resource", reason: "Permission denied",
                needsRoot: true),
            Gap(file: "/sys/devices/platform/hmem.0/dax2.1/align", reason: "'\u{1}x' is not a number"),
        ]
        host.warnings = ["dax2.1 has no /dev/dax2.1, so libdaxctl does not see it"]
        return host
    }

    /// ``interleaved``, with a DIMM that reports its health, and that new firmware was written to.
    static var ailing: Inventory {
        var host = interleaved
        var health = DimmHealth(state: .nonCritical)
        (health.temperature, health.controllerTemperature) = (40.5, 30)
        (health.spares, health.lifeUsed, health.alarms) = (75, 5, [.temperature])
        (health.wasShutdownDirty, health.dirtyShutdowns) = (false, 7)
        var thresholds = DimmHealth.Thresholds()
        (thresholds.enabled, thresholds.temperature) = ([.spares, .temperature], 65)
        (thresholds.controllerTemperature, thresholds.spares) = (90, 50)
        health.thresholds = thresholds
        host.dimms[0].health = health
        var firmware = DimmFirmware(canUpdate: true)
        (firmware.version, firmware.nextVersion) = (0x102_0000_1f3c, 0x102_0000_1f3d)
        (firmware.activation, firmware.activationResult) = ("armed", "none")
        host.dimms[0].firmware = firmware
        (host.buses[0].activation, host.buses[0].activationMethod) = ("armed", "quiesce")
        return host
    }

    /// An NVDIMM region of two DIMMs, one of them locked, with a namespace of 4 GiB between two free pieces.
    static var interleaved: Inventory {
        var host = Inventory(kernel: KernelRelease(rawValue: "6.12.0-1-amd64"))
        host.models = [.bus]
        host.buses = [NvdimmBus(name: name("ndbus0"), provider: "ACPI.NFIT")]
        var (first, second) = (
            Dimm(name: name("nmem0"), bus: name("ndbus0"), isEnabled: true),
            Dimm(name: name("nmem1"), bus: name("ndbus0"), isEnabled: false)
        )
        (first.isActive, first.flags, first.freeSlots) = (true, ["label"], 16344)
        (first.serial, first.takesLabels) = ("0x56341200", true)
        second.flags = ["alias", "lock"]
        host.dimms = [first, second]
        var region = NvdimmRegion(
            name: name("region0"), bus: name("ndbus0"), size: size(mebibytes: 8192),
            availableSize: size(mebibytes: 4096), isEnabled: true)
        region.range = PhysicalRange(start: 4 * gibibyte, size: size(mebibytes: 8192))
        region.align = size(mebibytes: 16)
        region.isLabelled = true
        region.isReadOnly = true
        region.persistenceDomain = "memory_controller"
        region.largestFree = size(mebibytes: 3072)
        region.badSectors = [BadSectors(offset: 8, length: 3)]
        region.mappings = [first, second].enumerated().map {
            DimmMapping(dimm: $1.name, offset: 0, size: size(mebibytes: 4096), position: $0)
        }
        host.nvdimmRegions = [region]
        var namespace = Namespace(
            name: name("namespace0.1"), region: region.name, mode: "fsdax", size: size(mebibytes: 4030),
            uuid: "aa2a5b30-8c77-4b27-9d7a-5b8fb4a5d9c0", isEnabled: false)
        namespace.labelUUID = "5f1f9a1e-0f5c-4ee5-9e4e-0d3f6f3f8b11"
        namespace.rawSize = size(mebibytes: 4096)
        namespace.range = PhysicalRange(start: 5 * gibibyte, size: size(mebibytes: 4096))
        (namespace.map, namespace.align) = (.memory, size(mebibytes: 2))
        (namespace.sectorSize, namespace.blockDevice) = (ByteCount(rawValue: 512), "pmem0.1")
        host.namespaces = [namespace]
        return host
    }

    /// The sample with a file of the configuration.
    static func configured(_ text: String) -> Inventory {
        var host = Inventory.sample
        host.configuration = DeviceConfiguration([.init(path: "a.conf", text: .success(text))])
        return host
    }

    /// An NVDIMM host on Linux 5.10 under `dax_pmem_compat`.
    static var compat: Inventory {
        var host = Inventory(kernel: KernelRelease(rawValue: "5.10.0-33-amd64"))
        host.models = [.class]
        host.blockSize = size(mebibytes: 128)
        host.autoOnline = .onlineMovable
        host.nvdimmRegions = [
            NvdimmRegion(
                name: name("region0"), bus: name("ndbus0"), size: size(mebibytes: 4096), availableSize: .zero,
                isEnabled: true)
        ]
        host.namespaces = [
            Namespace(
                name: name("namespace0.0"), region: name("region0"), mode: "devdax",
                size: size(mebibytes: 4030),
                device: DeviceName(region: 0, device: 0), isEnabled: true)
        ]
        host.regions = [DaxRegion(id: 0, provider: .pmem, kind: .static, path: "/nd/region0/dax0.1")]
        host.devices = [
            DaxDevice(
                name: DeviceName(region: 0, device: 0), model: .class, path: "/nd/region0/dax0.1/dax/dax0.0",
                driver: .daxPmemCompat, size: size(mebibytes: 4030), resource: 4 * gibibyte, targetNode: 1)
        ]
        return host
    }

    /// 31 blocks of 128 MiB, one of them in a kernel zone, two offline.
    private static var inKmem: DaxDevice {
        var device = DaxDevice(
            name: DeviceName(region: 0, device: 0), path: "\(pmemRegion)/dax0.0", driver: .kmem,
            size: size(mebibytes: 4030), align: size(mebibytes: 2), targetNode: 1, numaNode: 0,
            memmapOnMemory: false)
        device.mappings = [mapping(0, start: 4 * gibibyte + 66 * mebibyte, mebibytes: 4030, page: 0)]
        device.blocks = (33..<64).map { (index: BlockNumber) in
            switch index {
            case 33: MemoryBlock(index: index, state: .online, zone: .normal)
            case 34, 35: MemoryBlock(index: index, state: .offline, zone: nil)
            default: MemoryBlock(index: index, state: .online, zone: .movable)
            }
        }
        return device
    }

    private static let unbound = DaxDevice(
        name: DeviceName(region: 2, device: 10), path: "/platform/hmem.0/dax2.10", size: size(mebibytes: 512),
        align: size(mebibytes: 2), targetNode: 3)

    private static let seed = DaxDevice(
        name: DeviceName(region: 2, device: 11), path: "/platform/hmem.0/dax2.11", size: .zero,
        align: size(mebibytes: 2), targetNode: 3)

    private static var asCharacterDevice: DaxDevice {
        DaxDevice(
            name: DeviceName(region: 2, device: 1), path: "/platform/hmem.0/dax2.1", driver: .deviceDax,
            size: size(mebibytes: 1536),
            mappings: [
                mapping(0, start: 16 * gibibyte, mebibytes: 1024, page: 0),
                mapping(1, start: 18 * gibibyte, mebibytes: 512, page: 262_144),
            ],
            targetNode: 3, numaNode: 0)
    }

    static func name(_ name: String) -> KernelName { KernelName(rawValue: name) }

    static func mapping(_ index: Int, start: UInt64, mebibytes: UInt64, page: UInt64) -> Mapping {
        guard let range = PhysicalRange(start: start, end: start + mebibytes * mebibyte - 1) else {
            preconditionFailure("a made-up range is wrong")
        }
        return Mapping(index: index, range: range, pageOffset: page)
    }

    private static func node(_ id: NodeNumber, read: (UInt64, UInt64), write: (UInt64, UInt64)?) -> Node {
        var node = Node(id: id)
        var performance = Node.Performance()
        (performance.readBandwidth, performance.readLatency) = read
        performance.writeBandwidth = write?.0
        performance.writeLatency = write?.1
        node.performance = performance
        return node
    }
}
