// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The explanation of a failed run.
    public enum Explanation: Sendable, Hashable {
        /// Processes use the device.
        case users([DeviceUser])
        /// Processes that can't be seen may use the device.
        case usersUnseen(UnseenUsers)
        /// The kernel keeps a whole block offline because of a poisoned page.
        case heldBack(PhysicalRange)
        /// The kernel brings new memory online by this policy.
        case policy(AutoOnlinePolicy)
        /// A udev rule brings new memory online.
        case udevRule(file: String, line: Int, text: String)
        /// The zone of a block, and the number of the device's blocks in a kernel zone.
        case zone(block: BlockNumber, Zone?, DeviceName, kernelBlocks: Int, of: Int)
        /// The kernel's log messages about it.
        case kernelLog([String])

        var code: Code {
            switch self {
            case .users: .explanationUsers
            case .usersUnseen: .explanationUsersUnseen
            case .heldBack: .explanationHeldBack
            case .policy: .explanationPolicy
            case .udevRule: .explanationUdevRule
            case .zone: .explanationZone
            case .kernelLog: .explanationKernelLog
            }
        }
    }
}
