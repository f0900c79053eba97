// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A failed operation on a kernel file.
public struct SysfsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The operation.
    public let operation: Operation
    /// The file.
    public let path: String
    /// The value that was written; nil for a read.
    public let value: String?
    /// The kernel's error.
    public let errno: Errno
    /// What is wrong with the file, if the error is not the kernel's.
    internal var problem: String?

    /// The reason: the text of the kernel's error, or what is wrong with the file.
    public var reason: String { problem ?? "\(errno)" }

    internal init(
        operation: Operation, path: String, value: String?, errno: Errno, problem: String? = nil
    ) {
        self.operation = operation
        self.path = path
        self.value = value
        self.errno = errno
        self.problem = problem
    }

    /// Creates the error of a file that could be read, and whose contents are wrong.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - problem: What is wrong with it.
    package init(contentsOf path: String, _ problem: String) {
        self.init(operation: .read, path: path, value: nil, errno: .invalidArgument, problem: problem)
    }

    /// The operations on kernel files.
    public enum Operation: String, Sendable, Hashable {
        /// Reading a file, a link or a folder.
        case read
        /// Writing a file.
        case write
    }

    /// The operation, the file and the reason.
    public var description: String {
        switch value {
        case nil: "cannot \(operation.rawValue) \(path): \(reason)"
        case let value?: "cannot write \"\(value)\" to \(path): \(errno)"
        }
    }
}
