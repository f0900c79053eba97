// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// The lock or the journal, a file or folder below `/run`, can't be used.
public struct RunFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// What is wrong with it.
    public let problem: String
    /// The kernel's answer; nil when it is not the kernel that objects.
    public let errno: Errno?
    /// The nearest thing that would work.
    public let remedy: String

    init(_ path: String, _ problem: String, errno: Errno? = nil, remedy: String) {
        self.path = path
        self.problem = problem
        self.errno = errno
        self.remedy = remedy
    }

    /// The file, what is wrong with it, the kernel's answer and the way out, in one line.
    public var description: String {
        "\(path) \(problem)" + (errno.map { ": \($0)" } ?? "") + "; \(remedy)"
    }
}
