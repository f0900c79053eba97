// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about the memory blocks of a device.
    public enum BlockCause: Sendable, Hashable {
        /// They could not be determined.
        case unread
        /// The state of `memoryN` could not be read.
        case stateUnread(BlockNumber)
        /// Another tool is taking `memoryN` offline.
        case goingOffline(BlockNumber)
        /// Some are online in a zone other than the requested one.
        case otherZone(Int, of: Int, wanted: MemoryZone)
        /// Some are online in a kernel zone, and stay there.
        case kernelZone(Int, of: Int)
        /// Some are online and may be in use.
        case online(Int, of: Int)
        /// Blocks that would go online have unreadable sectors.
        case badSectors(BadMemory)
        /// Blocks that go online by force have unreadable sectors.
        case badSectorsForced(BadMemory)
        /// Blocks that stay offline have unreadable sectors.
        case badSectorsOffline(BadMemory)
        /// The kernel keeps this much memory out of use after errors, and forgets the part in the device.
        case poisonForgotten(ByteCount)

        var code: Code {
            switch self {
            case .unread: .blocksUnread
            case .stateUnread: .blocksStateUnread
            case .goingOffline: .blocksGoingOffline
            case .otherZone: .blocksOtherZone
            case .kernelZone: .blocksKernelZone
            case .online: .blocksOnline
            case .badSectors: .blocksBadSectors
            case .badSectorsForced: .blocksBadSectorsForced
            case .badSectorsOffline: .blocksBadSectorsOffline
            case .poisonForgotten: .blocksPoisonForgotten
            }
        }
    }
}
