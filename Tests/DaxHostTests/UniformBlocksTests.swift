// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxHost

@Suite("What the figures of a node tell of its memory blocks")
struct UniformBlocksTests {
    private static let blockSize = ByteCount(rawValue: 128 << 20)

    /// What is told of the devices' blocks on a node of four: 8, 9, 32 and 33.
    private func told(
        online: Double, _ zones: [Zone?], devices: [Range<Int>] = [32..<34, 8..<9],
        links: [Int]? = [33, 8, 9, 32]
    ) -> MemoryBlock? {
        UniformBlocks(
            memTotal: ByteCount(rawValue: UInt64(online * Double(Self.blockSize.rawValue))), zones: zones,
            links: links, devices: devices, blockSize: Self.blockSize)?.block(33)
    }

    @Test
    func `all are online where as much is managed as fits into them, in the only zone with pages`() {
        #expect(told(online: 4, [.movable]) == MemoryBlock(index: 33, state: .online, zone: .movable))
        #expect(told(online: 4, [.normal]) == MemoryBlock(index: 33, state: .online, zone: .normal))
    }

    @Test
    func `all are offline where nothing is managed and no zone has pages`() {
        #expect(told(online: 0, []) == MemoryBlock(index: 33, state: .offline, zone: nil))
    }

    @Test(
        arguments: [
            // Less or more than fits, as with one offline, a balloon, or a block that comes while this is read.
            (3, [.movable]), (3.5, [.movable]), (4.25, [.movable]), (5, [.movable]),
            // In which zone a block is can't be told.
            (4, [.normal, .movable]), (4, [nil]), (4, []),
            // All of what is online is out of the allocator's hands.
            (0, [.movable]),
        ] as [(Double, [Zone?])])
    func `nothing is told`(online: Double, zones: [Zone?]) {
        #expect(told(online: online, zones) == nil)
    }

    @Test(arguments: [[32..<35], [31..<33], [8..<9, 10..<11], [7..<10]] as [[Range<Int>]])
    func `nothing is told of a device with a block that is not the node's`(devices: [Range<Int>]) {
        #expect(told(online: 4, [.movable], devices: devices) == nil)
        #expect(told(online: 0, [], devices: devices) == nil)
    }

    @Test
    func `nothing is told where the node's blocks are not known`() {
        #expect(told(online: 4, [.movable], links: nil) == nil)
        #expect(told(online: 0, [], links: nil) == nil)
    }

    @Test
    func `the zones with pages are those in buddyinfo`() {
        let text = """
            Node 0, zone      DMA      0      0      0      0      0      0      0      0      1      1      2
            Node 0, zone    DMA32      3      2      3      3      3      3      3      2      2      4    472
            Node 1, zone  Movable     32     30
            Node 11, zone   Normal      1      0
            Node 2, zone   Strange      1      0

            """
        #expect(UniformBlocks.zones(of: 0, in: text) == [.dma, .dma32])
        #expect(UniformBlocks.zones(of: 1, in: text) == [.movable])
        #expect(UniformBlocks.zones(of: 2, in: text) == [nil])
        #expect(UniformBlocks.zones(of: 3, in: text) == [])
    }
}
