// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// A failed write to a standard stream.
///
/// The command then ends with exit code 74.
struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The stream: `standard output` or `standard error`.
    let stream: String
    /// The system's error.
    let underlyingError: Errno

    /// The failure in one line.
    var description: String { "could not write to \(stream): \(underlyingError)" }
}
