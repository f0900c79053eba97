// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// A text could not be written where it belongs.
///
/// A command ends with exit code 74 on it.
struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Where the text should have gone: `standard output` or `standard error`.
    let stream: String
    /// What the system said.
    let underlyingError: Errno

    /// The failure in one line.
    var description: String { "could not write to \(stream): \(underlyingError)" }
}
