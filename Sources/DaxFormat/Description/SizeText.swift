// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// Strict parsers of sizes, on the command line and in layouts.
package enum SizeText {
    /// Reads the size of a device: a size, a share such as `50%`, or `max`.
    ///
    /// - Throws: ``Malformed`` for anything else.
    package static func extent(_ text: String) throws(Malformed) -> DeviceShape.Extent {
        if text == "max" { return .maximum }
        guard text.hasSuffix("%") else { return .size(try bytes(text)) }
        guard let percent = Int(kernelDigits: text.dropLast()), (1...100).contains(percent) else {
            throw Malformed(text: text)
        }
        return .percent(percent)
    }

    /// Reads a whole number of bytes, or of kibibytes to tebibytes: `1073741824`, `0x40000000`, `1048576k`, `1G`, `1GiB`.
    ///
    /// - Throws: ``Malformed`` for anything else, and for an empty text.
    package static func bytes(_ text: String) throws(Malformed) -> ByteCount {
        let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0X")
        let number = isHexadecimal ? text.dropFirst(2) : text[...]
        let digits = Substring(number.utf8.prefix { isDigit($0, isHexadecimal: isHexadecimal) })
        guard let shift = shift(of: number[digits.endIndex...]), !digits.isEmpty,
            isHexadecimal || digits == "0" || !digits.hasPrefix("0")
        else { throw Malformed(text: text) }
        guard let count = UInt64(digits, radix: isHexadecimal ? 16 : 10), count <= UInt64.max >> shift else {
            throw Malformed(text: text, isTooLarge: true)
        }
        return ByteCount(rawValue: count << shift)
    }

    /// Reads a physical address, as a size is written: `0x240000000`, `9G`.
    ///
    /// - Throws: ``MalformedAddress`` for anything else.
    package static func address(_ text: String) throws(MalformedAddress) -> UInt64 {
        do throws(Malformed) {
            return try bytes(text).rawValue
        } catch {
            throw MalformedAddress(text: text)
        }
    }

    private static func isDigit(_ byte: UInt8, isHexadecimal: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): isHexadecimal
        default: false
        }
    }

    /// The power of two that a unit stands for.
    private static func shift(of unit: Substring) -> UInt64? {
        switch unit {
        case "": 0
        case "k", "K", "kiB", "KiB": 10
        case "m", "M", "miB", "MiB": 20
        case "g", "G", "giB", "GiB": 30
        case "t", "T", "tiB", "TiB": 40
        default: nil
        }
    }

    /// A malformed address.
    package struct MalformedAddress: Error, Hashable, CustomStringConvertible {
        /// What the user wrote.
        package let text: String

        package init(text: String) {
            self.text = text
        }

        /// What is wrong, and the right form, in one line.
        package var description: String {
            "'\(text)' is not an address: write it as 0x240000000, or as a multiple of K, M, G or T, such as 9G"
        }
    }

    /// A malformed size.
    package struct Malformed: Error, Hashable, CustomStringConvertible {
        /// What the user wrote.
        package let text: String
        /// Whether it is a size, but of more bytes than 64 bits can count.
        package let isTooLarge: Bool

        package init(text: String, isTooLarge: Bool = false) {
            self.text = text
            self.isTooLarge = isTooLarge
        }

        /// What is wrong, and the right form, in one line.
        package var description: String {
            if isTooLarge { return "'\(text)' is too large: write less than 16777216T" }
            return text.hasSuffix("%")
                ? "'\(text)' is not a share: write 1% to 100%"
                : "'\(text)' is not a size: write a whole number of bytes, or of K, M, G, T, KiB, MiB, GiB or TiB, "
                    + "powers of 1024, such as 512M"
        }
    }
}
