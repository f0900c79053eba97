// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("How two inventories differ")
struct InventoryChangeTests {
    @Test("the same host has not changed")
    func same() {
        #expect(Inventory.cut.changes(since: .cut).isEmpty)
    }

    @Test("a device in other hands")
    func driver() {
        let changes = Inventory.sample.inKmem(.pmem, online: .movable).changes(since: .sample)
        let device = ObjectReference.device(.pmem)
        let blocks = (65..<72).map { MemoryBlock(index: $0, state: .online, zone: .movable) }
        #expect(
            changes == [
                .changed(device, .driver, from: .text("device_dax"), to: .text("kmem")),
                .changed(device, .blocks, from: .blocks([]), to: .blocks(blocks)),
                .changed(
                    .setting(.module(.kmem)), .value, from: .text("loadable"), to: .text("loaded")),
            ])
    }

    @Test("what is there and what is gone")
    func comingAndGoing() {
        var host = Inventory.sample
        let old = host.devices.remove(at: 0)
        var new = old
        new.name = DeviceName(region: 7, device: 0)
        host.put(new)
        #expect(host.changes(since: .sample) == [.added(.device(new.name)), .removed(.device(old.name))])
    }

    /// Each has one field that differs.
    @Test("each kind of object and setting is compared")
    func kinds() {
        var host = Inventory.sample
        let name = KernelName(rawValue: "x0")
        host.namespaces = [Namespace(name: name, region: name, mode: "devdax", isEnabled: true)]
        host.nvdimmRegions = [NvdimmRegion(name: name, bus: name, isEnabled: true)]
        host.dimms = [Dimm(name: name, bus: name, isEnabled: true)]
        host.nodes = [Node(id: 1)]
        host.nextBoot = NextBoot(file: .absent, statements: [], initramfs: nil)
        func change(_ body: (inout Inventory) -> Void) -> [InventoryChange] {
            var other = host
            body(&other)
            return other.changes(since: host)
        }
        #expect(
            change { $0.namespaces[0].uuid = "u" }
                == [.changed(.namespace(name), .uuid, from: .text(nil), to: .text("u"))])
        #expect(
            change { $0.nvdimmRegions[0].badSectors = [BadSectors(offset: 1, length: 2)] } == [
                .changed(
                    .nvdimmRegion(name), .badRanges, from: .sectors([]),
                    to: .sectors([BadSectors(offset: 1, length: 2)]))
            ])
        #expect(
            change { $0.dimms[0].isEnabled = false }
                == [.changed(.dimm(name), .isEnabled, from: .flag(true), to: .flag(false))])
        func changed(_ field: InventoryChange.Field, to value: InventoryChange.Value) -> [InventoryChange] {
            let from: InventoryChange.Value =
                switch value {
                case .text: .text(nil)
                case .size: .size(nil)
                case .ranges: .ranges([])
                default: .number(nil)
                }
            return [.changed(.namespace(name), field, from: from, to: value)]
        }
        let size = ByteCount(rawValue: 512)
        #expect(change { $0.namespaces[0].labelUUID = "u" } == changed(.labelUUID, to: .text("u")))
        #expect(change { $0.namespaces[0].altName = "a" } == changed(.altName, to: .text("a")))
        #expect(change { $0.namespaces[0].rawSize = size } == changed(.rawSize, to: .size(size)))
        #expect(change { $0.namespaces[0].sectorSize = size } == changed(.sectorSize, to: .size(size)))
        #expect(change { $0.namespaces[0].holderClass = .pfn } == changed(.holderClass, to: .text("pfn")))
        #expect(change { $0.namespaces[0].map = .device } == changed(.map, to: .text("dev")))
        let range = Inventory.blocks(1..<2)
        #expect(change { $0.namespaces[0].range = range } == changed(.ranges, to: .ranges([range])))
        #expect(
            change { $0.dimms[0].flags = ["label"] }
                == [.changed(.dimm(name), .flags, from: .text(""), to: .text("label"))])
        #expect(
            change { $0.dimms[0].freeSlots = 3 }
                == [.changed(.dimm(name), .freeSlots, from: .number(nil), to: .number(3))])
        #expect(
            change { $0.nodes[0].tier = 4 } == [.changed(.node(1), .tier, from: .number(nil), to: .number(4))]
        )
        #expect(
            change { $0.regions[0].range = Inventory.blocks(1..<2) } == [
                .changed(
                    .daxRegion(path: host.regions[0].path), .ranges, from: .ranges([]),
                    to: .ranges([Inventory.blocks(1..<2)]))
            ])
        #expect(
            change { $0.autoOnline = .online } == [
                .changed(.setting(.autoOnline), .value, from: .text("offline"), to: .text("online"))
            ])
        #expect(
            change { $0.ndDriversAutoprobe = false } == [
                .changed(.setting(.autoprobe(.nd)), .value, from: .flag(true), to: .flag(false))
            ])
        #expect(
            change { $0.nextBoot?.file = .link("/a") } == [
                .changed(.setting(.modprobe), .value, from: .file(.absent), to: .file(.link("/a")))
            ])
        host.hostSettings = Inventory.tiered.hostSettings
        #expect(
            change { $0.hostSettings?.demotion = true } == [
                .changed(.setting(.demotion), .value, from: .flag(false), to: .flag(true))
            ])
        #expect(
            change { $0.hostSettings?.numaBalancing = 2 } == [
                .changed(.setting(.numaBalancing), .value, from: .number(1), to: .number(2))
            ])
        #expect(
            change { $0.hostSettings?.interleave?.isAutomatic = false } == [
                .changed(
                    .setting(.weights), .value, from: .text("automatic"),
                    to: .text("10 for node0, 21 for node4"))
            ])
        #expect(change { $0.memory = HostMemory(pageSize: .zero) }.isEmpty)
    }
}
