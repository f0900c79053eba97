// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// The lock or the journal, a file or folder under `/run`, can't be used.
public struct RunFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// What is wrong with it.
    public let problem: String
    /// The kernel's error; nil when the problem is not the kernel's.
    public let errno: Errno?
    /// The nearest remedy.
    public let remedy: String

    init(_ path: String, _ problem: String, errno: Errno? = nil, remedy: String) {
        self.path = path
        self.problem = problem
        self.errno = errno
        self.remedy = remedy
    }

    /// The file, the problem and the kernel's error, in one line.
    public var sentence: String { "\(path) \(problem)" + (errno.map { ": \($0)" } ?? "") }

    /// The file, the problem, the kernel's error and the remedy, in one line.
    public var description: String { "\(sentence); \(remedy)" }
}
