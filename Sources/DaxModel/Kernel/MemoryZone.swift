// SPDX-License-Identifier: Apache-2.0

/// The zone in which memory goes online, as named on the command line.
public enum MemoryZone: String, Sendable, Hashable, CaseIterable {
    /// The movable zone, from which memory can be taken offline again.
    case movable
    /// A kernel zone, from which memory often can't be taken offline.
    case kernel

    /// Whether the zone of an online block matches.
    ///
    /// - Parameter zone: The block's zone.
    /// - Returns: Whether the block needs no change.
    public func accepts(_ zone: Zone) -> Bool { zone.isKernel == (self == .kernel) }

    /// The auto-online policy that puts blocks in this zone.
    public var policy: AutoOnlinePolicy {
        switch self {
        case .movable: .onlineMovable
        case .kernel: .onlineKernel
        }
    }
}
