// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// A change meanwhile of an object that was not named.
    public enum ChangeCause: Sendable, Hashable {
        /// It appeared.
        case appeared
        /// It is gone.
        case gone
        /// Its use changed.
        case used(from: DeviceUse, to: DeviceUse)
        /// Its mode, its label, its place or its driver changed.
        case remade

        var code: Code {
            switch self {
            case .appeared: .changeAppeared
            case .gone: .changeGone
            case .used: .changeUsed
            case .remade: .changeRemade
            }
        }
    }
}
