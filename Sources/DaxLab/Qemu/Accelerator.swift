// SPDX-License-Identifier: Apache-2.0

/// How QEMU runs a guest's instructions.
public enum Accelerator: String, Sendable, CaseIterable {
    /// By the processor, through KVM.
    case kvm
    /// By software emulation.
    case tcg

    /// QEMU's arguments, with the fullest processor there is.
    ///
    /// - Parameter hidesHypervisor: Whether the guest is not to know that it is one.
    /// - Returns: The arguments.
    func arguments(hidesHypervisor: Bool = false) -> [String] {
        let cpu = hidesHypervisor ? ",-hypervisor" : ""
        switch self {
        case .kvm: return ["-accel", "kvm", "-cpu", "host" + cpu]
        case .tcg: return ["-accel", "tcg,thread=multi", "-cpu", "max" + cpu]
        }
    }
}
