// SPDX-License-Identifier: Apache-2.0

/// The random UUIDs of the namespaces that a request makes: the same series gives the same UUIDs, so a plan stays a function
/// of its request.
public struct UUIDSeries: Sendable, Hashable {
    /// The random number that the series follows from.
    public let seed: UInt64

    /// Creates a series.
    ///
    /// - Parameter seed: A random number.
    public init(seed: UInt64) {
        self.seed = seed
    }

    /// Another series, for one of several parts of a request.
    ///
    /// - Parameter index: The place of the part.
    /// - Returns: The series of that part.
    func branch(_ index: Int) -> UUIDSeries {
        UUIDSeries(seed: Self.mixed(seed ^ Self.mixed(UInt64(truncatingIfNeeded: index) &+ 1)))
    }

    /// A UUID of the series, of version 4, in lower case.
    ///
    /// - Parameter index: Its place in the series.
    /// - Returns: The UUID.
    public func uuid(_ index: Int) -> String {
        let first = seed &+ 0x9e37_79b9_7f4a_7c15 &* (2 &* UInt64(truncatingIfNeeded: index) &+ 1)
        let words = [first, first &+ 0x9e37_79b9_7f4a_7c15].map(Self.mixed)
        var digits = words.map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()[...]
        var groups: [Substring] = []
        for length in [8, 4, 4, 4, 12] {
            groups.append(digits.prefix(length))
            digits = digits.dropFirst(length)
        }
        groups[2] = "4" + groups[2].dropFirst()
        groups[3] = "8" + groups[3].dropFirst()
        return groups.joined(separator: "-")
    }

    /// The finalizer of SplitMix64.
    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = word
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}
