// SPDX-License-Identifier: Apache-2.0

/// The running kernel's release, such as `6.1.0-56-amd64`.
public struct KernelRelease: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The release as `uname -r` prints it.
    public let rawValue: String

    /// Creates a release.
    ///
    /// - Parameter rawValue: The release as `uname -r` prints it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The release as `uname -r` prints it.
    public var description: String { rawValue }
}
