// SPDX-License-Identifier: Apache-2.0

import DaxHost
import SampleHosts
import Testing

@testable import DaxModel

@Suite("A layout")
struct LayoutTests {
    static let hosts: [(String, Inventory)] = [
        ("nvdimms", .nvdimms), ("nvdimmAsRAM", .nvdimmAsRAM), ("blankNvdimm", .blankNvdimm),
        ("legacyNvdimm", .legacyNvdimm), ("smallNvdimms", .smallNvdimms), ("idleNvdimms", .idleNvdimms),
        ("divided", .divided), ("sample", .sample), ("cut", .cut), ("classSample", .classSample),
    ]

    @Test(arguments: hosts.map(\.0), [false, true])
    func `of a host changes nothing there`(name: String, isMinimal: Bool) throws {
        let host = try #require(Self.hosts.first { $0.0 == name }?.1)
        let layout = Layout(of: host, isMinimal: isMinimal)
        let plan = try Planner(host).plan(Request(layout))
        #expect(plan.steps.isEmpty)
        #expect(plan.devices.allSatisfy(\.isUnchanged) && plan.nvdimms.allSatisfy(\.isUnchanged))
    }

    // MARK: Namespaces

    private static func namespace(
        _ name: String, _ mode: NamespaceMode, _ extent: NamespaceShape.Extent? = nil,
        in region: String? = nil
    ) -> Layout.Namespace {
        var shape = NamespaceShape()
        (shape.mode, shape.extent, shape.altName) = (mode, extent, name)
        var entry = Layout.Namespace(Layout.Key(["namespaces", name], at: .host), .altName(name), shape)
        entry.region = region
        return entry
    }

    private static func region(_ key: String, named name: String) -> Layout.Region {
        var match = Layout.Match()
        match.name = name
        return Layout.Region(Layout.Key(["regions", key], at: .host), match)
    }

    private static func size(mebibytes: UInt64) -> ByteCount { ByteCount(rawValue: mebibytes << 20) }

    /// Two namespaces of `region1` of ``Inventory/smallNvdimms``, one of them system RAM.
    private static var two: Layout {
        var layout = Layout()
        layout.regions = [region("pmem", named: "region1")]
        var ram = namespace("ram", .devdax, .maximum, in: "pmem")
        ram.use = .systemRAM(.movable)
        layout.namespaces = [ram, namespace("data", .fsdax, .size(size(mebibytes: 256)), in: "pmem")]
        return layout
    }

