// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

private func plan(_ request: Request, on inventory: Inventory = .cut) throws(Refusal) -> Plan {
    try Planner(inventory).plan(request)
}

private func actions(_ request: Request, on inventory: Inventory = .cut) throws(Refusal) -> [Action] {
    try plan(request, on: inventory).steps.map(\.action)
}

/// Why a request is refused; each reason names the way out.
private func refusal(_ request: Request, on inventory: Inventory = .cut) -> Refusal.Reason? {
    do throws(Refusal) {
        _ = try plan(request, on: inventory)
        return nil
    } catch {
        return error.reasons.first
    }
}

private func size(blocks: UInt64) -> DeviceShape.Extent {
    .size(ByteCount(rawValue: blocks * Inventory.sampleBlockSize.rawValue))
}

private func blocks(_ indexes: Range<Int>) -> PhysicalRange { Inventory.blocks(indexes) }

private let page = ByteCount(rawValue: 4096)
private let small = ByteCount(rawValue: 2 << 20)
private let large = ByteCount(rawValue: 1 << 30)
private let inside = DeviceName(region: 2, device: 1)
private let made = DeviceName(region: 2, device: 2)
private let behind = DeviceName(region: 2, device: 3)

@Suite("A new device")
struct CreationTests {
    private func create(
        _ extent: DeviceShape.Extent, align: ByteCount? = nil, then change: Request.Change = .devdax,
        in region: Int? = nil
    ) -> Request {
        Request(
            selection: DeviceSelection(names: nil, region: region),
            change: .created(DeviceShape(extent, align: align), then: change))
    }

