// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What happened meanwhile to a device that no step was about.
    public enum ChangeCause: Sendable, Hashable {
        /// It appeared.
        case appeared
        /// It is gone.
        case gone
        /// It is used in another way.
        case used(from: DeviceUse, to: DeviceUse)

        var code: Code {
            switch self {
            case .appeared: .changeAppeared
            case .gone: .changeGone
            case .used: .changeUsed
            }
        }
    }
}
