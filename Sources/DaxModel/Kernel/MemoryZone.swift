// SPDX-License-Identifier: Apache-2.0

/// Where memory is to go online, in the words of the command line.
public enum MemoryZone: String, Sendable, Hashable, CaseIterable {
    /// The movable zone, from which memory can be taken offline again.
    case movable
    /// A kernel zone, from which it often can't.
    case kernel

    /// Whether an online block's zone is what this asks for.
    ///
    /// - Parameter zone: The block's zone.
    /// - Returns: Whether the block needs no change.
    public func accepts(_ zone: Zone) -> Bool { zone.isKernel == (self == .kernel) }

    /// The policy under which the kernel by itself puts blocks where this asks for.
    public var policy: AutoOnlinePolicy {
        switch self {
        case .movable: .onlineMovable
        case .kernel: .onlineKernel
        }
    }
}
