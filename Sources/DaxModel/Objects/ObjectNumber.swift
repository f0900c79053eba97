// SPDX-License-Identifier: Apache-2.0

/// The number that the kernel gives to an object of one kind; its text is the bare decimal number.
///
/// Each kind has a type of its own, so that the number of a node is never taken for that of a block.
public protocol ObjectNumber: RawRepresentable, Sendable, Hashable, Strideable, CustomStringConvertible,
    ExpressibleByIntegerLiteral
where RawValue == Int, Stride == Int, IntegerLiteralType == Int {
    /// Creates a number.
    ///
    /// - Parameter rawValue: The number as the kernel writes it.
    init(rawValue: Int)
}

extension ObjectNumber {
    /// Creates a number from a literal.
    ///
    /// - Parameter value: The number.
    public init(integerLiteral value: Int) {
        self.init(rawValue: value)
    }

    /// Creates a number from decimal digits as the kernel writes them: no sign, no leading zero.
    ///
    /// - Parameter text: The whole text.
    public init?(kernelDigits text: some StringProtocol) {
        guard let number = Int(kernelDigits: text) else { return nil }
        self.init(rawValue: number)
    }

    /// The number in decimal.
    public var description: String { rawValue.description }

    /// Whether the left number is the smaller one.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The distance to another number, by which ranges of numbers count; it wraps around on overflow.
    ///
    /// - Parameter other: The other number.
    /// - Returns: How much larger the other number is.
    public func distance(to other: Self) -> Int { other.rawValue &- rawValue }

    /// The number at a distance, by which ranges of numbers step; it wraps around on overflow.
    ///
    /// - Parameter distance: How much larger the other number is.
    /// - Returns: The other number.
    public func advanced(by distance: Int) -> Self { Self(rawValue: rawValue &+ distance) }
}