    @Test("gets the first free name and its ranges one by one, while no driver is offered it")
    func steps() throws {
        #expect(
            try actions(create(size(blocks: 10))) == [
                .setting(.setAutoprobe(.dax, false)), .device(made, .create),
                .device(made, .map(blocks(35..<37), after: [])),
                .device(made, .map(blocks(39..<47), after: [blocks(35..<37)])),
                .device(made, .bind(.deviceDax, bystanders: [])), .setting(.setAutoprobe(.dax, true)),
            ])
        let device = try #require(try plan(create(size(blocks: 10))).devices.first)
        #expect(device.ranges == [])
        #expect(device.goal.ranges == [blocks(35..<37), blocks(39..<47)])
        #expect(device.notes.first?.hasPrefix("it will lie in 2 ranges: 256 MiB at 0x118000000") == true)
    }

    @Test("becomes system RAM under a policy that is held, with the zone that was asked for")
    func systemRAM() throws {
        var host = Inventory.cut
        host.autoOnline = .online
        #expect(
            try actions(create(size(blocks: 1), then: .systemRAM(.kernel)), on: host) == [
                .setting(.load(.kmem)), .setting(.setAutoOnline(.offline)),
                .setting(.setAutoprobe(.dax, false)), .device(made, .create),
                .device(made, .map(blocks(35..<36), after: [])), .device(made, .bind(.kmem, bystanders: [])),
                .setting(.setAutoprobe(.dax, true)), .setting(.setAutoOnline(.online)),
                .block(35, .online(.kernel)),
            ])
    }

    @Test("is aligned as its region, or before it has ranges when that is larger than asked for")
    func alignment() throws {
        #expect(
            try actions(create(size(blocks: 8), align: large)).dropFirst(2).prefix(2) == [
                .device(made, .map(blocks(40..<48), after: [])), .device(made, .setAlign(large)),
            ])
        #expect(
            try actions(create(size(blocks: 1), align: page)).dropFirst(2).prefix(2) == [
                .device(made, .setAlign(page)), .device(made, .map(blocks(35..<36), after: [])),
            ])
    }

    @Test("is made of one that is there without memory, which is aligned as the region again")
    func idle() throws {
        var host = Inventory.cut
        host.put(try #require(host.device(behind)).withRanges([]))
        host = host.with(behind) {
            $0.driver = nil
            $0.align = page
        }
        #expect(
            try actions(create(size(blocks: 1)), on: host) == [
                .device(behind, .map(blocks(35..<36), after: [])), .device(behind, .setAlign(small)),
                .device(behind, .bind(.deviceDax, bystanders: [])),
            ])
    }

    @Test("takes a share of what is free, rounded down")
    func share() throws {
        #expect(
            try plan(create(.percent(50))).devices.first?.goal.ranges?.size == ByteCount(rawValue: 704 << 20))
        #expect(
            try plan(create(.percent(33))).devices.first?.goal.ranges?.size == ByteCount(rawValue: 464 << 20))
        #expect(try plan(create(.maximum)).devices.first?.goal.ranges == [blocks(35..<37), blocks(39..<48)])
    }

    @Test("takes just the ranges that it is given, in their order")
    func ranges() throws {
        let ranges = [blocks(40..<41), blocks(36..<37)]
        #expect(try plan(create(.ranges(ranges))).devices.first?.goal.ranges == ranges)
        #expect(
            refusal(create(.ranges([blocks(34..<36)])))?.problem
                == "no device can be made in region 2: the range 0x110000000-0x11fffffff belongs to dax2.0 in part or whole"
        )
        #expect(
            refusal(create(.ranges([blocks(47..<49)])))?.problem.contains("does not lie in region 2") == true)
        #expect(
            refusal(create(.ranges([blocks(40..<42), blocks(41..<43)])))?.problem.contains("asked for twice")
                == true)
        let odd = try #require(PhysicalRange(start: blocks(40..<41).start + 4096, end: blocks(40..<41).end))
        #expect(refusal(create(.ranges([odd])))?.problem.contains("multiples of 2 MiB") == true)
    }

    @Test(
        "is refused with the way out",
        arguments: [
            (size(blocks: 12), nil, "--size 1408M is the most that there can be"),
            (.size(ByteCount(rawValue: 3 << 20)), nil, "the nearest that fit: 2M, 4M"),
            (.size(ByteCount(rawValue: 1500 << 20)), large, "the nearest that fit: 1G"),
            (.size(ByteCount(rawValue: 1 << 20)), nil, "the nearest that fit: 2M"),
            (.maximum, ByteCount(rawValue: 8192), "it knows 4K, 2M, 1G"), (.percent(1), large, "--size 1G"),
        ] as [(DeviceShape.Extent, ByteCount?, String)])
    func refusals(extent: DeviceShape.Extent, align: ByteCount?, remedy: String) {
        let reason = refusal(create(extent, align: align))
        #expect(reason?.remedy == remedy)
        #expect(reason?.device == nil)
        #expect(reason?.problem.hasPrefix("no device can be made in region 2: ") == true)
    }

    @Test("says how much is free where, and what of it fits")
    func noRoom() {
        #expect(
            refusal(create(.size(ByteCount(rawValue: 2 << 30)), align: large))?.problem
                == "no device can be made in region 2: there is no room for 2G: 1.38 GiB of region 2 is free in "
                + "2 holes, the largest of 1.13 GiB, and 1 GiB of that fits an alignment of 1 GiB")
        var full = Inventory.cut
        full.put(
            DaxDevice(name: made, path: "/sample/hmem.0/\(made)", driver: .deviceDax).withRanges(
                [35..<37, 39..<48].map(blocks)))
        #expect(refusal(create(.maximum), on: full)?.problem.hasSuffix("nothing of region 2 is free") == true)
    }

    @Test("is refused in a region of fixed size, and where several could serve")
    func regions() throws {
        #expect(
            refusal(create(.maximum, in: 0))?.problem == "region 0 is static: it is one device of fixed size")
        #expect(refusal(create(.maximum, in: 7))?.kind == .notFound)
        var two = Inventory.cut
        var other = try #require(two.region(2))
        other.id = 4
        other.path = "/sample/hmem.1"
        other.range = blocks(160..<162)
        two.regions.append(other)
        let reason = refusal(create(.maximum), on: two)
        #expect(reason?.problem.hasPrefix("2 regions could serve: 2 (hmem, ") == true)
        #expect(reason?.remedy == "name one of them with --region")
        #expect(
            try plan(create(.maximum, in: 4), on: two).devices.first?.name == DeviceName(region: 4, device: 0)
        )
        #expect(try plan(create(size(blocks: 5)), on: two).devices.first?.name == made, "only one has room")
        var none = Inventory.cut
        none.regions.removeAll { $0.kind == .dynamic }
        #expect(refusal(create(.maximum), on: none)?.problem.contains("no dynamic dax region") == true)
    }

    @Test("is refused as system RAM where no range holds a whole memory block")
    func tooSmall() {
        #expect(
            refusal(create(.size(small), then: .systemRAM(nil)))?.problem.contains(
                "fills a whole memory block") == true)
    }

    @Test("is refused where it is not known what is free")
    func unknown() {
        var host = Inventory.cut
        host.regions[2].range = nil
        #expect(refusal(create(.maximum), on: host)?.problem.contains("is not known") == true)
    }
}

@Suite("Another shape")
struct ReshapingTests {
    private func reshape(
        _ extent: DeviceShape.Extent?, align: ByteCount? = nil, then change: Request.Change? = nil,
        _ name: DeviceName = .hmem, force: Bool = false
    ) -> Request {
        Request(.reshaped(DeviceShape(extent, align: align), then: change), name, force: force)
    }

