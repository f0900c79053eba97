// SPDX-License-Identifier: Apache-2.0

/// A kernel module that drives or provides dax devices.
public struct DriverModule: Sendable, Hashable {
    /// The module's name, such as `kmem`.
    public var name: String
    /// The state of the module.
    public var state: State
    /// Whether a modprobe.d file says `blacklist`, so that it is not loaded by alias.
    public var isBlacklisted: Bool
    /// The `install` command of modprobe.d, run instead of loading the module; nil without one.
    public var installCommand: String?

    /// The `install` command if it does not load the module; else nil.
    public var substitute: String? {
        installCommand.flatMap { $0.contains("modprobe") || $0.contains("insmod") ? nil : $0 }
    }

    /// Creates a module.
    ///
    /// - Parameters:
    ///   - name: The module's name.
    ///   - state: The state of the module.
    ///   - isBlacklisted: Whether a modprobe.d file says `blacklist`.
    ///   - installCommand: The `install` command of modprobe.d.
    public init(name: String, state: State, isBlacklisted: Bool = false, installCommand: String? = nil) {
        self.name = name
        self.state = state
        self.isBlacklisted = isBlacklisted
        self.installCommand = installCommand
    }

    /// The states of a module.
    public enum State: String, Sendable, Hashable {
        /// Built into the kernel.
        case builtIn = "built-in"
        /// Loaded.
        case loaded
        /// On disk and not loaded.
        case loadable
        /// Not available for this kernel.
        case missing
    }

    /// The modules that are surveyed.
    public static let surveyed = [
        "device_dax", "kmem", "fsdev_dax", "dax_pmem", "dax_pmem_compat", "dax_hmem", "dax_cxl",
    ]
}
