// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("Memory that can't be read")
struct BadMemoryTests {
    /// `dax0.0` of the sample begins 66 MiB behind 8 GiB, so its first whole block is memory65.
    private static let start: UInt64 = (8192 + 66) << 20

    /// The sample with bad pages in `dax0.0`, each at an offset in MiB.
    private static func bad(_ offsets: UInt64...) -> Inventory {
        Inventory.sample.with(.pmem) { $0.badRanges = offsets.map(page) }
    }

    /// The page at an offset in MiB into `dax0.0`.
    private static func page(_ offset: UInt64) -> PhysicalRange {
        let first = start + offset << 20
        guard let range = PhysicalRange(start: first, end: first + 4095) else {
            preconditionFailure("a page is no range")
        }
        return range
    }

    private static func refusal(_ request: Request, on inventory: Inventory) -> Refusal? {
        do throws(Refusal) {
            _ = try Planner(inventory).plan(request)
            return nil
        } catch {
            return error
        }
    }

    @Test("is refused as RAM without force, with its sectors, ranges and blocks")
    func refused() throws {
        let host = Self.bad(62, 500)
        let refusal = try #require(Self.refusal(Request(.systemRAM(nil), .pmem), on: host))
        #expect(refusal.isOnlyLoss)
        let finding = try #require(refusal.findings.first)
        #expect(finding.object == .device(.pmem))
        let bad = try #require(Self.badMemory(finding))
        #expect(finding.code == .blocksBadSectors)
        #expect(bad.ranges == [Self.page(62), Self.page(500)])
        #expect(bad.ranges.sectorCount == 16)
        #expect(bad.blocks == [65, 68])
        #expect(finding.remedies == [.clearErrors, .force(.useBadMemory)])
        let plan = try Planner(host).plan(Request(.systemRAM(nil), .pmem, force: true))
        #expect(plan.steps.contains { $0.action == .block(65, .online(.movable)) })
        #expect(plan.devices.first?.notes.map(\.cause) == [.blocks(.badSectorsForced(bad))])
    }

    /// The bad memory that a finding is about.
    private static func badMemory(_ finding: Finding) -> Finding.BadMemory? {
        switch finding.cause {
        case .blocks(.badSectors(let bad)), .blocks(.badSectorsForced(let bad)),
            .blocks(.badSectorsOffline(let bad)):
            bad
        default: nil
        }
    }

    @Test("that lies in no memory block is in nobody's way")
    func outside() throws {
        #expect(Self.refusal(Request(.systemRAM(nil), .pmem), on: Self.bad(3)) == nil)
        #expect(Self.refusal(Request(.devdax, .pmem), on: Self.bad(500)) == nil)
    }

    @Test("stays offline where blocks are not brought online, and is told")
    func offline() throws {
        let plan = try Planner(Self.bad(500)).plan(Request(.systemRAMOffline, .pmem))
        let note = try #require(plan.devices.first?.notes.first)
        #expect(note.code == .blocksBadSectorsOffline)
        #expect(Self.badMemory(note)?.blocks == [68])
        #expect(note.remedies == [.keepOffline])
    }

    @Test("of a device in kmem counts in the blocks that come online, not in those that are")
    func online() throws {
        let offline = Self.bad(62, 500).inKmem(.pmem, online: nil)
        #expect(Self.refusal(Request(.onlineMemory(nil), .pmem), on: offline)?.isOnlyLoss == true)
        let partly = offline.with(.pmem) { device in
            device.blocks = device.blocks.map {
                [65, 68].contains($0.index)
                    ? MemoryBlock(index: $0.index, state: .online, zone: .movable) : $0
            }
        }
        #expect(Self.refusal(Request(.onlineMemory(nil), .pmem), on: partly) == nil)
    }

    @Test("that the kernel knows to be poisoned is told before the kernel forgets it")
    func forgotten() throws {
        var host = Inventory.sample.inKmem(.pmem, online: .movable)
        host.poisoned = ByteCount(rawValue: 8192)
        let request = Request(.devdax, .pmem, force: true)
        #expect(try Planner(host).plan(request).devices[0].notes.isEmpty)
        let plan = try Planner(host.with(.pmem) { $0.mayBePoisoned = true }).plan(request)
        #expect(
            plan.devices[0].notes.map(\.cause) == [.blocks(.poisonForgotten(ByteCount(rawValue: 8192)))])
    }

    @Test("stands in a step and its journal where blocks with it may stay offline")
    func journal() throws {
        var request = Request(.onlineMemory(nil), .pmem)
        let host = Inventory.sample.inKmem(.pmem, online: nil)
        for skips in [false, true] {
            request.skipsPoisoned = skips
            for step in try Planner(host).plan(request).steps {
                #expect(step.skipsPoisoned == skips)
                #expect(Step(journalText: step.journalText) == step)
            }
        }
    }

    @Test("has a range only where addresses are that high")
    func ranges() {
        #expect(BadSectors(offset: 8, length: 1).range(from: 0x1000)?.description == "0x2000-0x21ff")
        #expect(BadSectors(offset: 0, length: 0).range(from: 0) == nil)
        #expect(BadSectors(offset: .max, length: 1).range(from: 0) == nil)
        #expect(BadSectors(offset: 0, length: .max).range(from: 0) == nil)
        #expect(BadSectors(offset: 1, length: 1).range(from: .max - 511) == nil)
        #expect(BadSectors(offset: 0, length: 1).range(from: .max - 511)?.end == .max)
        #expect(BadSectors(offset: 0, length: 2).range(from: .max - 511) == nil)
    }
}
