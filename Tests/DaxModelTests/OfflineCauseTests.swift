// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("Why a block stays online")
struct OfflineCauseTests {
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
            OfflineCause(block: 66, device: device, log: Self.log).clauses == [
                "memory66 is in zone Normal, and 6 of the 7 memory blocks of dax0.0 are in a kernel zone, where "
                    + "pages often can't be moved",
                "the kernel logged \"page_type: f5(slab)\", \"page dumped because: unmovable page\"",
            ])
    }

    @Test("is not put down to a zone that has no part in it, nor to other messages")
    func movableZone() {
        let device = Inventory.sample.inKmem(.pmem, online: .movable).device(.pmem)
        #expect(
            OfflineCause(block: 66, device: device, log: ["Offlined Pages 32768"]).clauses == [
                "memory66 is in zone Movable, and none of the 7 memory blocks of dax0.0 is in a kernel zone"
            ])
        #expect(OfflineCause(block: 66, device: nil, log: []).clauses == [])
    }
}
