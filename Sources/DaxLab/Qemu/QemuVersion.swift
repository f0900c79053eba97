// SPDX-License-Identifier: Apache-2.0

/// A version of QEMU, major and minor.
public struct QemuVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The first number.
    public let major: Int
    /// The second number.
    public let minor: Int

    /// Creates a version.
    public init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `8.1`; further numbers after a dot are ignored, anything else gives nil.
    public init?(_ text: some StringProtocol) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count >= 2, let major = Int(numbers[0]), let minor = Int(numbers[1]) else { return nil }
        self.init(major: major, minor: minor)
    }

    /// `8.1`.
    public var description: String { "\(major).\(minor)" }

    /// Compares major versions first.
    public static func < (left: QemuVersion, right: QemuVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
