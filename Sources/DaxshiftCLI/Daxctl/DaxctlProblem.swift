// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Why a command line of daxctl is not carried out.
enum DaxctlProblem: Error, Sendable, Hashable {
    /// It is invalid; the lines are printed before the usage.
    case usage([String])
    /// It can't be done.
    case failure(String, Errno)
}
