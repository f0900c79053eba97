// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The strict readers of sizes on the command line.
enum SizeArgument {
    /// Reads how large a device is to be: a size, a share such as `50%`, or `max`.
    ///
    /// - Throws: ``Malformed`` for anything else.
    static func extent(_ text: String) throws(Malformed) -> DeviceShape.Extent {
        if text == "max" { return .maximum }
        guard text.hasSuffix("%") else { return .size(try bytes(text)) }
        guard let percent = Int(kernelDigits: text.dropLast()), (1...100).contains(percent) else {
            throw Malformed(text: text)
        }
        return .percent(percent)
    }

    /// Reads a whole number of bytes, or of K, M, G, T, KiB, MiB, GiB or TiB, all of 1024.
    ///
    /// - Throws: ``Malformed`` for anything else.
    static func bytes(_ text: String) throws(Malformed) -> ByteCount {
        let digits = text.prefix { ("0"..."9").contains($0) }
        let unit = text.dropFirst(digits.count)
        guard let count = Int(kernelDigits: digits).map(UInt64.init),
            let shift = shifts[unit.hasSuffix("iB") ? unit.dropLast(2) : unit],
            unit != "iB", count <= UInt64.max >> shift
        else { throw Malformed(text: text) }
        return ByteCount(rawValue: count << shift)
    }

    private static let shifts: [Substring: UInt64] = ["": 0, "K": 10, "M": 20, "G": 30, "T": 40]

    /// A text that is no size.
    struct Malformed: Error, Hashable, CustomStringConvertible {
        /// What the user wrote.
        let text: String

        /// What is wrong, and what would be right, in one line.
        var description: String {
            "'\(text)' is no size: write a whole number of bytes, or of K, M, G, T, KiB, MiB, GiB or TiB, such as "
                + "512M, or where a share makes sense 'max' or 1% to 100%"
        }
    }
}
