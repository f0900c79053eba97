// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What explains that a run failed.
    public enum Explanation: Sendable, Hashable {
        /// Processes use the device.
        case users([DeviceUser])
        /// Processes may use the device that could not be seen.
        case usersUnseen(UnseenUsers)
        /// The kernel holds back all of a block, since a page of it is poisoned.
        case heldBack(PhysicalRange)
        /// The kernel brings new memory online by this policy.
        case policy(AutoOnlinePolicy)
        /// A udev rule brings new memory online.
        case udevRule(file: String, line: Int, text: String)
        /// The block of a number is in this zone, and so many of the device's blocks in a kernel zone.
        case zone(block: Int, Zone?, DeviceName, kernelBlocks: Int, of: Int)
        /// What the kernel logged of it.
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
