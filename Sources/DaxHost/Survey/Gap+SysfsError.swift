// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemPackage

extension Gap {
    /// The gap that a failed read leaves.
    internal init(_ error: SysfsError) {
        let isDenied = error.errno == .permissionDenied || error.errno == .notPermitted
        self.init(file: error.path, reason: error.reason, needsRoot: isDenied && geteuid() != 0)
    }
}
