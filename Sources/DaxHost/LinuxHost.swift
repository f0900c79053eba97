// SPDX-License-Identifier: Apache-2.0

@_exported public import DaxModel
internal import Sysfs

/// The running machine: the only type that reads or writes it.
///
/// Whoever imports this module has `DaxModel` with it, whose values the functions take and return.
public struct LinuxHost: Sendable {
    /// The kernel's messages during the current action.
    internal let log = KernelLog()
    /// The processes that the kernel kills when memory runs out.
    internal let kills = KillWatch()

    /// Creates the running host.
    public init() {}
}
