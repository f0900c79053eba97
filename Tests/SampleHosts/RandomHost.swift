// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// Makes random inventories, in which every field has any value that it can have.
public struct RandomHost: Sendable {
    /// The source of random numbers.
    public var random: SplitMix64

    /// Creates a maker of inventories.
    ///
    /// - Parameter seed: The seed that determines all of them.
    public init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// Makes an inventory of unrelated values: only the order of devices and regions is kept.
    ///
    /// - Returns: The inventory.
    public mutating func inventory() -> Inventory {
        var host = Inventory(kernel: KernelRelease(rawValue: text()))
        host.models = subset()
        host.blockSize = maybe { $0.size() }
        host.autoOnline = maybe { $0.one() }
        host.driversAutoprobe = maybe { $0.flag() }
        host.ndDriversAutoprobe = maybe { $0.flag() }
        host.hostSettings = maybe { $0.settings() }
        host.nextBoot = maybe { $0.nextBoot() }
        host.configuration = DeviceConfiguration(some { $0.configurationFile() })
        host.buses = some { random in
            var bus = NvdimmBus(name: random.name(), provider: random.text())
            bus.isScrubbing = random.maybe { $0.flag() }
            bus.activation = random.maybe { $0.text() }
            bus.activationMethod = random.maybe { $0.text() }
            return bus
        }
        host.dimms = some { $0.dimm() }
        host.nvdimmRegions = some { $0.nvdimmRegion() }
        host.namespaces = some { $0.namespace() }
        for region in some({ $0.region() }) where !host.regions.contains(where: { $0.path == region.path }) {
            host.regions.append(region)
        }
        host.regions.sort { ($0.id, $0.path) < ($1.id, $1.path) }
        for device in some({ $0.device() }) { host.put(device) }
        host.unownedMemory = some { random in
            UnownedMemory(
                range: random.range(), device: random.maybe { $0.deviceName() },
                node: random.maybe { $0.number() }, blocks: random.blocks())
        }
        host.nodes = some { $0.node() }
        host.poisoned = size()
        host.modules = some { random in
            DriverModule(
                name: random.text(), state: random.one([.builtIn, .loaded, .loadable, .missing]),
                isBlacklisted: random.flag(), installCommand: random.maybe { $0.text() })
        }
        host.gaps = some { $0.gap() }
        host.memory = maybe { $0.memory() }
        host.warnings = some { $0.text() }
        return host
    }

    // MARK: Objects

    private mutating func device() -> DaxDevice {
        var device = DaxDevice(
            name: deviceName(), model: one(), path: text(), driver: maybe { $0.driver() },
            size: maybe { $0.size() }, align: maybe { $0.size() },
            mappings: some { Mapping(index: $0.number(), range: $0.range(), pageOffset: $0.wide()) },
            resource: maybe { $0.wide() }, targetNode: maybe { $0.number() }, numaNode: maybe { $0.number() },
            memmapOnMemory: maybe { $0.flag() }, blocks: blocks())
        device.users = some { DeviceUser(pid: $0.number(), command: $0.text(), uses: $0.subset()) }
        device.unseenUsers = maybe { $0.one([.withoutPtrace, .otherNamespace, .unreadable($0.gap())]) }
        device.leakedRanges = some { $0.range() }
        device.mayBePoisoned = flag()
        device.badRanges = some { $0.range() }
        device.storedData = maybe { $0.one([.blank, .found(at: $0.wide()), .unread($0.gap())]) }
        return device
    }

    private mutating func region() -> DaxRegion {
        DaxRegion(
            id: number(), provider: one([.pmem, .hmem, .cxl, .other]), kind: one([.static, .dynamic]),
            size: maybe { $0.size() }, availableSize: maybe { $0.size() }, align: maybe { $0.size() },
            path: text(), targetNode: maybe { $0.number() }, range: maybe { $0.range() })
    }

