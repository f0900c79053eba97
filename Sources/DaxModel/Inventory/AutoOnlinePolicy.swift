// SPDX-License-Identifier: Apache-2.0

/// The policy for new memory blocks, `/sys/devices/system/memory/auto_online_blocks`.
public enum AutoOnlinePolicy: String, Sendable, Hashable, CaseIterable {
    /// They stay offline.
    case offline
    /// They go online, in a zone that the kernel chooses.
    case online
    /// They go online in a kernel zone, since Linux 5.7.
    case onlineKernel = "online_kernel"
    /// They go online in the movable zone, since Linux 5.7.
    case onlineMovable = "online_movable"
}
