// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What the memory blocks of a device are like.
    public enum BlockCause: Sendable, Hashable {
        /// Which they are could not be told.
        case unread
        /// The state of `memoryN` could not be read.
        case stateUnread(Int)
        /// Another tool is just taking `memoryN` offline.
        case goingOffline(Int)
        /// So many are online in another zone than asked for.
        case otherZone(Int, of: Int, wanted: MemoryZone)
        /// So many are online in a kernel zone, and stay there.
        case kernelZone(Int, of: Int)
        /// So many are online and may be in use.
        case online(Int, of: Int)
        /// Sectors can't be read, in blocks that would come online.
        case badSectors(BadMemory)
        /// Sectors can't be read, in blocks that come online since that is insisted on.
        case badSectorsForced(BadMemory)
        /// Sectors can't be read, in blocks that are to stay offline.
        case badSectorsOffline(BadMemory)
        /// The kernel keeps so much memory from use after errors, and forgets what of it lies in the device.
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