    private mutating func dimm() -> Dimm {
        var dimm = Dimm(name: name(), bus: name(), isEnabled: flag())
        dimm.isActive = flag()
        dimm.flags = some { $0.text() }
        dimm.freeSlots = maybe { $0.number() }
        dimm.serial = maybe { $0.text() }
        dimm.takesLabels = flag()
        dimm.id = maybe { $0.text() }
        dimm.handle = maybe { $0.wide() }
        dimm.physicalID = maybe { $0.wide() }
        dimm.faults = some { $0.text() }
        dimm.security = maybe { $0.text() }
        dimm.isSecurityFrozen = flag()
        dimm.health = maybe { $0.health() }
        dimm.firmware = maybe { $0.firmware() }
        return dimm
    }

    private mutating func firmware() -> DimmFirmware {
        var firmware = DimmFirmware(canUpdate: flag())
        firmware.version = maybe { $0.wide() }
        firmware.nextVersion = maybe { $0.wide() }
        firmware.activation = maybe { $0.text() }
        firmware.activationResult = maybe { $0.text() }
        return firmware
    }

    private mutating func health() -> DimmHealth {
        var health = DimmHealth(state: maybe { $0.one() })
        health.temperature = maybe { $0.temperature() }
        health.controllerTemperature = maybe { $0.temperature() }
        health.spares = maybe { $0.number() }
        health.lifeUsed = maybe { $0.number() }
        health.wasShutdownDirty = maybe { $0.flag() }
        health.dirtyShutdowns = maybe { $0.number() }
        health.alarms = maybe { $0.subset() }
        health.thresholds = maybe { host in
            var thresholds = DimmHealth.Thresholds()
            thresholds.enabled = host.subset()
            thresholds.temperature = host.temperature()
            thresholds.controllerTemperature = host.temperature()
            thresholds.spares = host.number()
            return thresholds
        }
        return health
    }

    /// A temperature in sixteenths of a degree, as firmware reports it.
    private mutating func temperature() -> Double { Double(below(1 << 12) - 1 << 11) / 16 }

    private mutating func nvdimmRegion() -> NvdimmRegion {
        var region = NvdimmRegion(
            name: name(), bus: name(), size: maybe { $0.size() }, availableSize: maybe { $0.size() },
            isEnabled: flag())
        region.badSectors = some { BadSectors(offset: $0.wide(), length: $0.wide()) }
        region.range = maybe { $0.range() }
        region.align = maybe { $0.size() }
        region.isLabelled = maybe { $0.flag() }
        region.labelVersion = maybe { $0.one() }
        region.mappings = some {
            DimmMapping(dimm: $0.name(), offset: $0.wide(), size: $0.size(), position: $0.number())
        }
        region.setCookie = maybe { $0.wide() }
        region.isReadOnly = flag()
        region.persistenceDomain = maybe { $0.text() }
        region.largestFree = maybe { $0.size() }
        region.targetNode = maybe { $0.number() }
        region.numaNode = maybe { $0.number() }
        if flag() { region.seeds = seeds() }
        region.idle = some { $0.name() }
        return region
    }

    private mutating func seeds() -> NvdimmSeeds {
        var seeds = NvdimmSeeds()
        seeds.namespace = maybe { $0.name() }
        seeds.dax = maybe { $0.name() }
        seeds.pfn = maybe { $0.name() }
        seeds.btt = maybe { $0.name() }
        seeds.daxAlign = maybe { $0.size() }
        seeds.pfnAlign = maybe { $0.size() }
        seeds.alignments = some { $0.size() }
        seeds.sectorSizes = some { $0.size() }
        return seeds
    }

