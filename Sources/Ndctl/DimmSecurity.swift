// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// The state of a DIMM's passphrase, as `ndctl list` prints it.
public enum DimmSecurity: String, Sendable, Hashable, CaseIterable {
    /// No passphrase is set, `NDCTL_SECURITY_DISABLED`.
    case disabled
    /// A passphrase is set, and the DIMM is open, `NDCTL_SECURITY_UNLOCKED`.
    case unlocked
    /// A passphrase is set, and the DIMM is closed, `NDCTL_SECURITY_LOCKED`.
    case locked
    /// The state can't be changed until the next start, `NDCTL_SECURITY_FROZEN`.
    case frozen
    /// The DIMM is being overwritten, `NDCTL_SECURITY_OVERWRITE`.
    case overwrite

    internal init?(_ state: ndctl_security_state) {
        switch state {
        case NDCTL_SECURITY_DISABLED: self = .disabled
        case NDCTL_SECURITY_UNLOCKED: self = .unlocked
        case NDCTL_SECURITY_LOCKED: self = .locked
        case NDCTL_SECURITY_FROZEN: self = .frozen
        case NDCTL_SECURITY_OVERWRITE: self = .overwrite
        default: return nil
        }
    }
}
