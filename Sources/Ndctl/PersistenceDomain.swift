// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// From where on data survives a loss of power, as `ndctl list` prints it.
public enum PersistenceDomain: String, Sendable, Hashable, CaseIterable {
    /// Data survives nowhere by itself, `PERSISTENCE_NONE`.
    case none
    /// In the memory controller, `PERSISTENCE_MEM_CTRL`.
    case memoryController = "memory_controller"
    /// In the caches of the CPU, `PERSISTENCE_CPU_CACHE`.
    case cpuCache = "cpu_cache"
    /// The platform does not say, `PERSISTENCE_UNKNOWN`.
    case unknown

    internal init(_ domain: ndctl_persistence_domain) {
        self =
            switch domain {
            case PERSISTENCE_NONE: .none
            case PERSISTENCE_MEM_CTRL: .memoryController
            case PERSISTENCE_CPU_CACHE: .cpuCache
            default: .unknown
            }
    }
}
