// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A failed call of libndctl.
public struct NdctlError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The C function.
    public let operation: String
    /// The library's error.
    public let errno: Errno

    /// The C function and the text of the error.
    public var description: String { "\(operation): \(errno)" }
}
