// SPDX-License-Identifier: Apache-2.0

/// A failure of the lab.
public struct LabError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure, which differ in exit status.
    public enum Code: Sendable, Hashable {
        /// The request is wrong: an unknown host, a host file with a wrong key, a missing file.
        case request
        /// The lab failed: no QEMU, an unavailable kernel, a full disk.
        case lab
    }

    /// The kind of failure.
    public let code: Code
    /// What failed, on which object, why, and the nearest alternative.
    public let description: String

    /// Creates an error about the request.
    static func request(_ description: String) -> LabError {
        LabError(code: .request, description: description)
    }

    /// Creates an error about the lab itself.
    static func lab(_ description: String) -> LabError { LabError(code: .lab, description: description) }
}
