// SPDX-License-Identifier: Apache-2.0

/// The accelerator with which QEMU runs a guest.
public enum Accelerator: String, Sendable, CaseIterable {
    /// KVM.
    case kvm
    /// Software emulation.
    case tcg

    /// QEMU's arguments, with the most capable processor model.
    ///
    /// - Parameter hidesHypervisor: Whether to hide from the guest that it is virtual.
    /// - Returns: The arguments.
    func arguments(hidesHypervisor: Bool = false) -> [String] {
        let cpu = hidesHypervisor ? ",-hypervisor" : ""
        switch self {
        case .kvm: return ["-accel", "kvm", "-cpu", "host" + cpu]
        // With a thread for each processor, one may run code that another one has just patched, of which kernels die.
        case .tcg: return ["-accel", "tcg,thread=single", "-cpu", "max" + cpu]
        }
    }
}