    @Test("comes between the two drivers, and each step is undone by its opposite")
    func steps() throws {
        let steps = try plan(reshape(size(blocks: 4), then: .systemRAM(nil))).steps
        #expect(
            steps.map(\.action).dropFirst() == [
                .device(.hmem, .unbind(.deviceDax, blocks: [])),
                .device(.hmem, .unmap(blocks(34..<35), after: [blocks(32..<33)])),
                .device(.hmem, .map(blocks(34..<37), after: [blocks(32..<33)])),
                .device(.hmem, .bind(.kmem, bystanders: [])),
                .block(32, .online(.movable)), .block(36, .online(.movable)), .block(35, .online(.movable)),
                .block(34, .online(.movable)),
            ])
        #expect(steps[1].requires == [.unused(.hmem)])
        #expect(
            steps[2...4].map(\.undo) == [
                .action(.device(.hmem, .map(blocks(34..<35), after: [blocks(32..<33)]))),
                .action(.device(.hmem, .unmap(blocks(34..<37), after: [blocks(32..<33)]))),
                .action(.device(.hmem, .unbind(.kmem, blocks: [32, 34, 35, 36]))),
            ])
    }

    @Test("brings memory back online where it was, on all blocks")
    func memory() throws {
        let host = Inventory.cut.inKmem(.hmem, online: .normal)
        #expect(
            try actions(reshape(size(blocks: 3), force: true), on: host) == [
                .block(34, .offline), .block(32, .offline), .device(.hmem, .unbind(.kmem, blocks: [32, 34])),
                .device(.hmem, .unmap(blocks(34..<35), after: [blocks(32..<33)])),
                .device(.hmem, .map(blocks(34..<36), after: [blocks(32..<33)])),
                .device(.hmem, .bind(.kmem, bystanders: [])),
                .block(32, .online(.kernel)), .block(35, .online(.kernel)), .block(34, .online(.kernel)),
            ])
        let offline = try plan(reshape(size(blocks: 3)), on: Inventory.cut.inKmem(.hmem, online: nil))
        #expect(offline.devices.first?.goal.memory == .offline)
    }

    @Test("is refused without force while memory is online, and where something stored would go")
    func losses() throws {
        let online = Inventory.cut.inKmem(.hmem, online: .movable)
        #expect(refusal(reshape(size(blocks: 3)), on: online)?.kind == .loss)
        #expect(
            refusal(reshape(size(blocks: 1)))
                == .init(
                    .loss, device: .hmem, "what is stored in 128 MiB of its memory would be gone",
                    remedy: "--force gives it up"))
        #expect(
            try plan(reshape(size(blocks: 1), force: true)).devices.first?.losses
                == [.contents(Inventory.sampleBlockSize)])
        #expect(try plan(reshape(size(blocks: 3))).devices.first?.losses == [], "growing keeps all")
        let used = Inventory.cut.with(.hmem) {
            $0.users = [DeviceUser(pid: 7, command: "db", uses: [.mapped])]
        }
        #expect(refusal(reshape(size(blocks: 3)), on: used)?.kind == .loss)
        #expect(refusal(Request(.destroyed, .hmem))?.kind == .loss)
        #expect(refusal(Request(.destroyed, .hmem), on: Inventory.cut.inKmem(.hmem, online: nil)) == nil)
    }

    @Test("aligns smaller before, larger after the ranges change")
    func alignment() throws {
        func shape(_ request: Request) throws -> [Action] {
            try actions(request).filter {
                if case .device(_, .bind) = $0 {
                    false
                } else if case .device(_, .unbind) = $0 {
                    false
                } else {
                    true
                }
            }
        }
        #expect(try shape(reshape(nil, align: page)) == [.device(.hmem, .setAlign(page))])
        #expect(
            try shape(reshape(size(blocks: 1), align: page, behind, force: true)) == [
                .device(behind, .setAlign(page)), .device(behind, .unmap(blocks(37..<39), after: [])),
                .device(behind, .map(blocks(37..<38), after: [])),
            ])
        let alone = Inventory.cut.with(behind) { $0 = $0.withRanges([blocks(40..<44)]) }
        #expect(
            try actions(reshape(size(blocks: 8), align: large, behind), on: alone).dropFirst().dropLast() == [
                .device(behind, .unmap(blocks(40..<44), after: [])),
                .device(behind, .map(blocks(40..<48), after: [])),
                .device(behind, .setAlign(large)),
            ])
        #expect(refusal(reshape(nil, align: large))?.problem.contains("multiples of 1 GiB") == true)
    }

    @Test("takes nothing when all is as asked")
    func unchanged() throws {
        let same = try plan(reshape(size(blocks: 2), align: small))
        #expect(same.steps.isEmpty && same.devices.first?.isUnchanged == true)
        #expect(
            try actions(reshape(size(blocks: 2), then: .disabled)) == [
                .device(.hmem, .unbind(.deviceDax, blocks: []))
            ]
        )
    }

    @Test("of several devices is planned one after the other")
    func several() throws {
        let plan = try plan(Request(.reshaped(DeviceShape(size(blocks: 4)), then: nil), inside, behind))
        #expect(
            plan.devices.map(\.goal.ranges) == [
                [blocks(33..<34), blocks(39..<42)], [blocks(37..<39), blocks(35..<37)],
            ])
        #expect(refusal(Request(.reshaped(DeviceShape(size(blocks: 8)), then: nil), inside, behind)) != nil)
    }

    @Test("to nothing leaves the device, without memory and without driver")
    func emptying() throws {
        let idle = Inventory.cut.with(.hmem) { $0.driver = nil }
        #expect(refusal(reshape(.nothing), on: idle)?.kind == .loss)
        let emptied = try plan(reshape(.nothing, force: true), on: idle)
        #expect(
            emptied.steps.map(\.action) == [
                .device(.hmem, .unmap(blocks(34..<35), after: [blocks(32..<33)])),
                .device(.hmem, .unmap(blocks(32..<33), after: [])),
            ])
        #expect(emptied.devices.map(\.goal) == [.init(driver: nil, memory: .any, ranges: [])])
        let lost = ByteCount(rawValue: 2 * Inventory.sampleBlockSize.rawValue)
        #expect(emptied.devices.first?.losses == [.contents(lost)])
        let empty = idle.with(.hmem) { $0 = $0.withRanges([]) }
        #expect(try plan(reshape(.nothing), on: empty).devices.first?.isUnchanged == true)
        #expect(refusal(reshape(.nothing))?.remedy == "'daxshift disable-device dax2.0' first")
    }

    @Test("of an odd device is refused, for it could not get its ranges back")
    func odd() {
        let host = Inventory.cut.with(.hmem) { $0.align = large }
        #expect(refusal(reshape(size(blocks: 8)), on: host)?.device == .hmem)
        #expect(
            refusal(Request(.destroyed, .hmem, force: true), on: host)?.remedy
                == "'daxshift reconfigure-device --align 2M dax2.0' first")
        #expect(refusal(reshape(nil, align: small), on: host) == nil)
    }

    @Test("is refused with the way out")
    func refusals() {
        #expect(refusal(reshape(.size(.zero)))?.remedy == "'daxshift destroy-device dax2.0' destroys it")
        #expect(refusal(reshape(size(blocks: 1), .pmem))?.problem.hasPrefix("region 0 is static") == true)
        #expect(
            refusal(reshape(size(blocks: 14)))?.remedy == "--size 1664M is the most that there can be")
        let stuck = Inventory.cut.with(.hmem) {
            $0.driver = nil
            $0.leakedRanges = [blocks(32..<33)]
        }
        #expect(refusal(reshape(size(blocks: 3)), on: stuck)?.remedy == "only a reboot frees it")
        #expect(
            refusal(Request(.destroyed, .hmem, force: true), on: stuck)?.remedy == "only a reboot frees it")
    }

    @Test("of none at all destroys, from the last range to the first, and keeps the region's first device")
    func destruction() throws {
        #expect(
            try actions(Request(.destroyed, .hmem, force: true)) == [
                .device(.hmem, .unbind(.deviceDax, blocks: [])),
                .device(.hmem, .unmap(blocks(34..<35), after: [blocks(32..<33)])),
                .device(.hmem, .unmap(blocks(32..<33), after: [])),
            ])
        let steps = try plan(Request(.destroyed, behind, force: true)).steps
        #expect(
            steps.last
                == Step(
                    device: behind, action: .device(behind, .delete), undo: .action(.device(behind, .create)))
        )
        let paged = Inventory.cut.with(inside) { $0.align = page }
        #expect(
            try actions(Request(.destroyed, inside, force: true), on: paged).suffix(2) == [
                .device(inside, .setAlign(small)), .device(inside, .delete),
            ], "made again, it would not be aligned as it was")
        let all = try plan(Request(.destroyed, force: true))
        #expect(all.devices.map(\.name) == [.hmem, inside, behind])
        #expect(all.devices.first?.notes.first?.hasPrefix("the kernel keeps it") == true)
        var idle = Inventory.cut
        idle.devices = idle.devices.filter { $0.name == .hmem }.map { $0.withRanges([]) }
        idle = idle.with(.hmem) { $0.driver = nil }
        #expect(try plan(Request(.destroyed, .hmem), on: idle).devices.first?.isUnchanged == true)
        #expect(refusal(Request(.destroyed), on: idle)?.kind == .notFound)
    }
}
