// SPDX-License-Identifier: Apache-2.0

/// How QEMU runs a guest's instructions.
public enum Accelerator: String, Sendable, CaseIterable {
    /// By the processor, through KVM.
    case kvm
    /// By software emulation.
    case tcg

    /// QEMU's arguments, with the fullest processor there is.
    var arguments: [String] {
        switch self {
        case .kvm: ["-accel", "kvm", "-cpu", "host"]
        case .tcg: ["-accel", "tcg,thread=multi", "-cpu", "max"]
        }
    }
}
