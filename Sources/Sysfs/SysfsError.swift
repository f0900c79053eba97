// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A read or write of a kernel file that failed.
public struct SysfsError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried.
    public let operation: Operation
    /// The file.
    public let path: String
    /// What was being written; nil for a read.
    public let value: String?
    /// The kernel's answer.
    public let errno: Errno
    /// What is wrong with the file, where it is not the kernel that says so.
    internal var problem: String?

    /// Why it failed: the system's words, or what is wrong with the file.
    public var reason: String { problem ?? "\(errno)" }

    /// What can be tried on a kernel file.
    public enum Operation: String, Sendable, Hashable {
        /// Reading a file, a link or a folder.
        case read
        /// Writing a file.
        case write
    }

    /// What was tried on which file and the system's words for why it failed.
    public var description: String {
        switch value {
        case nil: "cannot \(operation.rawValue) \(path): \(reason)"
        case let value?: "cannot write \"\(value)\" to \(path): \(errno)"
        }
    }
}
