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

    /// The sum of two sizes, at most the largest representable one.
    public static func + (left: ByteCount, right: ByteCount) -> ByteCount {
        let (sum, overflows) = left.rawValue.addingReportingOverflow(right.rawValue)
        return ByteCount(rawValue: overflows ? .max : sum)
    }

    /// A multiple of a size, at most the largest representable one.
    public static func * (left: ByteCount, right: UInt64) -> ByteCount {
        let (product, overflows) = left.rawValue.multipliedReportingOverflow(by: right)
        return ByteCount(rawValue: overflows ? .max : product)
    }

    /// The difference of two sizes, or zero if the right one is larger.
    public static func - (left: ByteCount, right: ByteCount) -> ByteCount {
        left < right ? .zero : ByteCount(rawValue: left.rawValue - right.rawValue)
    }

    /// Whether this is a multiple of another size; only zero is a multiple of zero.
    public func isMultiple(of unit: ByteCount) -> Bool { rawValue.isMultiple(of: unit.rawValue) }

    /// The largest multiple of another size that is no larger than this; zero for zero.
    public func roundedDown(to unit: ByteCount) -> ByteCount {
        unit == .zero ? .zero : ByteCount(rawValue: rawValue / unit.rawValue * unit.rawValue)
    }

    /// The smallest multiple of another size that is no smaller than this; nil on overflow.
    public func roundedUp(to unit: ByteCount) -> ByteCount? {
        let down = roundedDown(to: unit)
        guard down < self else { return self }
        let (up, isBeyond) = down.rawValue.addingReportingOverflow(unit.rawValue)
        return isBeyond ? nil : ByteCount(rawValue: up)
    }

    /// A share of this size, rounded down to bytes.
    ///
    /// - Parameter percent: The hundredths; fewer than none count as none.
    /// - Returns: The share, at most the largest representable size.
    func share(_ percent: Int) -> ByteCount {
        let (hundredth, rest) = rawValue.quotientAndRemainder(dividingBy: 100)
        let percent = UInt64(clamping: percent)
        let restShare = (ByteCount(rawValue: rest) * percent).rawValue / 100
        return ByteCount(rawValue: hundredth) * percent + ByteCount(rawValue: restShare)
    }

    /// The exact size: a whole number of the largest possible binary unit, such as `1534M`.
    public var exact: String {
        let units = [(40, "T"), (30, "G"), (20, "M"), (10, "K")] as [(UInt64, String)]
        guard rawValue > 0, let (shift, unit) = units.first(where: { rawValue.isMultiple(of: 1 << $0.0) })
        else { return "\(rawValue)" }
        return "\(rawValue >> shift)\(unit)"
    }
}

extension ByteCount: CustomStringConvertible {
    /// The rounded size: two decimals and the largest binary unit that gives a number of one or more.
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
