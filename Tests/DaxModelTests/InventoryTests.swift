// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("Names")
struct NameTests {
    @Test(
        "of devices are strict",
        arguments: [
            "dax0", "dax0.", "dax.0", "dax0.0x", "dax00.1", "dax-1.0", "0.0", "dax0.0.0", "dax 0.0", "",
        ])
    func malformed(_ text: String) {
        #expect(DeviceName(text) == nil)
    }

    @Test("are ordered by number")
    func order() {
        let devices = ["dax10.0", "dax2.10", "dax2.9"].compactMap { DeviceName($0) }
        #expect(devices.sorted().map(\.description) == ["dax2.9", "dax2.10", "dax10.0"])
        let names = ["namespace10.0", "namespace2.1", "namespace2.0"].map { KernelName(rawValue: $0) }
        #expect(names.sorted().map(\.rawValue) == ["namespace2.0", "namespace2.1", "namespace10.0"])
    }
}

@Suite("Regions")
struct RegionTests {
    @Test("are found by what provides them, for several have one number", arguments: DeviceModel.allCases)
    func region(model: DeviceModel) throws {
        let host = model == .bus ? Inventory.sample : .classSample
        #expect(host.regions.map(\.id) == [0, 0, 2])
        for (name, provider) in [(DeviceName.pmem, "dax0.1"), (.otherPmem, "dax0.0"), (.hmem, "hmem.0")] {
            let device = try #require(host.device(name))
            #expect(host.region(of: device)?.providerDevice == provider[...])
        }
        let stranger = DaxDevice(name: .pmem, path: "/sample/region0/dax0.2/dax0.0")
        #expect(host.region(of: stranger) == nil)
    }

    @Test("are the same for a device under either model")
    func models() throws {
        let device = try #require(Inventory.sample.device(.pmem))
        let shown = device.shown(under: .class)
        #expect(shown.path == "/sample/region0/dax0.1/dax/dax0.0" && shown.model == .class)
        #expect(shown.regionPath == device.regionPath)
        #expect(shown.shown(under: .bus) == device)
    }
}

@Suite("Sizes and blocks")
struct RangeTests {
    private let block = ByteCount(rawValue: 0x800_0000)

    @Test(
        "Only whole blocks inside a range count",
        arguments: [
            (0x1_0420_0000, 0x1_ffff_ffff, 33..<64), (0x1_0000_0000, 0x1_07ff_ffff, 32..<33),
            (0x1_0000_0001, 0x1_07ff_ffff, 0..<0), (0x1_0000_0000, 0x1_07ff_fffe, 0..<0),
        ] as [(UInt64, UInt64, Range<BlockNumber>)])
    func wholeBlocks(start: UInt64, end: UInt64, expected: Range<BlockNumber>) throws {
        let range = try #require(PhysicalRange(start: start, end: end))
        #expect(range.wholeBlocks(of: block) == expected)
    }

    @Test("A range that is none is refused")
    func noRange() {
        #expect(PhysicalRange(start: 2, end: 1) == nil)
        #expect(PhysicalRange(start: 0, end: .max) == nil)
    }

    @Test("Blocks at the very end of the address space do not overflow")
    func lastBlock() throws {
        let range = try #require(PhysicalRange(start: 1, end: .max))
        #expect(range.wholeBlocks(of: block).upperBound == BlockNumber(rawValue: 1 << 37))
        #expect(range.wholeBlocks(of: .zero).isEmpty)
    }

    @Test(
        "Sizes read well",
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (4_225_761_280, "3.94 GiB"), (62 << 20, "62 MiB"),
        ]
            as [(UInt64, String)])
    func sizes(bytes: UInt64, text: String) {
        #expect(ByteCount(rawValue: bytes).description == text)
    }
}

@Suite("Devices of an inventory")
struct DevicesTests {
    @Test("are found and put by name, each once and in order", arguments: 0..<6)
    func order(count: Int) throws {
        var inventory = Inventory(kernel: KernelRelease(rawValue: "6.12.0"))
        let names = (0..<count).map { DeviceName(region: RegionNumber(rawValue: $0 / 2), device: $0 % 2 * 2) }
        for name in names.reversed() + names { inventory.put(DaxDevice(name: name, path: "", size: .zero)) }
        #expect(inventory.devices.map(\.name) == names)
        for name in names {
            inventory.put(DaxDevice(name: name, path: "", size: ByteCount(rawValue: 1)))
            #expect(inventory.device(name)?.size == ByteCount(rawValue: 1))
            #expect(inventory.device(DeviceName(region: name.region, device: name.device + 1)) == nil)
        }
        #expect(inventory.devices.map(\.name) == names)
    }
}

@Suite("The order of block writes")
struct BlockOrderTests {
    @Test("online: the lowest, top-down, the second-lowest last", arguments: 0...6)
    func online(count: Int) {
        let order = BlockOrder.online(Array(0..<count))
        #expect(order.sorted() == Array(0..<count))
        if count > 2 { #expect(order.first == 0 && order.last == 1) }
    }

    @Test("offline: the second-lowest, top-down, the lowest last", arguments: 0...6)
    func offline(count: Int) {
        let order = BlockOrder.offline(Array(0..<count))
        #expect(order.sorted() == Array(0..<count))
        if count > 1 { #expect(order.first == 1 && order.last == 0) }
    }
}
