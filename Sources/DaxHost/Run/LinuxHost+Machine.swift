// SPDX-License-Identifier: Apache-2.0

internal import Sysfs

extension LinuxHost {
    /// The id of this host, from `/etc/machine-id`; nil without one.
    package static var machine: String? {
        guard let text = try? Sysfs.read("/etc/machine-id"), !text.isEmpty else { return nil }
        return text
    }
}
