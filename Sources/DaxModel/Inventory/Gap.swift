// SPDX-License-Identifier: Apache-2.0

/// A file that the survey could not read or make sense of: a hole in the inventory that has a name.
public struct Gap: Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public var file: String
    /// Why there is nothing: the system's words for the error, or what the file held instead.
    public var reason: String
    /// Whether root could read it.
    public var needsRoot: Bool

    /// Creates a gap.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - reason: Why there is nothing.
    ///   - needsRoot: Whether root could read it.
    public init(file: String, reason: String, needsRoot: Bool = false) {
        self.file = file
        self.reason = reason
        self.needsRoot = needsRoot
    }

    /// The file and the reason, in one line.
    public var description: String { "\(file): \(reason)" }
}
