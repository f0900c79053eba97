// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A failed call of libndctl.
public struct NdctlError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The C function.
    public let operation: String
    /// The library's error; `ENOSYS` when it lacks the function.
    public let errno: Errno
    /// The file of the library that lacks the function; nil when the function failed.
    ///
    /// Its name ends in the library's version, as that of `libndctl.so.6.1.21`.
    public let missingFrom: String?

    internal init(operation: String, errno: Errno, missingFrom: String? = nil) {
        self.operation = operation
        self.errno = errno
        self.missingFrom = missingFrom
    }

    /// The C function and the text of the error.
    public var description: String {
        guard let missingFrom else { return "\(operation): \(errno)" }
        return "\(missingFrom) has no function \(operation)"
    }
}
