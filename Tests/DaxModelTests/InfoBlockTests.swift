// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("The info block of a namespace")
struct InfoBlockTests {
    private static let uuid = "8b8c7cd9-e338-4efb-93fb-b816785a10d6"
    private static let parent = "364cfdb0-d7ea-4769-8595-a06043876c14"

    private struct Sample: Sendable {
        let mode: NamespaceMode
        let size: UInt64
        var align: UInt64 = 2 << 20
        var parent: String?
        var start: UInt64 = 0
        /// From the UUID of the parent on, as `ndctl write-infoblock` of version 76.1 writes it.
        let fields: String
        let checksum: String

        var patch: BytePatch? {
            InfoBlock.created(
                mode, size: ByteCount(rawValue: size), align: ByteCount(rawValue: align), map: .device,
                uuid: InfoBlockTests.uuid, parentUUID: parent, start: ByteCount(rawValue: start))
        }
    }

    private static let samples = [
        Sample(
            mode: .fsdax, size: 1 << 30,
            fields: zeros(20) + "01000400000020010000000000ee03000000000002" + zeros(13) + "20000010000040",
            checksum: "eb512ea6f7fb2511"),
        Sample(
            mode: .devdax, size: 1 << 30, parent: parent,
            fields: "364cfdb0d7ea47698595a06043876c1400000000"
                + "01000400000020010000000000ee03000000000002" + zeros(13) + "20000010000040",
            checksum: "bbaf8029afdd3b84"),
        Sample(
            mode: .fsdax, size: 1 << 30, align: 4096,
            fields: zeros(20) + "01000400000020010000000000ee03000000000002" + zeros(12) + "1000000010000040",
            checksum: "eb610ea6f7ab0494"),
        Sample(
            mode: .fsdax, size: 2 << 30, align: 1 << 30,
            fields: zeros(20) + "010004000000004000000000000004000000000002" + zeros(14) + "400010000040",
            checksum: "eb63ee24f7dbcc63"),
        Sample(
            mode: .fsdax, size: 2 << 30, start: 1 << 20,
            fields: zeros(20)
                + "01000400000010020000000000dd070000000000020000000000100000001000000020000010000040",
            checksum: "eb4042a7f70b1351"),
        Sample(
            mode: .fsdax, size: 1025 << 20,
            fields: zeros(20) + "01000400000020010000000000ee03000000000002" + zeros(9)
                + "1000000020000010000040",
            checksum: "eb513ea6f7fbe54f"),
        Sample(
            mode: .fsdax, size: 16 << 20,
            fields: zeros(20) + "010004000000200000000000000e00000000000002" + zeros(13) + "20000010000040",
            checksum: "eb712aa5f7fbe30f"),
    ]

    private static func zeros(_ count: Int) -> String { String(repeating: "00", count: count) }

    private static func bytes(_ text: String) -> [UInt8] {
        let digits = Array(text)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0..<$0 + 2]), radix: 16)
        }
    }

    @Test("is made as ndctl makes it", arguments: samples.indices)
    func made(index: Int) throws {
        let sample = Self.samples[index]
        let patch = try #require(sample.patch)
        let signature = sample.mode == .fsdax ? "NVDIMM_PFN_INFO\0" : "NVDIMM_DAX_INFO\0"
        let start =
            [UInt8](repeating: 0, count: 4096) + signature.utf8
            + Self.bytes(Self.uuid.filter { $0 != "-" } + sample.fields)
        let rest = [UInt8](repeating: 0, count: 8192 - 8 - start.count)
        #expect(patch.offset == 0)
        #expect(patch.bytes == start + rest + Self.bytes(sample.checksum))
    }

    @Test("is read again", arguments: samples.indices)
    func read(index: Int) throws {
        let sample = Self.samples[index]
        let bytes = try #require(sample.patch).bytes
        let blocks = InfoBlock.blocks(in: bytes)
        try #require(blocks.count == 1)
        guard case .pages(let identity, let map) = blocks[0] else {
            Issue.record("not a map of pages")
            return
        }
        #expect(identity.kind == HolderClass(mode: sample.mode))
        #expect(identity.signature == (sample.mode == .fsdax ? "NVDIMM_PFN_INFO" : "NVDIMM_DAX_INFO"))
        #expect(identity.uuid == Self.uuid)
        #expect(identity.parentUUID == sample.parent ?? "00000000-0000-0000-0000-000000000000")
        #expect((identity.major, identity.minor, identity.flags) == (1, 4, 0))
        #expect(identity.isIntact)
        #expect(map.align == UInt32(sample.align))
        #expect((map.mode, map.pageSize, map.entrySize) == (2, 4096, 64))
        #expect(map.startPadding == UInt32(sample.start))
        let used = map.dataOffset + map.pages * 4096 + UInt64(map.startPadding) + UInt64(map.endPadding)
        #expect(used == sample.size)
    }

    @Test("is not made where no page of data would fit, or for another mode")
    func impossible() {
        let mebibyte = UInt64(1 << 20)
        let impossible: [Sample] = [
            Sample(mode: .fsdax, size: 0, fields: "", checksum: ""),
            Sample(mode: .fsdax, size: 8192, fields: "", checksum: ""),
            Sample(mode: .fsdax, size: 2 * mebibyte, fields: "", checksum: ""),
            Sample(mode: .fsdax, size: 1 << 30, align: 1 << 30, fields: "", checksum: ""),
            Sample(mode: .fsdax, size: .max, fields: "", checksum: ""),
            Sample(mode: .devdax, size: 1 << 30, start: .max - 5, fields: "", checksum: ""),
            Sample(mode: .devdax, size: 1 << 40, align: 1 << 33, start: 1, fields: "", checksum: ""),
            Sample(mode: .devdax, size: 1 << 30, parent: "no-uuid", fields: "", checksum: ""),
            Sample(mode: .sector, size: 1 << 30, fields: "", checksum: ""),
            Sample(mode: .raw, size: 1 << 30, fields: "", checksum: ""),
        ]
        for sample in impossible { #expect(sample.patch == nil, "\(sample)") }
    }

    @Test("is damaged when any byte changes", arguments: [4096 + 16, 4096 + 60, 4096 + 1000, 8191])
    func damaged(offset: Int) throws {
        var bytes = try #require(Self.samples[0].patch).bytes
        bytes[offset] ^= 0x10
        #expect(InfoBlock.blocks(in: bytes).map(\.identity.isIntact) == [false])
    }

    @Test("is not found without its signature, nor in fewer bytes")
    func missing() throws {
        let bytes = try #require(Self.samples[0].patch).bytes
        #expect(InfoBlock.blocks(in: [UInt8](repeating: 0, count: 8192)).isEmpty)
        #expect(InfoBlock.blocks(in: Array(bytes.dropLast())).isEmpty)
        #expect(InfoBlock.blocks(in: []).isEmpty)
        // That of fsdax and devdax begins at 4 KiB, and no other.
        #expect(InfoBlock.blocks(in: bytes.suffix(4096) + bytes.prefix(4096)).isEmpty)
    }
}
