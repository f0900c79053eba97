// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about a setting of the host.
    public enum SettingCause: Sendable, Hashable {
        /// The kernel has no file for it.
        case notOffered
        /// The kernel can't move pages to the fast memory tier.
        case noPromotion
        /// Its value is unknown: the file that can't be read, or nil when it was not surveyed.
        case unread(Gap?)
        /// The mode of NUMA balancing is not 0 to 3.
        case badMode(Int)
        /// The weight of a node is not 1 to 255.
        case badWeight(Int, NodeNumber)
        /// The kernel has no weight of the node.
        case noNode(NodeNumber)
        /// The bandwidth of no node is known, from which weights could be computed.
        case noBandwidth
        /// The bandwidths of nodes are known only once the plan has brought their memory online.
        case laterBandwidth([NodeNumber])

        var code: Code {
            switch self {
            case .notOffered: .settingNotOffered
            case .noPromotion: .settingNoPromotion
            case .unread: .settingUnread
            case .badMode: .settingBadMode
            case .badWeight: .settingBadWeight
            case .noNode: .settingNoNode
            case .noBandwidth: .settingNoBandwidth
            case .laterBandwidth: .settingLaterBandwidth
            }
        }
    }
}
