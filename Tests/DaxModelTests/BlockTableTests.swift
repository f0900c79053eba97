// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("The check of a block translation table")
struct BlockTableTests {
    private static let parent = "00010203-0405-0607-0809-0a0b0c0d0e0f"
    private static let data: UInt32 = 0xc000_0000

    private struct OutOfRange: Error {}

    private func report(
        on sample: BlockTableSample, parent: String? = parent, rewritesLog: Bool = false
    ) throws -> BlockTableReport {
        let bytes = sample.bytes
        var check = BlockTableCheck(
            size: ByteCount(rawValue: UInt64(bytes.count)), parentUUID: parent, rewritesLog: rewritesLog
        ) { (offset, count) throws(OutOfRange) in
            guard let offset = Int(exactly: offset), offset <= bytes.count, count <= bytes.count - offset
            else {
                throw OutOfRange()
            }
            return Array(bytes[offset..<offset + count])
        }
        return try check.run()
    }

    private func repaired(_ sample: BlockTableSample, by report: BlockTableReport) -> BlockTableSample {
        report.repairs.reduce(into: sample) { $0.write($1.bytes, at: $1.offset) }
    }

    @Test("finds nothing wrong with a new table", arguments: [1, 3], [false, true])
    func sound(arenas: Int, isSecond: Bool) throws {
        let sample = BlockTableSample(arenas: arenas, isSecond: isSecond)
        let report = try report(on: sample)
        #expect(report.faults == [] && report.repairs == [])
        #expect(report.arenaCount == arenas)
        #expect(report.logSlots == Array(repeating: 1, count: arenas))
        // A parent of zeros goes with any label.
        #expect(
            try self.report(
                on: BlockTableSample(isSecond: isSecond, parent: [UInt8](repeating: 0, count: 16))
            ).faults == [])
        #expect(try self.report(on: sample, parent: nil).faults.map(\.cause) == [.noTable])
    }

    @Test("follows the writes of lanes, with either padding", arguments: [1, 2])
    func writes(slot: Int) throws {
        var sample = BlockTableSample()
        let free = UInt32(sample.sectors)
        // Lane 0 wrote sector 5, then sector 6 into the block that 5 had; lane 1 wrote sector 5 again.
        sample.setLog(0, slot, [5, 5, free, 2])
        sample.setLog(0, 0, [6, 6, 5, 3])
        sample.setLog(1, slot, [5, free, free + 1, 2])
        sample.setMap(5, (free + 1) | Self.data)
        sample.setMap(6, 5 | Self.data)
        let written = try report(on: sample)
        #expect(written.faults == [])
        #expect(written.logSlots == [slot])

        let rewritten = try report(on: sample, rewritesLog: true)
        #expect(rewritten.repairs.map(\.offset) == [sample.log()])
        let after = repaired(sample, by: rewritten)
        #expect(try report(on: after).faults == [])
        #expect(try report(on: after).logSlots == [1])
        #expect(try report(on: after, rewritesLog: true).repairs == rewritten.repairs)
    }

    @Test("takes a block with an error or of zeros for one like others, and an error flag in the log too")
    func flags() throws {
        var sample = BlockTableSample()
        sample.setMap(3, 3 | 0x4000_0000)
        sample.setMap(4, 4 | 0x8000_0000)
        let free = UInt32(sample.sectors)
        sample.setLog(0, 0, [3, free | 0x4000_0000, free, 1])
        #expect(try report(on: sample).faults == [])
    }

    @Test("restores an info block from its copy, and the copy from it", arguments: [1, 2], [false, true])
    func infoBlocks(arenas: Int, isSecond: Bool) throws {
        for arena in 0..<arenas {
            let sample = BlockTableSample(arenas: arenas, isSecond: isSecond)
            var damaged = sample
            damaged.write([UInt8](repeating: 0, count: 4096), at: sample.copy(of: arena))
            let copy = try report(on: damaged)
            #expect(copy.faults == [.init(arena: arena, cause: .copy)])
            #expect(repaired(damaged, by: copy).bytes == sample.bytes)

            damaged = sample
            // Of the last arena the copy is where the kernel lays it out; of others where the damaged block says.
            damaged.bytes[sample.starts[arena] + 60] ^= 1
            let info = try report(on: damaged)
            #expect(
                info.faults == [.init(arena: arena, cause: .infoBlock(at: UInt64(sample.starts[arena])))])
            #expect(repaired(damaged, by: info).bytes == sample.bytes)
        }
    }

    @Test("finds the copy at the end without any info block")
    func lostInfoBlock() throws {
        let sample = BlockTableSample()
        var damaged = sample
        damaged.write([UInt8](repeating: 0, count: 8192), at: 0)
        let report = try report(on: damaged)
        #expect(report.faults == [.init(arena: 0, cause: .infoBlock(at: 4096))])
        #expect(repaired(damaged, by: report).bytes == sample.bytes)
        damaged.write([UInt8](repeating: 0, count: 4096), at: sample.copy())
        #expect(try self.report(on: damaged).faults == [.init(arena: 0, cause: .noTable)])
    }

    @Test("completes a write that is in the log and not in the map")
    func mapBehind() throws {
        var sample = BlockTableSample()
        let free = UInt32(sample.sectors)
        sample.setLog(0, 1, [9, 9, free, 2])
        let report = try report(on: sample)
        #expect(
            report.faults == [
                .init(arena: 0, cause: .mapBehind(lane: 0, sector: 9, mapped: 9, logged: free))
            ])
        let after = repaired(sample, by: report)
        #expect(try self.report(on: after).faults == [])
        sample.setMap(9, free | Self.data)
        #expect(after.bytes == sample.bytes)
    }

    @Test("tells what can't be repaired, and writes nothing of that arena")
    func faults() throws {
        let plain = BlockTableSample()
        let free = UInt32(plain.sectors)
        typealias Change = (inout BlockTableSample) -> Void
        func longs(_ number: UInt32) -> [UInt8] {
            (0..<8).map { $0 < 4 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
        }
        let cases: [(Change, BlockTableFault.Cause)] = [
            ({ $0.changeInfo(at: 4096, 48, [1]) }, .flagged),
            ({ $0.changeInfo(at: 4096, 60, [1, 0, 0, 0]) }, .layout),
            ({ $0.changeInfo(at: 4096, 72, [0, 0, 0, 0]) }, .layout),
            ({ $0.changeInfo(at: 4096, 64, [0, 4, 0, 0]) }, .layout),
            ({ $0.changeInfo(at: 4096, 80, longs(1)) }, .layout),
            ({ $0.changeInfo(at: 4096, 88, longs(.max)) }, .layout),
            ({ $0.changeInfo(at: 4096, 96, longs(4096)) }, .layout),
            ({ $0.changeInfo(at: 4096, 104, longs(1 << 30)) }, .layout),
            ({ $0.changeInfo(at: 4096, 112, [UInt8](repeating: 0xff, count: 8)) }, .layout),
            ({ $0.setLog(0, 3, [1, 1, 1, 1]) }, .logSlots),
            ({ $0.setLog(2, 0, [0, 0, 0, 0]) }, .logSlots),
            ({ $0.setLog(4, 1, [1, 1, free, 1]) }, .sameSequence(lane: 4)),
            ({ $0.setLog(4, 1, [1, 1, free, 4]) }, .sequence(lane: 4)),
            ({ $0.setLog(4, 0, [1, free, free, 2]) }, .sequence(lane: 4)),
            ({ $0.setLog(1, 0, [free, free, free, 1]) }, .logSector(lane: 1)),
            ({ $0.setLog(1, 0, [1, free + 8, free, 1]) }, .logOld(lane: 1)),
            ({ $0.setLog(1, 0, [1, free, free + 8, 1]) }, .logNew(lane: 1)),
            ({ $0.setMap(100, (free + 8) | Self.data) }, .map(sector: 100)),
            ({ $0.setMap(100, 99 | Self.data) }, .sharedBlock(99)),
            ({ $0.setMap(100, (free + 1) | Self.data) }, .usedFreeBlock(free + 1)),
            ({ $0.setLog(7, 0, [7, free, free, 1]) }, .usedFreeBlock(free)),
        ]
        for (change, cause) in cases {
            var sample = plain
            change(&sample)
            let report = try report(on: sample, rewritesLog: true)
            #expect(report.faults.last == .init(arena: 0, cause: cause))
            #expect(!report.faults.contains { $0.cause == cause && $0.isRepairable })
            #expect(!report.repairs.contains { $0.offset == sample.log() }, "\(cause)")
        }
    }

    @Test("goes on with the arenas after one that has a fault")
    func others() throws {
        var sample = BlockTableSample(arenas: 3)
        sample.setMap(1, 0 | Self.data, of: 1)
        sample.write([1], at: sample.copy(of: 2))
        let report = try report(on: sample, rewritesLog: true)
        #expect(
            report.faults == [.init(arena: 1, cause: .sharedBlock(0)), .init(arena: 2, cause: .copy)])
        #expect(report.repairs.map(\.offset) == [sample.log(of: 0), sample.copy(of: 2), sample.log(of: 2)])
    }

    @Test("is a value for bytes at random")
    func random() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<300 {
            var sample = BlockTableSample(arenas: 2)
            for _ in 0..<3 {
                let place = [4096, sample.copy(of: 0), sample.log(of: 0), sample.map(of: 1)].randomElement(
                    using: &random)
                sample.bytes[(place ?? 0) + Int.random(in: 0..<128, using: &random)] = .random(
                    in: 0...255, using: &random)
                let word = Int.random(in: 12..<30, using: &random)
                sample.changeInfo(
                    at: 4096, 4 * word, (0..<4).map { _ in .random(in: 0...255, using: &random) })
            }
            _ = try report(on: sample, rewritesLog: true)
        }
    }
}
