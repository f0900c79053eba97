// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Why a command line of daxctl or ndctl is not carried out.
enum DropInProblem: Error, Sendable, Hashable {
    /// It is invalid; the lines are printed before the usage.
    case usage([String])
    /// It can't be done.
    case failure(String, Errno)

    /// A failure in the form of ndctl's messages.
    static func error(_ text: String, _ errno: Errno) -> DropInProblem {
        .failure("  Error: \(text)\n", errno)
    }
}
