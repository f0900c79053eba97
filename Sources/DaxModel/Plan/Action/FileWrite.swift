// SPDX-License-Identifier: Apache-2.0

/// A value that is written to a file of the kernel.
public struct FileWrite: Sendable, Hashable {
    /// The file.
    public var file: String
    /// The value.
    public var value: String

    /// Creates a write.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - value: The value.
    public init(_ file: String, _ value: String) {
        self.file = file
        self.value = value
    }
}
