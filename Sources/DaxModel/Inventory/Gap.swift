// SPDX-License-Identifier: Apache-2.0

/// A file that the survey could not read or parse, so that the inventory lacks its value.
public struct Gap: Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public var file: String
    /// The reason: the system's error, or the unexpected content.
    public var reason: String
    /// Whether root could read it.
    public var needsRoot: Bool

    /// Creates a gap.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - reason: The reason.
    ///   - needsRoot: Whether root could read it.
    public init(file: String, reason: String, needsRoot: Bool = false) {
        self.file = file
        self.reason = reason
        self.needsRoot = needsRoot
    }

    /// The file and the reason, in one line.
    public var description: String { "\(file): \(reason)" }
}
