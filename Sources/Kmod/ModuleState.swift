// SPDX-License-Identifier: Apache-2.0

/// The state of a kernel module.
public enum ModuleState: Sendable, Hashable {
    /// Built into the kernel, according to the kernel's files.
    case builtIn
    /// Loaded or being loaded.
    case live
    /// Being unloaded.
    case going
    /// On disk for the running kernel and not loaded.
    case onDisk
    /// Neither in the kernel nor on disk.
    case missing
}
