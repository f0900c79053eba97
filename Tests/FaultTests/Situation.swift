// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts

/// A plan, and the host that it was made for.
struct Situation: Sendable {
    let start: Inventory
    let plan: Plan
    /// What is done while the result of the plan stands, which is then undone; nil for a plan whose result stays.
    var during: [Step]?

    /// Every plan with steps that the planner makes for the family of hosts, each once.
    static let all: [Situation] = {
        var seen: Set<[Step]> = []
        var situations: [Situation] = []
        func add(_ hosts: [Inventory], _ requests: [Request]) {
            for start in hosts {
                let planner = Planner(start)
                for request in requests {
                    guard let plan = try? planner.plan(request), !plan.steps.isEmpty else { continue }
                    if seen.insert(plan.steps).inserted {
                        situations.append(Situation(start: start, plan: plan))
                    }
                }
            }
        }
        add(Inventory.family, Request.family)
        add(Inventory.twoModels, Request.migrations)
        add(Inventory.cuts, Request.shapes)
        add([.cutWithinBlock], Request.fillings)
        return situations + irreversible
    }()

    /// The plans if memory that is given up could not be restored.
    private static let irreversible: [Situation] = {
        let inside = DeviceName(region: 2, device: 1)
        let requests = [
            Request(.destroyed, inside, force: true), Request(.destroyed, inside, .hmem, force: true),
        ]
        return Inventory.cuts.flatMap { start in
            requests.compactMap { request in
                // The ranges are whole blocks, so they also fit an alignment that is set before they are
                // removed.
                (try? Planner(start).plan(request)).map { Situation(start: start, plan: $0.withoutWayBack) }
            }
        }
    }()

    /// All of them when compiled optimized, as `make test` does it; else a tenth.
    static var chosen: [Situation] {
        #if DEBUG
            all.enumerated().filter { $0.offset % 10 == 0 }.map(\.element)
        #else
            all
        #endif
    }
}

extension Request {
    /// Every request for one, two and all devices of the family of hosts.
    fileprivate static let family: [Request] = {
        let zones: [MemoryZone?] = [nil, .movable, .kernel]
        let changes: [Change] =
            zones.map(Change.systemRAM) + zones.map(Change.onlineMemory)
            + [.systemRAMOffline, .devdax, .offlineMemory, .enabled, .disabled]
        let selections: [DeviceSelection] = [
            .init(names: [.pmem]), .init(names: [.hmem]), .init(names: [.otherPmem, .pmem]),
            .init(names: nil),
            .init(names: nil, regions: [0]),
        ]
        return changes.flatMap { change in
            selections.flatMap { selection in
                [false, true].map { Request(selection: selection, change: change, force: $0) }
            }
        }
    }()
}

extension Request {
    /// Every request that brings devices from one model to the other, alone and on the way to something else.
    fileprivate static let migrations: [Request] = {
        let selections = [
            DeviceSelection(names: [.pmem]), .init(names: [.otherPmem, .pmem]), .init(names: nil),
        ]
        let changes = DeviceModel.allCases.map(Change.model) + [.systemRAM(.kernel), .devdax, .disabled]
        let boots: [DeviceModel?] = [nil, .bus, .class]
        return changes.flatMap { change in
            selections.flatMap { selection in
                boots.map { boot in
                    var request = Request(selection: selection, change: change, force: true)
                    request.migrates = true
                    request.nextBoot = boot
                    request.makesInitramfs = true
                    return request
                }
            }
        }
    }()
}

extension Request {
    /// Every kind of request that makes, destroys or resizes devices, alone and on the way to something else.
    fileprivate static let shapes: [Request] = {
        let (one, page) = (Inventory.sampleBlockSize, ByteCount(rawValue: 4096))
        let three = ByteCount(rawValue: 3 * one.rawValue)
        let ranges = [Inventory.blocks(40..<41), Inventory.blocks(36..<37)]
        let inside = DeviceName(region: 2, device: 1)
        let creations = [
            DeviceShape(.size(one)), DeviceShape(.ranges(ranges), align: page), DeviceShape(.maximum),
        ]
        .flatMap { shape in
            [Change.devdax, .systemRAM(nil), .systemRAMOffline, .disabled].map { .created(shape, then: $0) }
        }
        .map { Request($0, force: true) }
        let shapes = [
            DeviceShape(.size(one)), DeviceShape(.size(three)), DeviceShape(.percent(60), align: page),
            DeviceShape(nil, align: page), DeviceShape(.ranges(ranges)),
        ]
        let resizings = shapes.flatMap { shape in
            [nil, Change.systemRAM(.kernel), .devdax].map { Change.reshaped(shape, then: $0) }
        }
        return creations + resizings.map { Request($0, .hmem, force: true) } + [
            Request(.reshaped(DeviceShape(.size(three)), then: nil), inside, .hmem, force: true),
            Request(.destroyed, .hmem, force: true), Request(.destroyed, inside, .hmem, force: true),
            Request(.destroyed, force: true),
        ]
    }()
}

extension Request {
    /// Requests that make devices of whole memory blocks, in one range or in several.
    fileprivate static let fillings: [Request] = ([1, 3, 10] as [UInt64]).flatMap { count -> [Request] in
        let shape = DeviceShape(.size(Inventory.sampleBlockSize * count))
        return [
            Request(.created(shape, then: .systemRAM(nil)), force: true).fillingBlocks,
            Request(.reshaped(shape, then: .systemRAM(nil)), DeviceName(region: 2, device: 2), force: true)
                .fillingBlocks,
        ]
    }
}

