// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

@testable import Blkid

/// The real libblkid, on images made here.
@Suite("Signatures of libblkid")
struct BlkidTests {
    /// The signatures of an image of 2 MiB that holds these bytes at these offsets and zeros elsewhere.
    private func signatures(_ parts: [(offset: Int, bytes: [UInt8])]) throws -> [Signature] {
        var image = [UInt8](repeating: 0, count: 2 << 20)
        for part in parts {
            image.replaceSubrange(part.offset..<part.offset + part.bytes.count, with: part.bytes)
        }
        var found: [Signature] = []
        try Folder.with { folder in
            let file = try FileDescriptor.open(
                folder.path + "/image", .readWrite, options: .create, permissions: .ownerReadWrite)
            try file.closeAfter {
                try file.writeAll(image)
                found = try Probe(file).signatures()
            }
        }
        return found
    }

    /// Swap space of 511 pages with the label `spare` and a UUID.
    private let swap: [(offset: Int, bytes: [UInt8])] = [
        (1024, [1, 0, 0, 0, 255, 1, 0, 0]), (1036, Array(1...16)), (1052, Array("spare".utf8)),
        (4086, Array("SWAPSPACE2".utf8)),
    ]
    /// A table with one Linux partition of 2048 sectors.
    private let table: [(offset: Int, bytes: [UInt8])] = [
        (440, [0x78, 0x56, 0x34, 0x12]),
        (446, [0, 0, 0, 0, 0x83, 0, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0]), (510, [0x55, 0xAA]),
    ]
    private let swapSignature = Signature(
        usage: .other, type: "swap", label: "spare", uuid: "01020304-0506-0708-090a-0b0c0d0e0f10")
    private let tableSignature = Signature(
        usage: .partitionTable, type: "dos", label: nil, uuid: "12345678")

    @Test("of superblocks and partition tables are all found")
    func found() throws {
        #expect(try signatures(swap) == [swapSignature])
        #expect(try signatures(table) == [tableSignature])
        #expect(try signatures(swap + table) == [swapSignature, tableSignature])
    }

    @Test("are none where nothing is known")
    func none() throws {
        #expect(try signatures([]) == [])
        #expect(try signatures([(0, Array("hello".utf8))]) == [])
    }

    @Test("can't be read from what is no device")
    func noDevice() throws {
        let (readEnd, writeEnd) = try FileDescriptor.pipe()
        defer { for end in [readEnd, writeEnd] { try? end.close() } }
        let error = #expect(throws: BlkidError.self) { _ = try Probe(readEnd) }
        #expect(error?.operation == "blkid_probe_set_device")
    }
}
