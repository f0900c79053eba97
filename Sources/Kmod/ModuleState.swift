// SPDX-License-Identifier: Apache-2.0

/// Where a kernel module stands.
public enum ModuleState: Sendable, Hashable {
    /// Part of the kernel, or so the kernel's files say.
    case builtIn
    /// Loaded, or being loaded right now.
    case live
    /// Leaving the kernel right now.
    case going
    /// On disk for the running kernel and not loaded.
    case onDisk
    /// Neither in the kernel nor on disk.
    case missing
}