extension Inventory {
    /// Hosts whose soft-reserved memory is divided into devices in all relevant states.
    fileprivate static let cuts: [Inventory] = {
        [AutoOnlinePolicy.offline, .online].flatMap { policy in
            [Role.devdax, .unbound, .offline, .movable, .mixed].flatMap { hmem in
                [Role.devdax, .unbound, .kernel].map { other in
                    var host = cut.with(DeviceName(region: 2, device: 1)) {
                        $0.align = ByteCount(rawValue: 4096)
                    }
                    host.autoOnline = policy
                    host.driversAutoprobe = policy == .online
                    return other.taken(
                        by: DeviceName(region: 2, device: 1), on: hmem.taken(by: .hmem, on: host))
                }
            }
        }
    }()

    /// Hosts with Linux 5.10, whose NVDIMMs' devices are under either model in all relevant states.
    fileprivate static let twoModels: [Inventory] = {
        [AutoOnlinePolicy.offline, .onlineMovable].flatMap { policy in
            [true, false].flatMap { isOffering in
                Role.allCases.flatMap { pmem in
                    [Role.class, .devdax, .unbound].map { other in
                        var host = small.onLinux510
                        host.autoOnline = policy
                        host.ndDriversAutoprobe = isOffering
                        host.driversAutoprobe = isOffering
                        if other == .unbound { host.nextBoot = NextBoot.withHandwork }
                        host = host.withInitramfs
                        if other == .class, pmem == .class { host = host.withModule(.daxPmem, .loadable) }
                        return other.taken(by: .otherPmem, on: pmem.taken(by: .pmem, on: host))
                    }
                }
            }
        }
    }()
}

extension NextBoot {
    /// A next boot with the bus model, by a file with one line written by hand.
    fileprivate static let withHandwork = NextBoot(
        file: .text("options x y=z\nblacklist dax_pmem_compat\n"),
        statements: [
            ModprobeStatement(
                file: KernelFile.modprobe, lines: 2...2, directive: .blacklist(.daxPmemCompat),
                text: "blacklist dax_pmem_compat")
        ], initramfs: nil)
}

extension Inventory {
    /// Hosts with devices of two NVDIMMs and of soft-reserved memory, in all relevant states.
    fileprivate static let family: [Inventory] = {
        var family: [Inventory] = []
        for policy in AutoOnlinePolicy.allCases {
            for isOffering in [true, false] {
                for pmem in Role.allCases {
                    for others in Role.bystanders {
                        var host = Inventory.small
                        host.autoOnline = policy
                        host.driversAutoprobe = isOffering
                        host = pmem.taken(by: .pmem, on: host)
                        host = others.pmem.taken(by: .otherPmem, on: host)
                        host = others.hmem.taken(by: .hmem, on: host)
                        family.append(host)
                        guard host.module("kmem")?.state == .loadable else { continue }
                        host.modules = host.modules.map { DriverModule(name: $0.name, state: .loaded) }
                        family.append(host)
                    }
                }
            }
        }
        return family
    }()

    /// The sample with devices of few blocks: three, two, and two ranges of one each.
    private static var small: Inventory {
        let block = sampleBlockSize.rawValue
        func ranges(_ spans: [(first: UInt64, count: UInt64)], _ offset: UInt64) -> [Mapping] {
            spans.enumerated().compactMap { index, span in
                let start = span.first * block
                return PhysicalRange(start: start + offset, end: start + span.count * block - 1).map {
                    Mapping(index: index, range: $0, pageOffset: 0)
                }
            }
        }
        func sized(_ mappings: [Mapping]) -> (inout DaxDevice) -> Void {
            {
                $0.mappings = mappings
                $0.size = mappings.reduce(.zero) { $0 + $1.range.size }
            }
        }
        return sample.with(.pmem, sized(ranges([(64, 4)], 66 << 20)))
            .with(.otherPmem, sized(ranges([(128, 3)], 66 << 20)))
            .with(.hmem, sized(ranges([(32, 1), (40, 1)], 0)))
    }
}

/// The first state of a device.
private enum Role: CaseIterable {
    case devdax, unbound, offline, movable, kernel, partly, mixed, `class`

    /// The states of the devices that most requests don't name.
    static let bystanders: [(pmem: Role, hmem: Role)] = [
        (.devdax, .devdax), (.unbound, .unbound), (.movable, .kernel), (.devdax, .partly),
        (.unbound, .movable),
    ]

    func taken(by name: DeviceName, on host: Inventory) -> Inventory {
        switch self {
        case .devdax: host
        case .unbound: host.with(name) { $0.driver = nil }
        case .class:
            host.underClass(name)
        case .offline: host.inKmem(name, online: nil)
        case .movable: host.inKmem(name, online: .movable)
        case .kernel: host.inKmem(name, online: .normal)
        case .partly: host.inKmem(name, online: nil).with(name) { $0.place(.movable, in: 1...1) }
        case .mixed:
            host.inKmem(name, online: .movable).with(name) { $0.place(.normal, in: 0...0) }
        }
    }
}

extension DaxDevice {
    fileprivate mutating func place(_ zone: Zone, in positions: ClosedRange<Int>) {
        for position in positions where blocks.indices.contains(position) {
            blocks[position] = MemoryBlock(index: blocks[position].index, state: .online, zone: zone)
        }
    }
}
