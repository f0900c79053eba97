// SPDX-License-Identifier: Apache-2.0

internal import Sysfs

/// The machine that this process runs on: the only place where anything is read or written.
public struct LinuxHost: Sendable {
    /// What the kernel logs of the action that is being carried out.
    internal let log = KernelLog()
    /// Which processes the kernel kills for want of memory.
    internal let kills = KillWatch()

    /// Creates the running host.
    public init() {}
}
