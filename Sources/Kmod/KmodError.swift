// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A failed call of libkmod.
public struct KmodError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The C function.
    public let operation: String
    /// The module of the call; nil if it has none.
    public let module: String?
    /// The library's or the kernel's error.
    public let errno: Errno

    /// The module, the C function and the text of the error.
    public var description: String {
        switch module {
        case nil: "\(operation): \(errno)"
        case let module?: "\(module): \(operation): \(errno)"
        }
    }
}
