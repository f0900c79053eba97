// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The sizes of daxctl's command line.
enum DaxctlSize {
    /// Reads a whole number of bytes, or of kibibytes to tebibytes: `1073741824`, `0x40000000`, `1048576k`, `1G`, `1GiB`.
    ///
    /// - Throws: ``Malformed`` for anything else, and for nothing.
    static func bytes(_ text: String) throws(Malformed) -> ByteCount {
        let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0X")
        let number = isHexadecimal ? text.dropFirst(2) : text[...]
        let digits = number.prefix { isHexadecimal ? $0.isHexDigit : ("0"..."9").contains($0) }
        let unit = number.dropFirst(digits.count)
        guard let shift = shifts[unit.hasSuffix("iB") && unit.count == 3 ? unit.prefix(1) : unit],
            let count = UInt64(digits, radix: isHexadecimal ? 16 : 10), count > 0,
            isHexadecimal || !digits.hasPrefix("0"), count <= UInt64.max >> shift
        else { throw Malformed(text: text) }
        return ByteCount(rawValue: count << shift)
    }

    private static let shifts: [Substring: UInt64] = [
        "": 0, "k": 10, "K": 10, "m": 20, "M": 20, "g": 30, "G": 30, "t": 40, "T": 40,
    ]

    /// A text that is no size.
    struct Malformed: Error, Hashable, CustomStringConvertible {
        /// What the user wrote.
        let text: String

        /// What is wrong, and what would be right, in one line.
        var description: String {
            "'\(text)' is no size: write a whole number above 0 with no unit or one of K, M, G, T, KiB, MiB, "
                + "GiB, TiB, all of 1024, such as 512M"
        }
    }
}
