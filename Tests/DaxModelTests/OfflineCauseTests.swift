// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("Why a block stays online")
struct OfflineCauseTests {
    private static let block = PhysicalRange(start: 0x1_0800_0000, end: 0x1_0fff_ffff)
    private static let log = [
        "page: refcount:0 mapcount:0 mapping:0000000000000000 index:0xffff888108002300 pfn:0x108000",
        "page_type: f5(slab)",
        "raw: 0057ffffc0000240 ffff888004631e00 ffff888007876d10 ffff888007876d10",
        "page dumped because: unmovable page",
        "page dumped because: unmovable page",
        "Offlined Pages 32768",
    ]

    @Test("is told by its zone, those of the device, and what the kernel logged of it, once")
    func kernelZone() {
        let device = Inventory.sample.inKmem(.pmem, online: .normal).with(.pmem) {
            $0.blocks[0] = MemoryBlock(index: 65, state: .online, zone: .movable)
        }.device(.pmem)
        #expect(
            OfflineCause(block: 66, device: device, range: Self.block, log: Self.log).explanations == [
                .zone(block: 66, .normal, .pmem, kernelBlocks: 6, of: 7),
                .kernelLog(["page_type: f5(slab)", "page dumped because: unmovable page"]),
            ])
    }

    @Test("is not put down to a zone that has no part in it, nor to other messages")
    func movableZone() {
        let device = Inventory.sample.inKmem(.pmem, online: .movable).device(.pmem)
        #expect(
            OfflineCause(block: 66, device: device, range: Self.block, log: ["Offlined Pages 32768"])
                .explanations == [.zone(block: 66, .movable, .pmem, kernelBlocks: 0, of: 7)])
        #expect(OfflineCause(block: 66, device: nil, range: nil, log: Self.log).explanations == [])
    }

    @Test("is not what the kernel logged of another block, before or since")
    func otherBlocks() {
        let log = [
            "page dumped because: unmovable page",
            "migrating pfn 10ffff failed ret:1",
            "page: refcount:0 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0x10ffff",
            "page dumped because: migration failure",
            "memory offlining [mem 0x108000000-0x10fffffff] failed due to signal backoff",
            "page: refcount:0 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0x110000",
            "page dumped because: unmovable page",
            "failed to isolate pfn 107fff",
            "memory offlining [mem 0x110000000-0x117ffffff] failed due to unmovable page",
            "page:(____ptrval____) refcount:0 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0xfffffffffffffffff",
            "page dumped because: isolation failed",
        ]
        func logged(_ range: PhysicalRange?) -> [Finding.Explanation] {
            OfflineCause(block: 66, device: nil, range: range, log: log).explanations
        }
        #expect(
            logged(Self.block) == [
                .kernelLog([
                    "migrating pfn 10ffff failed ret:1", "page dumped because: migration failure",
                    "memory offlining [mem 0x108000000-0x10fffffff] failed due to signal backoff",
                ])
            ])
        #expect(
            logged(PhysicalRange(start: 0x1_1000_0000, end: 0x1_17ff_ffff)) == [
                .kernelLog([
                    "page dumped because: unmovable page",
                    "memory offlining [mem 0x110000000-0x117ffffff] failed due to unmovable page",
                ])
            ])
        #expect(logged(PhysicalRange(start: 0, end: 0x7ff_ffff)) == [])
        #expect(logged(nil) == [])
    }
}
