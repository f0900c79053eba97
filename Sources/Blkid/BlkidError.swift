// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A failed call of libblkid.
public struct BlkidError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The C function, or the loading of the library.
    public let operation: String
    /// The library's or the kernel's error.
    public let errno: Errno

    /// The C function and the text of the error.
    public var description: String { "\(operation): \(errno)" }
}
