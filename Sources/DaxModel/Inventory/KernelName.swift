// SPDX-License-Identifier: Apache-2.0

/// The kernel's name of an object that ends in numbers: `ndbus0`, `nmem12`, `region3`, `namespace1.0`.
public struct KernelName: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The name as the kernel writes it.
    public let rawValue: String

    /// Creates a name.
    ///
    /// - Parameter rawValue: The name as the kernel writes it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The name as the kernel writes it.
    public var description: String { rawValue }

    /// Orders names by the numbers in them: `region2` before `region10`.
    public static func < (left: KernelName, right: KernelName) -> Bool {
        var (left, right) = (left.rawValue, right.rawValue)
        return left.withUTF8 { left in right.withUTF8 { right in precedes(left[...], right[...]) } }
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private static func precedes(_ left: Bytes, _ right: Bytes) -> Bool {
        var (first, second) = (left, right)
        let (stem, other) = (Self.stem(of: &first), Self.stem(of: &second))
        guard stem.elementsEqual(other) else { return stem.lexicographicallyPrecedes(other) }
        while let number = Self.number(of: &second) {
            guard let own = Self.number(of: &first) else { return true }
            guard own == number else { return own < number }
        }
        return false
    }

    /// Takes what comes before the first digit.
    private static func stem(of rest: inout Bytes) -> Bytes {
        let stem = rest.prefix { !digits.contains($0) }
        rest = rest.dropFirst(stem.count)
        return stem
    }

    /// Takes the next number, before a dot or the end: the largest for what is no number; nil at the end.
    private static func number(of rest: inout Bytes) -> Int? {
        rest = rest.drop { $0 == UInt8(ascii: ".") }
        guard !rest.isEmpty else { return nil }
        var number: Int? = 0
        while let byte = rest.first, byte != UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard let tens = number?.multipliedReportingOverflow(by: 10), digits.contains(byte) else {
                number = nil
                continue
            }
            let (sum, isBeyond) = tens.partialValue.addingReportingOverflow(Int(byte - digits.lowerBound))
            number = tens.overflow || isBeyond ? nil : sum
        }
        return number ?? .max
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
