// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemPackage

extension Gap {
    /// Creates a gap from a failed read.
    internal init(_ error: SysfsError) {
        self.init(file: error.path, reason: error.reason, error.errno)
    }

    /// Creates a gap from the error that a file returned.
    internal init(file: String, reason: String, _ errno: Errno) {
        let isDenied = errno == .permissionDenied || errno == .notPermitted
        self.init(file: file, reason: reason, needsRoot: isDenied && geteuid() != 0)
    }
}