    private mutating func namespace() -> Namespace {
        var namespace = Namespace(
            name: name(), region: name(), mode: text(), size: maybe { $0.size() }, uuid: maybe { $0.text() },
            ndDevice: maybe { $0.name() }, device: maybe { $0.deviceName() }, isEnabled: flag())
        namespace.altName = maybe { $0.text() }
        namespace.badRanges = some { $0.range() }
        namespace.labelUUID = maybe { $0.text() }
        namespace.rawSize = maybe { $0.size() }
        namespace.range = maybe { $0.range() }
        namespace.usable = maybe { $0.range() }
        namespace.holder = maybe { $0.name() }
        namespace.holderClass = maybe { $0.one() }
        namespace.align = maybe { $0.size() }
        namespace.map = maybe { $0.one() }
        namespace.sectorSize = maybe { $0.size() }
        namespace.labelSectorSize = maybe { $0.size() }
        namespace.blockDevice = maybe { $0.text() }
        namespace.driver = maybe { $0.driver() }
        namespace.contents = maybe { $0.contents() }
        return namespace
    }

    private mutating func contents() -> BlockContents {
        var contents = BlockContents()
        contents.signatures = some { random in
            BlockSignature(
                usage: random.one(BlockSignature.Usage.allCases), type: random.text(),
                label: random.maybe { $0.text() }, uuid: random.maybe { $0.text() })
        }
        contents.holders = some { random in
            let user = DeviceUser(pid: random.number(), command: random.text(), uses: random.subset())
            let use: BlockHolder.Use = random.one([
                .mount(at: random.text()), .swap, .blockDevice(KernelName(rawValue: random.text())),
                .process(user), .unseen,
            ])
            return BlockHolder(device: KernelName(rawValue: random.text()), use: use)
        }
        contents.gaps = some { $0.gap() }
        return contents
    }

    private mutating func node() -> Node {
        var node = Node(id: number())
        node.memTotal = maybe { $0.size() }
        node.tier = maybe { $0.number() }
        node.distance = maybe { $0.number() }
        node.performance = maybe { random in
            var performance = Node.Performance()
            performance.readBandwidth = random.maybe { $0.wide() }
            performance.writeBandwidth = random.maybe { $0.wide() }
            performance.readLatency = random.maybe { $0.wide() }
            performance.writeLatency = random.maybe { $0.wide() }
            return performance
        }
        return node
    }

    private mutating func settings() -> HostSettings {
        var settings = HostSettings()
        settings.demotion = maybe { $0.flag() }
        settings.numaBalancing = maybe { $0.number() }
        settings.offersPromotion = flag()
        settings.interleave = maybe { host in
            WeightedInterleave(
                isAutomatic: host.maybe { $0.flag() },
                nodes: host.some {
                    .init(
                        id: $0.number(), weight: $0.maybe { $0.number() }, hasMemory: $0.flag(),
                        bandwidth: $0.maybe { $0.wide() })
                })
        }
        return settings
    }

    private mutating func memory() -> HostMemory {
        var memory = HostMemory(pageSize: size())
        memory.available = maybe { $0.size() }
        memory.swapFree = size()
        memory.nodes = some { random in
            var node = NodeMemory(id: random.number())
            node.kernel = random.usage()
            node.movable = random.usage()
            node.shared = random.size()
            node.unevictable = random.size()
            node.hugePages = random.some { .init(size: $0.size(), used: $0.wide(), free: $0.wide()) }
            return node
        }
        memory.allowedNodes = maybe { $0.some { $0.bounds { $0.number() } } }
        memory.keepsMaps = maybe { $0.flag() }
        return memory
    }

    private mutating func usage() -> NodeMemory.Usage {
        var usage = NodeMemory.Usage()
        guard flag() else { return usage }
        usage.present = size()
        usage.managed = size()
        usage.free = size()
        usage.cache = size()
        usage.low = size()
        return usage
    }

