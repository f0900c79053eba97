// SPDX-License-Identifier: Apache-2.0

/// The bytes of an index block or a label, whose numbers are little-endian.
struct LabelBytes {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    /// The byte at an offset, which must lie in the bytes, as for all other members.
    subscript(offset: Int) -> UInt8 { bytes[bytes.startIndex + offset] }

    /// The bytes from an offset on.
    func bytes(at offset: Int, _ count: Int) -> ArraySlice<UInt8> {
        let start = bytes.startIndex + offset
        return bytes[start..<start + count]
    }

    /// The number at an offset.
    func number<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type, at offset: Int) -> Number {
        bytes(at: offset, Number.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Number($1) }
    }

    /// The UUID at an offset, in the order of its bytes, as ndctl prints it.
    func uuid(at offset: Int) -> String {
        let digits = bytes(at: offset, 16).map(\.hexDigits)
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }.joined(separator: "-")
    }

    /// The Fletcher checksum of all bytes, where that at an offset counts as zero.
    ///
    /// The corresponding kernel function is `nd_fletcher64`.
    func checksum(at offset: Int) -> UInt64 {
        var (low, high) = (0, 0) as (UInt32, UInt32)
        for place in stride(from: 0, to: bytes.count, by: 4) {
            if !(offset..<offset + 8).contains(place) { low &+= number(UInt32.self, at: place) }
            high &+= low
        }
        return UInt64(high) << 32 | UInt64(low)
    }
}
