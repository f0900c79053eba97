// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemPackage

extension Gap {
    /// Creates a gap from a failed read.
    internal init(_ error: SysfsError) {
        let isDenied = error.errno == .permissionDenied || error.errno == .notPermitted
        self.init(file: error.path, reason: error.reason, needsRoot: isDenied && geteuid() != 0)
    }
}
