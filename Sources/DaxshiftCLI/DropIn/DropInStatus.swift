// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// The exit statuses of daxctl and ndctl: the low byte of a negative error number, and three of its own.
struct DropInStatus: RawRepresentable, Sendable, Hashable {
    let rawValue: UInt8

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The status for a system error.
    init(_ errno: Errno) {
        rawValue = UInt8(truncatingIfNeeded: -errno.rawValue)
    }

    /// Done.
    static let success = DropInStatus(rawValue: 0)
    /// No such command, or nothing to bring online or take offline, or each object failed.
    static let nothingDone = DropInStatus(rawValue: 1)
    /// Shell completion: the word is the name of a file.
    static let fileName = DropInStatus(rawValue: 2)
    /// `help` was asked for an unknown command.
    static let noManual = DropInStatus(rawValue: 16)
    /// The command line is invalid, or the usage was requested.
    static let usage = DropInStatus(rawValue: 129)
    /// The names of the options were requested.
    static let listOptions = DropInStatus(rawValue: 130)
}

extension Errno {
    init(_ number: ErrorNumber) {
        self.init(rawValue: number.rawValue)
    }
}
