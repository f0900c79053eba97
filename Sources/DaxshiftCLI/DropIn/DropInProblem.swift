// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Why a command line of daxctl or ndctl is not carried out.
enum DropInProblem: Error, Sendable, Hashable {
    /// It is invalid; the lines are printed before the usage.
    case usage([String])
    /// It can't be done.
    case failure(String, Errno)
    /// It can't be done; the line is printed in the form of ndctl.
    case error(String, Errno)

    /// An invalid command line, in the form of ndctl.
    static func badUsage(_ text: String) -> DropInProblem { .usage(lines(text)) }

    /// The lines of an error in the form of ndctl, the last of which is empty.
    static func lines(_ text: String) -> [String] { ["  Error: \(text)", ""] }
}