    @Test func `makes the namespaces that are missing, those of a certain size first`() throws {
        let plan = try Planner(.smallNvdimms).plan(Request(Self.two))
        #expect(
            plan.nvdimms.map(\.object)
                == ["namespace1.0", "namespace1.1"].map { .namespace(KernelName(rawValue: $0)) })
        let goals = plan.nvdimms.compactMap { plan -> NamespaceState? in
            if case .namespace(let state) = plan.goal { state } else { nil }
        }
        #expect(goals.map(\.altName) == ["data", "ram"])
        #expect(goals.map(\.range.size) == [256, 768].map(Self.size(mebibytes:)))
        #expect(Set(goals.map(\.uuid)).count == 2)
        #expect(plan.devices.map(\.name) == [DeviceName(region: 1, device: 1)])
        #expect(plan.devices.first?.goal.driver == .kmem)
    }

    @Test func `does not depend on the order of its entries`() throws {
        var reversed = Self.two
        reversed.namespaces.reverse()
        #expect(
            try Planner(.smallNvdimms).plan(Request(Self.two))
                == Planner(.smallNvdimms).plan(Request(reversed)))
    }

    @Test func `finds a namespace by its NAME, and leaves it where nothing differs`() throws {
        var layout = Layout()
        layout.namespaces = [Self.namespace("logs", .fsdax, .size(Self.size(mebibytes: 512)), in: "pmem")]
        layout.regions = [Self.region("pmem", named: "region0")]
        #expect(try Planner(.nvdimms).plan(Request(layout)).steps.isEmpty)
    }

    @Test func `destroys only where an entry allows it and force is given`() throws {
        var layout = Layout()
        var region = Self.region("pmem", named: "region0")
        region.isExclusive = true
        layout.regions = [region]
        layout.namespaces = [Self.namespace("logs", .fsdax, in: "pmem")]
        for (isAllowed, force) in [(false, false), (false, true), (true, false)] {
            layout.regions[0].allowsDestroying = isAllowed
            let refusal = #expect(throws: Refusal.self) {
                try Planner(.nvdimms).plan(Request(layout, force: force))
            }
            #expect(refusal?.isOnlyLoss == true)
            #expect(refusal?.findings.allSatisfy { $0.entry == region.key } == true)
        }
        layout.regions[0].allowsDestroying = true
        let plan = try Planner(.nvdimms).plan(Request(layout, force: true))
        let gone = plan.nvdimms.filter { !$0.isUnchanged }.map(\.object)
        #expect(
            Set(gone)
                == Set(
                    ["namespace0.0", "namespace0.2", "namespace0.3"].map {
                        .namespace(KernelName(rawValue: $0))
                    }))
    }

    @Test func `makes namespaces in the room of those that are gone for good`() throws {
        var layout = Layout()
        var region = Self.region("pmem", named: "region0")
        region.isExclusive = true
        region.allowsDestroying = true
        layout.regions = [region]
        var ram = Self.namespace("ram", .devdax, .maximum, in: "pmem")
        ram.use = .systemRAM(.movable)
        layout.namespaces = [ram, Self.namespace("logs", .fsdax, in: "pmem")]
        let plan = try Planner(.nvdimms).plan(Request(layout, force: true))
        let gone = plan.steps.lastIndex { $0.destroys != nil }
        let made = plan.steps.firstIndex {
            if case .namespace(_, .setLabel) = $0.action { true } else { false }
        }
        #expect(try #require(gone) < #require(made))
        let machine = SimulatedHost(.nvdimms)
        #expect(Executor(host: machine).run(plan, basis: .nvdimms).failure == nil)
        #expect(try Planner(machine.inventory).plan(Request(layout)).steps.isEmpty)
    }

    // MARK: Devices of dynamic regions

    private static let cxl = DeviceName(region: 3, device: 0)

    private static func halves(of region: String, _ uses: Request.Change...) -> Layout {
        var layout = Layout()
        var entry = Self.region("half", named: region)
        entry.isExclusive = true
        entry.allowsDestroying = true
        entry.devices = uses.enumerated().map { index, use in
            var part = Layout.Part(
                Layout.Key(["regions", "half", "devices", "part\(index)"], at: .host),
                DeviceShape(.percent(100 / uses.count)), use)
            part.allowsDestroying = true
            return part
        }
        layout.regions = [entry]
        return layout
    }

    @Test func `divides a dynamic region, and leaves it so`() throws {
        var host = Inventory.divided
        let id = try #require(host.regions.first { $0.kind == .dynamic && $0.range != nil }).id
        for uses in [[Request.Change.devdax, .devdax], [.devdax], [.devdax, .disabled, .devdax, .disabled]] {
            var layout = Self.halves(of: "region\(id)")
            layout.regions[0].devices = uses.enumerated().map { index, use in
                var part = Layout.Part(
                    Layout.Key(["regions", "half", "devices", "part\(index)"], at: .host),
                    DeviceShape(.percent(100 / uses.count)), use)
                part.allowsDestroying = true
                return part
            }
            let plan = try Planner(host).plan(Request(layout, force: true))
            let machine = SimulatedHost(host)
            #expect(Executor(host: machine).run(plan, basis: host).failure == nil)
            host = machine.inventory
            #expect(host.devices.count { $0.name.region == id && $0.size != .zero } == uses.count)
            #expect(try Planner(host).plan(Request(layout)).steps.isEmpty)
        }
    }

    @Test func `finds the device that is as the part says among those of its size`() throws {
        var host = Inventory.sample
        let index = try #require(host.devices.firstIndex { $0.name == .hmem })
        let region = try #require(host.region(of: host.devices[index]))
        let half = ByteCount(rawValue: 1 << 30)
        let range = try #require(PhysicalRange(start: 64 << 30, size: half * 2))
        let regionIndex = try #require(host.regions.firstIndex { $0.path == region.path })
        (host.regions[regionIndex].range, host.regions[regionIndex].size) = (range, range.size)
        host.devices.removeAll { $0.regionPath == region.path }
        for number in 0..<2 {
            let name = DeviceName(region: region.id, device: number)
            let own = try #require(
                PhysicalRange(start: range.start + half.rawValue * UInt64(number), size: half))
            var device = DaxDevice(
                name: name, path: DeviceModel.bus.path(of: name, in: region.path), size: half,
                align: ByteCount(rawValue: 2 << 20), targetNode: region.targetNode
            ).withRanges([own])
            device.driver = .kmem
            device.blocks = own.wholeBlocks(of: Inventory.sampleBlockSize).map {
                MemoryBlock(index: $0, state: .online, zone: number == 0 ? .movable : .normal)
            }
            host.put(device)
        }
        var entry = Self.region("half", named: "region\(region.id)")
        entry.devices = [("a", .kernel), ("b", .movable)].map { (name: String, zone: MemoryZone) in
            Layout.Part(
                Layout.Key(["regions", "half", "devices", name], at: .host), DeviceShape(.size(half)),
                .systemRAM(zone))
        }
        var layout = Layout()
        layout.regions = [entry]
        #expect(try Planner(host).plan(Request(layout)).steps.isEmpty)
    }

    // MARK: What does not fit

    @Test func `says of each entry what does not fit the host`() {
        var layout = Layout()
        var match = Layout.Match()
        match.provider = .cxl
        match.targetNode = 77
        layout.devices = [Layout.Device(Layout.Key(["devices", "none"], at: .host), match, .devdax)]
        match.targetNode = nil
        match.provider = .pmem
        layout.devices.append(Layout.Device(Layout.Key(["devices", "several"], at: .host), match, .devdax))
        match.name = "dax0.0"
        layout.devices.append(Layout.Device(Layout.Key(["devices", "one"], at: .host), match, .devdax))
        layout.devices.append(Layout.Device(Layout.Key(["devices", "same"], at: .host), match, .disabled))
        layout.regions = [Self.region("gone", named: "region77")]
        let refusal = #expect(throws: Refusal.self) {
            try Planner(.sample).plan(Request(layout, force: true))
        }
        #expect(
            refusal?.findings.map { "\($0.entry.map(\.name) ?? "") \($0.code.rawValue)" } == [
                "gone layout.no-match", "none layout.no-match", "same layout.same-object",
                "several layout.several-match",
            ])
    }
}
