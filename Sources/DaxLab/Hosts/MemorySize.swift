// SPDX-License-Identifier: Apache-2.0

/// A size in bytes, written like in QEMU and the kernel: `4G`, `4098M`, `128K`.
public struct MemorySize: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    private static let units: [(suffix: Character, shift: Int)] = [
        ("T", 40), ("G", 30), ("M", 20), ("K", 10),
    ]

    /// The number of bytes.
    public let rawValue: UInt64

    /// Creates a size.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Reads a whole number followed by `K`, `M`, `G` or `T` (powers of 1024); nil for anything else.
    public init?(_ text: String) {
        guard let unit = MemorySize.units.first(where: { $0.suffix == text.last }),
            text.first?.isNumber == true, let count = UInt64(text.dropLast()),
            count <= UInt64.max >> UInt64(unit.shift)
        else { return nil }
        self.init(rawValue: count << UInt64(unit.shift))
    }

    /// The size in the largest unit that gives a whole number.
    public var description: String {
        for unit in MemorySize.units where rawValue != 0 && rawValue % (1 << UInt64(unit.shift)) == 0 {
            return "\(rawValue >> UInt64(unit.shift))\(unit.suffix)"
        }
        return String(rawValue)
    }

    /// The size in hexadecimal.
    var hexadecimal: String { "0x" + String(rawValue, radix: 16) }

    /// Compares numbers of bytes.
    public static func < (left: MemorySize, right: MemorySize) -> Bool { left.rawValue < right.rawValue }

    static func + (left: MemorySize, right: MemorySize) -> MemorySize {
        let (sum, isBeyond) = left.rawValue.addingReportingOverflow(right.rawValue)
        return MemorySize(rawValue: isBeyond ? .max : sum)
    }

    static let zero = MemorySize(rawValue: 0)
    static let kibibyte = MemorySize(rawValue: 1 << 10)
    static let mebibyte = MemorySize(rawValue: 1 << 20)
    static let gibibyte = MemorySize(rawValue: 1 << 30)

    static func gibibytes(_ count: UInt64) -> MemorySize { MemorySize(rawValue: count << 30) }
}
