// SPDX-License-Identifier: Apache-2.0

/// Why the lab could not do what it was asked to.
public struct LabError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of failure, told apart by their exit status.
    public enum Code: Sendable, Hashable {
        /// What was asked for is wrong: an unknown host, a host file with a wrong key, a file that is not there.
        case request
        /// The lab itself failed: no QEMU, a kernel that can't be had, a disk that is full.
        case lab
    }

    /// The kind of failure.
    public let code: Code
    /// What failed, on what, why, and the nearest thing that would work.
    public let description: String

    /// Creates an error about the request.
    static func request(_ description: String) -> LabError {
        LabError(code: .request, description: description)
    }

    /// Creates an error about the lab itself.
    static func lab(_ description: String) -> LabError { LabError(code: .lab, description: description) }
}
