// SPDX-License-Identifier: Apache-2.0

/// A UUID as the libraries take and return it: 16 bytes, all of them 0 if there is none.
package struct LibraryUUID {
    /// The bytes.
    package var bytes: [UInt8]

    /// Reads a UUID of an object.
    ///
    /// - Parameter read: Writes the 16 bytes.
    package init(reading read: (UnsafeMutablePointer<UInt8>) -> Void) {
        bytes = Array(repeating: 0, count: 16)
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe read(start)
        }
    }

    /// Parses a UUID; nil for any other text.
    ///
    /// - Parameter text: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    package init?(_ text: String) {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
        var digits: [UInt8] = []
        for character in groups.joined() {
            guard let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
            digits.append(UInt8(digit))
        }
        bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// The text; nil when all bytes are 0.
    package var text: String? {
        guard bytes.contains(where: { $0 != 0 }) else { return nil }
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }
}