    private mutating func nextBoot() -> NextBoot {
        NextBoot(
            file: maybe { random in
                let access = FileAccess(
                    permissions: UInt16(truncatingIfNeeded: random.wide()),
                    user: UInt32(truncatingIfNeeded: random.wide()), group: UInt32(random.below(3)))
                return random.one([
                    .absent, .text(random.text()), .text(random.text(), access), .link(random.text()),
                ])
            },
            statements: some { random in
                let driver = random.driver()
                return ModprobeStatement(
                    file: random.text(), lines: random.bounds { $0.number() },
                    directive: random.one([.alias(driver), .blacklist(driver), .install(driver)]),
                    text: random.text())
            },
            initramfs: maybe { random in
                Initramfs(
                    path: random.text(), maker: random.one([.initramfsTools, .dracut]),
                    contents: random.maybe { .init(hasDrivers: $0.flag(), hasFile: $0.flag()) })
            })
    }

    private mutating func configurationFile() -> DeviceConfiguration.File {
        let sections = [
            "[reconfigure-device a]\nnvdimm.uuid = 5f1f9a1e-0f5c-4ee5-9e4e-0d3f6f3f8b11\n",
            "[reconfigure-device \(text())]\ntarget_node = \(number())\nmode = devdax\n", text(),
        ]
        return .init(
            path: text(), text: flag() ? .success(one(sections)) : .failure(.init(reason: text())))
    }

    private mutating func gap() -> Gap { Gap(file: text(), reason: text(), needsRoot: flag()) }

    private mutating func blocks() -> [MemoryBlock] {
        some { random in
            let first = random.below(1 << 20)
            let state: MemoryBlock.State? = random.maybe { $0.one([.online, .offline, .goingOffline]) }
            let zone: Zone? = random.maybe { $0.one() }
            return (0..<random.below(4) + 1).map {
                MemoryBlock(index: BlockNumber(rawValue: first + $0), state: state, zone: zone)
            }
        }.flatMap(\.self)
    }

    // MARK: Values

    /// A number below another.
    private mutating func below(_ bound: Int) -> Int { Int(random.next() >> 1) % bound }
    private mutating func flag() -> Bool { below(2) == 0 }
    /// A random number of random length.
    private mutating func wide() -> UInt64 { random.next() >> UInt64(below(64)) }
    private mutating func number() -> Int { Int(random.next() >> UInt64(1 + below(63))) }
    private mutating func number<Number: ObjectNumber>() -> Number { Number(rawValue: number()) }
    private mutating func size() -> ByteCount { ByteCount(rawValue: flag() ? wide() : 0) }
    private mutating func name() -> KernelName { KernelName(rawValue: text()) }
    private mutating func driver() -> DriverName { DriverName(rawValue: text()) }
    private mutating func deviceName() -> DeviceName { DeviceName(region: number(), device: number()) }

    private mutating func bounds<Bound>(_ number: (inout RandomHost) -> Bound) -> ClosedRange<Bound> {
        let (first, second) = (number(&self), number(&self))
        return min(first, second)...max(first, second)
    }

    private mutating func range() -> PhysicalRange {
        let start = wide()
        return PhysicalRange(start: start, end: start + min(wide(), .max - start)) ?? range()
    }

    private mutating func text() -> String {
        let characters: [Character] = [
            "a", "0", "/", ".", "\"", "\\", "\n", "\u{1}", "\u{7f}", "é", "🐧", " ", "\r\n",
        ]
        return String((0..<below(8)).map { _ in one(characters) })
    }

    private mutating func one<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
    private mutating func one<Value: CaseIterable>() -> Value { one(Array(Value.allCases)) }
    private mutating func subset<Value: CaseIterable & Hashable>() -> Set<Value> {
        Set(Value.allCases.filter { _ in flag() })
    }

    private mutating func maybe<Value>(_ make: (inout RandomHost) -> Value) -> Value? {
        below(4) == 0 ? nil : make(&self)
    }

    private mutating func some<Value>(_ make: (inout RandomHost) -> Value) -> [Value] {
        (0..<below(4)).map { _ in make(&self) }
    }
}
