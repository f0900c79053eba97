// SPDX-License-Identifier: Apache-2.0

internal import Sysfs

/// The running machine: the only type that reads or writes it.
public struct LinuxHost: Sendable {
    /// The kernel's messages during the current action.
    internal let log = KernelLog()
    /// The processes that the kernel kills when memory runs out.
    internal let kills = KillWatch()

    /// Creates the running host.
    public init() {}
}
