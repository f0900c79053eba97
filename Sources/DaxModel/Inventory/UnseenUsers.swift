// SPDX-License-Identifier: Apache-2.0

/// Why users of a device may have been missed.
public enum UnseenUsers: Sendable, Hashable {
    /// This process lacks CAP_SYS_PTRACE, from `/proc/self/status`, and can't inspect most other processes.
    case withoutPtrace
    /// `/proc` shows the processes of a PID namespace that is not the first, from `/proc/self/ns/pid`.
    case otherNamespace
    /// A file could not be read: the device's own number, or what a process has open or mapped.
    case unreadable(Gap)
}
