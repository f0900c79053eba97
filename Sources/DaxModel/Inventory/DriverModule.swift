// SPDX-License-Identifier: Apache-2.0

/// A kernel module that drives or provides dax devices.
public struct DriverModule: Sendable, Hashable {
    /// The module's name, such as `kmem`.
    public var name: String
    /// Where the module stands.
    public var state: State
    /// Whether a modprobe.d file says `blacklist`, so that it is not loaded by alias.
    public var isBlacklisted: Bool
    /// The command that a modprobe.d file has run instead, by `install`; nil when there is none.
    public var installCommand: String?

    /// The command that runs in place of loading the module, and does not load it; nil when there is none.
    public var substitute: String? {
        installCommand.flatMap { $0.contains("modprobe") || $0.contains("insmod") ? nil : $0 }
    }

    /// Creates a module.
    ///
    /// - Parameters:
    ///   - name: The module's name.
    ///   - state: Where the module stands.
    ///   - isBlacklisted: Whether a modprobe.d file says `blacklist`.
    ///   - installCommand: The command that a modprobe.d file has run instead.
    public init(name: String, state: State, isBlacklisted: Bool = false, installCommand: String? = nil) {
        self.name = name
        self.state = state
        self.isBlacklisted = isBlacklisted
        self.installCommand = installCommand
    }

    /// Where a module stands.
    public enum State: String, Sendable, Hashable {
        /// Part of the kernel.
        case builtIn = "built-in"
        /// Loaded.
        case loaded
        /// On disk and not loaded.
        case loadable
        /// Not to be had on this kernel.
        case missing
    }

    /// The modules that the survey asks for.
    public static let surveyed = [
        "device_dax", "kmem", "fsdev_dax", "dax_pmem", "dax_pmem_compat", "dax_hmem", "dax_cxl",
    ]
}
