// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A call of libdaxctl that failed.
public struct DaxctlError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The C function.
    public let operation: String
    /// The library's answer.
    public let errno: Errno

    /// The C function and the system's words for why it failed.
    public var description: String { "\(operation): \(errno)" }
}
