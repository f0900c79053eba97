// SPDX-License-Identifier: Apache-2.0

/// A size in bytes.
public struct ByteCount: RawRepresentable, Sendable, Hashable, Comparable {
    /// The size in bytes.
    public let rawValue: UInt64

    /// Creates a size.
    ///
    /// - Parameter rawValue: The size in bytes.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// No bytes.
    public static let zero = ByteCount(rawValue: 0)

    /// Whether the left size is the smaller one.
    public static func < (left: ByteCount, right: ByteCount) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The sum of two sizes, or the largest there is where it would be larger.
    public static func + (left: ByteCount, right: ByteCount) -> ByteCount {
        let (sum, overflows) = left.rawValue.addingReportingOverflow(right.rawValue)
        return ByteCount(rawValue: overflows ? .max : sum)
    }

    /// The difference of two sizes, or nothing where the right one is the larger.
    public static func - (left: ByteCount, right: ByteCount) -> ByteCount {
        left < right ? .zero : ByteCount(rawValue: left.rawValue - right.rawValue)
    }
}

extension ByteCount: CustomStringConvertible {
    /// The size for people: two decimals and the largest binary unit that leaves a number of one or more.
    public var description: String {
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        guard rawValue >= 1024 else { return "\(rawValue) B" }
        var unit = 0
        var number = Double(rawValue) / 1024
        while number >= 1024 {
            number /= 1024
            unit += 1
        }
        let hundredths = Int((number * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return "\(whole) \(units[unit])" }
        return "\(whole).\(rest < 10 ? "0" : "")\(rest) \(units[unit])"
    }
}
