// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Why the module of a driver can't be loaded.
    public enum DriverCause: Sendable, Hashable {
        /// There is none for the kernel.
        case missing(module: String, KernelRelease)
        /// It is blacklisted and not loaded.
        case blacklisted(module: String)
        /// modprobe.d runs a command instead of loading it.
        case substituted(module: String, command: String)

        var code: Code {
            switch self {
            case .missing: .driverMissing
            case .blacklisted: .driverBlacklisted
            case .substituted: .driverSubstituted
            }
        }
    }
}
