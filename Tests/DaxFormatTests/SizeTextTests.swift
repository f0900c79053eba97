// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
import Testing

@Suite("Sizes")
struct SizeTextTests {
    @Test(
        "are whole numbers of bytes or of binary units, shares, and max",
        arguments: [
            ("0", .size(.zero)), ("1", .size(ByteCount(rawValue: 1))),
            ("4K", .size(ByteCount(rawValue: 4096))),
            ("1536M", .size(ByteCount(rawValue: 1536 << 20))), ("2G", .size(ByteCount(rawValue: 2 << 30))),
            ("1T", .size(ByteCount(rawValue: 1 << 40))), ("7KiB", .size(ByteCount(rawValue: 7 << 10))),
            ("7MiB", .size(ByteCount(rawValue: 7 << 20))), ("7GiB", .size(ByteCount(rawValue: 7 << 30))),
            ("7TiB", .size(ByteCount(rawValue: 7 << 40))), ("3k", .size(ByteCount(rawValue: 3 << 10))),
            ("3g", .size(ByteCount(rawValue: 3 << 30))), ("0x20000", .size(ByteCount(rawValue: 0x20000))),
            ("0X0fk", .size(ByteCount(rawValue: 15 << 10))), ("max", .maximum), ("1%", .percent(1)),
            ("100%", .percent(100)),
        ] as [(String, DeviceShape.Extent)])
    func sizes(text: String, extent: DeviceShape.Extent) throws {
        #expect(try SizeText.extent(text) == extent)
    }

    @Test(
        "are nothing else",
        arguments: [
            "", " ", "G", "k", "0x", "0xg", "x10", "1.5G", "-1", "+1", "01", "00", "010k", "1 G", "1G ",
            "1GB", "1B", "1iB",
            "1Gi", "1GiBs", "1P", "0%", "101%", "50 %", "%", "1.5%", "-5%", "MAX", "max%", "1e9", "1,5G",
            "١G",
        ])
    func refused(text: String) {
        #expect(throws: SizeText.Malformed(text: text)) { try SizeText.extent(text) }
    }

    @Test(
        "are less than 2 to the power of 64, and told apart from what is no size",
        arguments: [
            "18446744073709551616", "99999999999999999999G", "17179869184T", "16777216T",
            "0x10000000000000000",
        ])
    func tooLarge(text: String) throws {
        let error = #expect(throws: SizeText.Malformed.self) { try SizeText.extent(text) }
        #expect(error?.description == "'\(text)' is too large: write less than 16777216T")
        #expect(SizeText.Malformed(text: "1.5G").description.hasPrefix("'1.5G' is not a size: "))
        #expect(try SizeText.bytes("18446744073709551615") == ByteCount(rawValue: .max))
        #expect(try SizeText.bytes("16777215T").exact == "16777215T")
    }

    @Test("are printed as they can be typed")
    func exact() throws {
        for text in ["1", "1023", "4K", "1534M", "3G", "2T"] {
            #expect(try SizeText.bytes(text).exact == text)
        }
    }

    @Test("may be addresses")
    func noAddress() {
        #expect(throws: SizeText.MalformedAddress(text: "9X")) { try SizeText.address("9X") }
        #expect(SizeText.MalformedAddress(text: "9X").description.hasPrefix("'9X' is not an address: "))
    }
}
