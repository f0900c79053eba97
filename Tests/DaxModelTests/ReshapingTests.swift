// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

private func plan(_ request: Request, on inventory: Inventory = .cut) throws(Refusal) -> Plan {
    try Planner(inventory).plan(request)
}

private func actions(_ request: Request, on inventory: Inventory = .cut) throws(Refusal) -> [Action] {
    try plan(request, on: inventory).steps.map(\.action)
}

/// The first reason why a request is refused.
private func refusal(_ request: Request, on inventory: Inventory = .cut) -> Finding? {
    do throws(Refusal) {
        _ = try plan(request, on: inventory)
        return nil
    } catch {
        return error.findings.first
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
        _ extent: DeviceShape.Extent, at start: UInt64? = nil, align: ByteCount? = nil,
        then change: Request.Change = .devdax, in region: RegionNumber? = nil
    ) -> Request {
        Request(
            selection: DeviceSelection(names: nil, regions: region.map { [$0] } ?? []),
            change: .created(DeviceShape(extent, at: start, align: align), then: change))
    }

    @Test("the policy is put back only once the device is back in kmem in its shape")
    func policyWaitsForShape() throws {
        var host = Inventory.cut.inKmem(.hmem, online: .movable)
        host.autoOnline = .online
        let shape = DeviceShape(nil, align: ByteCount(rawValue: 4096))
        let plan = try Planner(host).plan(Request(.reshaped(shape, then: nil), .hmem, force: true))
        let device = try #require(host.device(.hmem))
        let hold = try #require(plan.steps.first { $0.action == .setting(.setAutoOnline(.offline)) })
        #expect(
            hold.undoRequires == [
                .device(.hmem, .driver(.kmem)), .device(.hmem, .ranges(device.ranges)),
                .device(.hmem, .align(ByteCount(rawValue: 2 << 20))),
            ])
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
        #expect(device.identity.ranges == [])
        #expect(device.goal.ranges == [blocks(35..<37), blocks(39..<47)])
        #expect(
            device.notes.map(\.cause) == [.device(.severalRanges([blocks(35..<37), blocks(39..<47)]))])
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
            refusal(create(.ranges([blocks(34..<36)])))
                == Finding(
                    .shape(.rangeTaken(blocks(34..<36), by: .hmem), region: 2), about: region,
                    remedies: .showRegion(2)))
        #expect(
            refusal(create(.ranges([blocks(47..<49)])))?.cause
                == .shape(
                    .rangeOutside(blocks(47..<49), region: Inventory.cut.region(2)?.range), region: 2))
        #expect(
            refusal(create(.ranges([blocks(40..<42), blocks(41..<43)])))?.cause
                == .shape(.rangeTwice(blocks(41..<43)), region: 2))
        let odd = try #require(PhysicalRange(start: blocks(40..<41).start + 4096, end: blocks(40..<41).end))
        #expect(
            refusal(create(.ranges([odd])))?.cause
                == .shape(.misalignedRange(odd, granule: small), region: 2))
    }

    @Test(
        "is refused with the way out",
        arguments: [
            (size(blocks: 12), nil, .shapeNoRoom, .largestSize(ByteCount(rawValue: 1408 << 20))),
            (
                .size(ByteCount(rawValue: 3 << 20)), nil, .shapeUnevenSize,
                .sizes([small, ByteCount(rawValue: 4 << 20)])
            ),
            (.size(ByteCount(rawValue: 1500 << 20)), large, .shapeUnevenSize, .sizes([large])),
            (.size(ByteCount(rawValue: 1 << 20)), nil, .shapeUnevenSize, .sizes([small])),
            (.maximum, ByteCount(rawValue: 8192), .shapeUnknownAlignment, .alignments([page, small, large])),
            (.percent(1), large, .shapeShareTooSmall, .leastSize(large)),
            (.size(.zero), nil, .shapeZeroSize, .sizes([small])),
            (.size(.zero), large, .shapeZeroSize, .sizes([large])),
        ] as [(DeviceShape.Extent, ByteCount?, Finding.Code, Finding.Remedy)])
    func refusals(
        extent: DeviceShape.Extent, align: ByteCount?, code: Finding.Code, remedy: Finding.Remedy
    ) {
        let finding = refusal(create(extent, align: align))
        #expect(finding?.code == code)
        #expect(finding?.remedies == [remedy])
        #expect(finding?.object == region)
    }

    /// The region in which devices are made.
    private let region = Inventory.cut.region(2).map { ObjectReference.daxRegion(path: $0.path) }

    @Test("says how much is free where, and what of it fits")
    func noRoom() {
        #expect(
            refusal(create(.size(ByteCount(rawValue: 2 << 30)), align: large))?.cause
                == .shape(
                    .noRoom(
                        ByteCount(rawValue: 2 << 30),
                        Finding.Vacancy(
                            holes: [blocks(35..<37).size, blocks(39..<48).size], usable: large, align: large)),
                    region: 2))
        var full = Inventory.cut
        full.put(
            DaxDevice(name: made, path: "/sample/hmem.0/\(made)", driver: .deviceDax).withRanges(
                [35..<37, 39..<48].map(blocks)))
        #expect(
            refusal(create(.maximum), on: full)
                == Finding(
                    .shape(.full, region: 2), about: region, remedies: .showRegion(2),
                    .makeRoom([.hmem, inside, made, behind])))
        let uneven = DeviceShape.Extent.size(ByteCount(rawValue: 3 << 20))
        #expect(refusal(create(uneven), on: full) == refusal(create(.maximum), on: full))
        let zero = refusal(create(.size(.zero)), on: full)
        #expect(zero?.cause == .shape(.zeroSize, region: 2) && zero?.remedies == [.showRegion(2)])
        let nearlyFull = full.with(made) { $0 = $0.withRanges([blocks(39..<48)]) }
        #expect(refusal(create(uneven, align: large), on: nearlyFull)?.code == .shapeNoRoom)
        var alone = full
        alone.devices.removeAll { $0.name.region == 2 && $0.name != .hmem }
        alone = alone.with(.hmem) { $0 = $0.withRanges([blocks(32..<48)]) }
        let larger = Request(.reshaped(DeviceShape(size(blocks: 17)), then: nil), .hmem)
        #expect(
            refusal(larger, on: alone)
                == Finding(.shape(.full, region: 2), about: .device(.hmem), remedies: .showRegion(2)))
    }

    @Test("is refused in a region of fixed size, and where several could serve")
    func regions() throws {
        #expect(
            refusal(create(.maximum, in: 0))
                == Finding(.shape(.isStatic, region: 0), remedies: .changeNamespace))
        #expect(refusal(create(.maximum, in: 7))?.code == .requestNoRegion)
        var two = Inventory.cut
        var other = try #require(two.region(2))
        other.id = 4
        other.path = "/sample/hmem.1"
        other.range = blocks(160..<162)
        two.regions.append(other)
        let finding = try #require(refusal(create(.maximum), on: two))
        guard case .request(.severalRegions(let candidates)) = finding.cause else {
            Issue.record("\(finding)")
            return
        }
        #expect(candidates.map(\.region) == [2, 4])
        #expect(candidates.map(\.provider) == [.hmem, .hmem])
        #expect(finding.remedies == [.chooseRegion])
        #expect(
            try plan(create(.maximum, in: 4), on: two).devices.first?.name == DeviceName(region: 4, device: 0)
        )
        #expect(try plan(create(size(blocks: 5)), on: two).devices.first?.name == made, "only one has room")
        var none = Inventory.cut
        none.regions.removeAll { $0.kind == .dynamic }
        #expect(
            refusal(create(.maximum), on: none)
                == Finding(.request(.noDynamicRegion), remedies: .changeNamespace))
    }

    @Test("begins at the address that it is given, and ends before the next device")
    func address() throws {
        func ranges(_ request: Request) throws -> [PhysicalRange]? {
            try plan(request).devices.first?.goal.ranges
        }
        let start = blocks(41..<42).start
        #expect(try ranges(create(size(blocks: 2), at: start)) == [blocks(41..<43)])
        #expect(try ranges(create(.maximum, at: start)) == [blocks(41..<48)])
        #expect(
            try ranges(create(.percent(50), at: blocks(36..<37).start))?.map(\.size) == [
                ByteCount(rawValue: 64 << 20)
            ])
        let off = create(size(blocks: 2), at: start + (64 << 20), then: .systemRAM(nil)).fillingBlocks
        #expect(try ranges(off)?.first?.start == start + (64 << 20), "no other place is better")
    }

    @Test("is refused where it can't begin at the address, with the reason")
    func addressRefused() {
        func cause(_ extent: DeviceShape.Extent, _ start: UInt64, align: ByteCount? = nil) -> Finding? {
            refusal(create(extent, at: start, align: align))
        }
        let first = PhysicalRange(
            start: blocks(34..<35).start, end: blocks(34..<35).start + small.rawValue - 1)
        let taken = cause(.maximum, blocks(34..<35).start)
        #expect(taken?.cause == first.map { .shape(.rangeTaken($0, by: .hmem), region: 2) })
        for outside in [0, blocks(48..<49).start, 0 &- small.rawValue] {
            #expect(cause(size(blocks: 1), outside)?.code == .shapeRangeOutside)
        }
        let start = blocks(36..<37).start
        let odd = cause(size(blocks: 1), start + 4096)
        #expect(odd?.cause == .shape(.misalignedAddress(start + 4096, granule: small), region: 2))
        #expect(odd?.remedies == [.addresses([start, start + small.rawValue])])
        #expect(cause(.maximum, .max)?.remedies == [.showRegion(2)])
        #expect(cause(.maximum, start, align: large)?.code == .shapeMisalignedAddress)
        let long = cause(size(blocks: 2), start)
        #expect(
            long?.cause
                == .shape(
                    .noRoomAt(start, Inventory.sampleBlockSize * 2, free: Inventory.sampleBlockSize),
                    region: 2))
        #expect(long?.remedies == [.largestSize(Inventory.sampleBlockSize)])
        let most = ByteCount(rawValue: .max).roundedDown(to: small)
        #expect(cause(.size(most), start)?.code == .shapeNoRoomAt)
    }

    @Test("begins at an address up to the last possible one")
    func lastAddress() throws {
        var host = Inventory.cut
        let index = try #require(host.regions.firstIndex { $0.id == 2 })
        host.regions[index].range = PhysicalRange(start: blocks(32..<33).start, end: .max)
        let start = 0 &- small.rawValue
        let found = PhysicalRange(start: start, end: .max)
        for extent in [.maximum, .size(small)] as [DeviceShape.Extent] {
            #expect(
                try plan(create(extent, at: start), on: host).devices.first?.goal.ranges
                    == [found].compactMap(\.self))
        }
        let long = refusal(create(.size(ByteCount(rawValue: 4 << 20)), at: start), on: host)
        #expect(long?.cause == .shape(.noRoomAt(start, ByteCount(rawValue: 4 << 20), free: small), region: 2))
    }

    @Test("is refused as system RAM where no range holds a whole memory block")
    func tooSmall() {
        #expect(
            refusal(create(.size(small), then: .systemRAM(nil)))?.cause
                == .device(.noWholeBlock(small, blockSize: Inventory.sampleBlockSize)))
    }

    @Test(
        "begins at a memory block as system RAM where the request wants whole blocks",
        arguments: [(1, [36..<37]), (2, [39..<41]), (10, [36..<37, 39..<48])] as [(UInt64, [Range<Int>])])
    func wholeBlocks(count: UInt64, found: [Range<Int>]) throws {
        let host = Inventory.cutWithinBlock
        let request = create(size(blocks: count), then: .systemRAM(nil))
        let goal = try plan(request.fillingBlocks, on: host).devices.first?.goal
        #expect(goal?.ranges == found.map(blocks))
        let offline = create(size(blocks: count), then: .systemRAMOffline).fillingBlocks
        #expect(try plan(offline, on: host).devices.first?.goal.ranges == goal?.ranges)
    }

    @Test("begins at a memory block only as system RAM, and only where the request wants whole blocks")
    func firstFit() throws {
        let host = Inventory.cutWithinBlock
        let region = try #require(host.region(2))
        let hole = try #require(RegionLayout(of: region, devices: host.devices)?.holes.first)
        let end = hole.start + Inventory.sampleBlockSize.rawValue - 1
        let first = PhysicalRange(start: hole.start, end: end)
        let devdax = create(size(blocks: 1)).fillingBlocks
        #expect(try plan(devdax, on: host).devices.first?.goal.ranges == [first].compactMap(\.self))
        let refused = refusal(create(size(blocks: 1), then: .systemRAM(nil)), on: host)
        #expect(refused?.code == .deviceNoWholeBlock)
        #expect(refused?.remedies == [.largerDevice(blockSize: Inventory.sampleBlockSize)])
    }

    @Test("loses what fills no whole block, which is told")
    func remainder() throws {
        let request = create(.size(ByteCount(rawValue: 130 << 20)), then: .systemRAM(nil)).fillingBlocks
        let device = try #require(try plan(request, on: .cutWithinBlock).devices.first)
        let block = blocks(36..<37)
        #expect(
            device.goal.ranges
                == [PhysicalRange(start: block.start - (2 << 20), end: block.end)].compactMap(\.self))
        #expect(device.losses.contains(.alignment(small, blockSize: Inventory.sampleBlockSize)))
    }

    @Test(
        "is refused as system RAM where no place gives it a whole block, with what would",
        arguments: [
            (1 << 20, 64 << 20, [.sizes([Inventory.sampleBlockSize])]),
            (16, 128 << 20, [.showRegion(2), .makeRoom((0..<4).map { DeviceName(region: 2, device: $0) })]),
            (32, 1 << 30, [.modeWithoutBlocks]),
        ] as [(UInt64, UInt64, [Finding.Remedy])])
    func noBlock(factor: UInt64, bytes: UInt64, remedies: [Finding.Remedy]) {
        var host = Inventory.cutWithinBlock
        if factor < 1 << 20 { host.blockSize = Inventory.sampleBlockSize * factor }
        let request = create(.size(ByteCount(rawValue: bytes)), then: .systemRAM(nil)).fillingBlocks
        let finding = refusal(request, on: host)
        #expect(
            finding?.cause
                == .device(
                    .noWholeBlock(ByteCount(rawValue: bytes), blockSize: host.blockSize ?? .zero)))
        #expect(finding?.remedies == remedies)
    }

    @Test("lies in the region that has a whole block for it")
    func regionWithBlock() throws {
        var host = Inventory.cut
        var other = try #require(host.region(2))
        other.id = 4
        other.path = "/sample/hmem.1"
        other.range = PhysicalRange(start: (160 * 128 + 64) << 20, end: (161 * 128 + 64) << 20 - 1)
        host.regions.append(other)
        let request = create(size(blocks: 1), then: .systemRAM(nil))
        #expect(refusal(request, on: host)?.code == .requestSeveralRegions)
        #expect(try plan(request.fillingBlocks, on: host).devices.first?.name == made)
    }

    @Test("is refused where it is not known what is free")
    func unknown() {
        var host = Inventory.cut
        host.regions[2].range = nil
        #expect(refusal(create(.maximum), on: host)?.cause == .shape(.layoutUnknown, region: 2))
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
        #expect(steps[1].requires == [.device(.hmem, .unused)])
        #expect(
            steps[2...4].map(\.undo) == [
                .action(.device(.hmem, .map(blocks(34..<35), after: [blocks(32..<33)]))),
                .action(.device(.hmem, .unmap(blocks(34..<37), after: [blocks(32..<33)]))),
                .action(.device(.hmem, .unbind(.kmem, blocks: [32, 34, 35, 36]))),
            ])
    }

    @Test("grows by whole blocks as system RAM where the request wants them, and keeps what it has")
    func wholeBlocks() throws {
        let host = Inventory.cutWithinBlock
        let found = [blocks(33..<34), blocks(36..<37)]
        func ranges(_ request: Request, on host: Inventory) throws -> [PhysicalRange]? {
            try plan(request, on: host).devices.first?.goal.ranges
        }
        let became = reshape(size(blocks: 2), then: .systemRAM(nil), inside)
        #expect(try ranges(became.fillingBlocks, on: host) == found)
        let stays = reshape(size(blocks: 2), inside)
        #expect(try ranges(stays.fillingBlocks, on: host.inKmem(inside, online: nil)) == found)
        for (request, host) in [(became, host), (stays, host), (stays.fillingBlocks, host)] {
            #expect(try ranges(request, on: host)?.last?.start == blocks(35..<36).start + (64 << 20))
        }
    }

    @Test("at an address moves the device there, also over its own memory")
    func address() throws {
        let shape = DeviceShape(size(blocks: 2), at: blocks(38..<39).start)
        let request = Request(.reshaped(shape, then: nil), behind, force: true)
        #expect(
            try actions(request).dropFirst().dropLast() == [
                .device(behind, .unmap(blocks(37..<39), after: [])),
                .device(behind, .map(blocks(38..<40), after: [])),
            ])
        #expect(refusal(Request(.reshaped(shape, then: nil), behind))?.code == .deviceContents)
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
        #expect(refusal(reshape(size(blocks: 3)), on: online)?.severity == .loss)
        #expect(
            refusal(reshape(size(blocks: 1)))
                == Finding(
                    .device(.contents(Inventory.sampleBlockSize)), about: .device(.hmem),
                    remedies: .force(.giveUpContents)))
        #expect(
            try plan(reshape(size(blocks: 1), force: true)).devices.first?.losses
                == [.contents(Inventory.sampleBlockSize)])
        #expect(try plan(reshape(size(blocks: 3))).devices.first?.losses == [], "growing keeps all")
        let used = Inventory.cut.with(.hmem) {
            $0.users = [DeviceUser(pid: 7, command: "db", uses: [.mapped])]
        }
        #expect(refusal(reshape(size(blocks: 3)), on: used)?.code == .deviceInUse)
        #expect(refusal(Request(.destroyed, .hmem))?.code == .deviceContents)
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
        #expect(refusal(reshape(nil, align: large))?.code == .shapeMisalignedRange)
        #expect(refusal(reshape(nil, align: large))?.remedies == [.smallerAlign(page)])
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
        #expect(refusal(reshape(.nothing), on: idle)?.severity == .loss)
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
        #expect(
            refusal(reshape(.nothing))
                == Finding(
                    .device(.heldWithoutMemory(.deviceDax)), about: .device(.hmem), remedies: .disable(.hmem))
        )
    }

    @Test("of an odd device is refused, for it could not get its ranges back")
    func odd() {
        let host = Inventory.cut.with(.hmem) { $0.align = large }
        #expect(refusal(reshape(size(blocks: 8)), on: host)?.object == .device(.hmem))
        let destruction = refusal(Request(.destroyed, .hmem, force: true), on: host)
        #expect(destruction?.code == .deviceOddRange)
        #expect(destruction?.remedies == [.align(.hmem, small)])
        #expect(refusal(reshape(nil, align: small), on: host) == nil)
    }

    @Test("is refused with the way out")
    func refusals() {
        #expect(
            refusal(reshape(.size(.zero)))
                == Finding(
                    .shape(.zeroSize, region: 2), about: .device(.hmem), remedies: .destroy(.hmem)))
        #expect(refusal(reshape(size(blocks: 1), .pmem))?.cause == .shape(.isStatic, region: 0))
        #expect(
            refusal(reshape(size(blocks: 14)))?.remedies == [.largestSize(ByteCount(rawValue: 1664 << 20))])
        let stuck = Inventory.cut.with(.hmem) {
            $0.driver = nil
            $0.leakedRanges = [blocks(32..<33)]
        }
        #expect(refusal(reshape(size(blocks: 3)), on: stuck)?.remedies == [.reboot])
        #expect(refusal(Request(.destroyed, .hmem, force: true), on: stuck)?.remedies == [.reboot])
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
                    for: .device(behind), action: .device(behind, .delete),
                    undo: .action(.device(behind, .create)))
        )
        let paged = Inventory.cut.with(inside) { $0.align = page }
        #expect(
            try actions(Request(.destroyed, inside, force: true), on: paged).suffix(2) == [
                .device(inside, .setAlign(small)), .device(inside, .delete),
            ], "made again, it would not be aligned as it was")
        let all = try plan(Request(.destroyed, force: true))
        #expect(all.devices.map(\.name) == [.hmem, inside, behind])
        #expect(all.devices.first?.notes.map(\.cause) == [.device(.keptAsFirst)])
        var idle = Inventory.cut
        idle.devices = idle.devices.filter { $0.name == .hmem }.map { $0.withRanges([]) }
        idle = idle.with(.hmem) { $0.driver = nil }
        #expect(try plan(Request(.destroyed, .hmem), on: idle).devices.first?.isUnchanged == true)
        #expect(
            refusal(Request(.destroyed), on: idle)?.cause == .request(.nothingMeant(inDynamicRegions: true)))
    }
}
