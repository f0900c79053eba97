// SPDX-License-Identifier: Apache-2.0

/// Why processes that use a device may not have been seen, so that the device may be in use.
public enum UnseenUsers: Sendable, Hashable {
    /// This process lacks CAP_SYS_PTRACE, from `/proc/self/status`: the kernel shows it nothing of most others.
    case withoutPtrace
    /// `/proc` shows the processes of a PID namespace that is not the first, from `/proc/self/ns/pid`.
    case otherNamespace
    /// A file could not be read: the device's own number, or what a process has open or mapped.
    case unreadable(Gap)

    /// What would let all users be seen, for people.
    public var remedy: String {
        switch self {
        case .withoutPtrace: "run as root with CAP_SYS_PTRACE"
        case .otherNamespace: "run in the host's first PID namespace"
        case .unreadable(let gap): "run where \(gap.file) can be read"
        }
    }
}

extension UnseenUsers: CustomStringConvertible {
    /// The reason, for people.
    public var description: String {
        switch self {
        case .withoutPtrace: "daxshift runs without CAP_SYS_PTRACE and can't look at other processes"
        case .otherNamespace:
            "/proc shows only the processes of one PID namespace, which is not the host's first"
        case .unreadable(let gap): "\(gap)"
        }
    }
}
