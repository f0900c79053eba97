// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

/// The areas of 2 MiB come from guests with Linux 6.12, where ndctl 76.1 wrote them.
extension LabelAreaTests {
    @Test func `a captured area of version 1.2 lists what ndctl does, without the slots that are free again`()
        throws
    {
        let area = LabelArea(parsing: Self.bytes(Self.labels12))
        #expect(area.current?.number == 1)
        #expect(area.indexes.compactMap { try? $0.get() }.map(\.sequence) == [3, 1])
        #expect(area.current?.slots == 8182)
        #expect(area.labelFaults.isEmpty)
        #expect(area.labels.map(\.slot) == [1, 3, 4, 5])
        #expect(area.labels.map(\.name) == ["first", "small", "small2", "third"])
        #expect(area.labels.map(\.size.rawValue) == [1 << 30, 16 << 20, 32 << 20, 512 << 20])
        #expect(area.labels.map(\.dpa) == [0, 2_147_483_648, 2_164_260_864, 2_197_815_296])
        #expect(area.labels.map(\.sectorSize.rawValue) == [512, 4096, 512, 512])
        let first = try #require(area.labels.first)
        #expect(first.uuid == "47a7e984-2d82-4b01-9765-56d8b79c81b5")
        #expect(first.setCookie == 52_512_752_653_219_036)
        #expect((first.position, first.count, first.flags) == (0, 1, 0))
        #expect(first.typeGUID == "79d3f066-f3b4-7440-ac43-0d3318b78cdb")
        #expect(first.abstractionGUID == "9c6da897-dd3c-da4e-986f-5068b4f80088")
    }

    @Test func `a captured area of version 1.1 lists what ndctl does, without the slots that are free again`()
        throws
    {
        let area = LabelArea(parsing: Self.bytes(Self.labels11))
        #expect(area.current?.number == 1)
        #expect(area.indexes.compactMap { try? $0.get() }.map(\.sequence) == [2, 3])
        #expect(area.current?.slots == 16348)
        #expect(area.labelFaults.isEmpty)
        #expect(area.labels.map(\.slot) == [1, 3])
        #expect(area.labels.map(\.name) == ["first", "small"])
        let first = try #require(area.labels.first)
        #expect(first.uuid == "8b8c7cd9-e338-4efb-93fb-b816785a10d6")
        #expect(first.setCookie == 10_248_195_696_374_871)
        #expect(first.typeGUID == nil)
    }

    @Test(arguments: [(LabelVersion.v1_1, empty11), (.v1_2, empty12)])
    func `what ndctl init-labels writes is the same as here`(version: LabelVersion, captured: String) throws {
        let size = ByteCount(rawValue: UInt64(Self.size))
        let own = try #require(LabelArea.initialized(size: size, version: version))
        let ndctl = Self.bytes(captured)
        for start in [0, own.count / 2] {
            #expect(own[start..<start + 64].elementsEqual(ndctl[start..<start + 64]))
        }
        // ndctl keeps what was behind the map of free slots, and sets bits of slots that do not exist.
        let rest = [UInt8](repeating: 0, count: Self.size - own.count)
        #expect(LabelArea(parsing: own + rest) == LabelArea(parsing: ndctl))
    }

    private static let size = 2 << 20

    /// An area that begins with bytes written in hexadecimal, where `00*12` stands for twelve bytes of zero.
    private static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: "*")
            let digits = Array(parts[0])
            let group = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0..<$0 + 2]), radix: 16)
            }
            for _ in 0..<(parts.count > 1 ? Int(parts[1]) ?? 0 : 1) { bytes += group }
        }
        return bytes + [UInt8](repeating: 0, count: size - bytes.count)
    }

    /// After the namespace "second" between the others was destroyed, whose label was in slots 0 and 2.
    private static let labels12 = """
        4e414d4553504143455f494e444558000000000103 00*12 05 00*7 05 00*7 0a 00*6
        f61f000001000200b86832d8e840065ac1 ff*1207
        4e414d4553504143455f494e4445580000000001010000000005 00*7 05 00*15 0a 00*6
        f61f000001000200ba6832d82a57065ac5 ff*1207 a67b95b735554c9e9f434e1a9efeccb87365636f6e64
        00*58 0800000001000000dcb412001290ba000010 00*9 40 00*7 40 00*12
        79d3f066f3b47440ac430d3318b78cdb 00*104
        20b52dcff31e088547a7e9842d824b01976556d8b79c81b56669727374 00*63
        01000000dcb412001290ba000002 00*17 400000000001 00*7
        79d3f066f3b47440ac430d3318b78cdb9c6da897dd3cda4e986f5068b4f80088 00*88
        81722055bbb600afa67b95b735554c9e9f434e1a9efeccb87365636f6e64 00*62
        01000000dcb412001290ba000010 00*9 40 00*7 400000000002 00*7 79d3f066f3b47440ac430d3318b78cdb
        00*104 1ab52dcfd71d088591ce2f78b4c84fa29c9c018f34bff6ff736d616c6c 00*63
        01000000dcb412001290ba000010 00*9 80 00*7 010000000003 00*7
        79d3f066f3b47440ac430d3318b78cdbfc3b6318351717428ac917239282d3f8 00*88
        63d80bc4f5c3a7500f36b8ae56ac454da50a4706891ac592736d616c6c32 00*62
        01000000dcb412001290ba000002 00*9 81 00*7 020000000004 00*7
        79d3f066f3b47440ac430d3318b78cdbfc3b6318351717428ac917239282d3f8 00*88
        e2109eb1e4674a2d36c89d6c9544465cb083402b93633a4c7468697264 00*63
        01000000dcb412001290ba000002 00*9 83 00*7 200000000005 00*7
        79d3f066f3b47440ac430d3318b78cdbba0064269ffb7746bcb0968f11d0d225 00*88 30a4da2e281625d3
        """

    private static let labels11 = """
        4e414d4553504143455f494e444558000000000002 00*12 09 00*7 09 00*7 12 00*6
        dc3f000001000100fb9731d7f241a74ef1 ff*2047 00*184
        4e414d4553504143455f494e4445580000000000030000000009 00*7 09 00*15 12 00*6
        dc3f000001000100009831d7e570a74ef5 ff*2047 00*184
        364cfdb0d7ea47698595a06043876c147365636f6e64 00*58 080000000100000057341200ae6824000010 00*9
        40 00*7 40 00*12 8b8c7cd9e3384efb93fbb816785a10d66669727374 00*63
        0100000057341200ae6824000002 00*17 400000000001 00*7
        364cfdb0d7ea47698595a06043876c147365636f6e64 00*62 0100000057341200ae6824000010 00*9 40 00*7
        400000000002 00*7 bc083ca2f1734180ad5e7edb6f324e73736d616c6c 00*63
        0100000057341200ae6824000010 00*9 80 00*7 010000000003 00*7
        """

    private static let empty12 = """
        4e414d4553504143455f494e444558000000000103 00*12 05 00*7 05 00*7 0a 00*6
        f61f000001000200f66832d80c8a065a ff*1208
        4e414d4553504143455f494e4445580000000001020000000005 00*7 05 00*15 0a 00*6
        f61f000001000200f46832d8a39c065a ff*1024 fe ff*183
        """

    private static let empty11 = """
        4e414d4553504143455f494e444558000000000003 00*12 09 00*7 09 00*7 12 00*6
        dc3f0000010001000a9831d7b162a74e ff*2048 00*184
        4e414d4553504143455f494e4445580000000000020000000009 00*7 09 00*15 12 00*6
        dc3f000001000100099831d77684a74e ff*2048 00*184
        """
}
