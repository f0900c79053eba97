// SPDX-License-Identifier: Apache-2.0

/// Why processes that use a device may not have been seen, so that the device may be in use.
public enum UnseenUsers: Sendable, Hashable {
    /// This process lacks CAP_SYS_PTRACE, from `/proc/self/status`: the kernel shows it nothing of most others.
    case withoutPtrace
    /// `/proc` shows the processes of a PID namespace that is not the first, from `/proc/self/ns/pid`.
    case otherNamespace
    /// A file could not be read: the device's own number, or what a process has open or mapped.
    case unreadable(Gap)
}
