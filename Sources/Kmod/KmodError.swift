// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A call of libkmod that failed.
public struct KmodError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The C function.
    public let operation: String
    /// The module that was asked for; nil where the call is about none.
    public let module: String?
    /// The library's or the kernel's answer.
    public let errno: Errno

    /// The module, the C function, and the system's words for why it failed.
    public var description: String {
        switch module {
        case nil: "\(operation): \(errno)"
        case let module?: "\(module): \(operation): \(errno)"
        }
    }
}
