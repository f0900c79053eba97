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
        let (first, second) = (left.sortKey, right.sortKey)
        guard first.stem == second.stem else { return first.stem < second.stem }
        return first.numbers.lexicographicallyPrecedes(second.numbers)
    }

    private var sortKey: (stem: Substring, numbers: [Int]) {
        let stem = rawValue.prefix { !$0.isNumber }
        return (stem, rawValue.dropFirst(stem.count).split(separator: ".").map { Int($0) ?? .max })
    }
}
