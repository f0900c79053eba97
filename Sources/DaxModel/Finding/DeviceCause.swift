// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about a device.
    public enum DeviceCause: Sendable, Hashable {
        /// It is under the class model, where a device can't change its driver.
        case classModel(DriverName?)
        /// It is under the class model, and its driver supports no other.
        case classModelOnly(DriverName?)
        /// It is not on an NVDIMM, so it can't be under the class model.
        case notOnNvdimm
        /// It has no size.
        case noSize
        /// Its physical ranges could not be read.
        case rangesUnread
        /// It left kmem with memory online, and the kernel keeps these ranges as system RAM.
        case leakedRanges([PhysicalRange])
        /// Processes use it.
        case inUse([DeviceUser])
        /// Processes that can't be seen may use it.
        case usersUnseen(UnseenUsers)
        /// It is on an NVDIMM, and the page at this offset, in bytes, is not zero.
        case holdsData(at: UInt64)
        /// It is on an NVDIMM, and could not be read; without a gap it was not surveyed.
        case dataUnread(Gap?)
        /// The kernel knows no node for its memory.
        case noTargetNode
        /// Its ranges contain no whole memory block.
        case noWholeBlock(ByteCount?, blockSize: ByteCount)
        /// It is not system RAM, so it has no memory to bring online or take offline.
        case notSystemRAM
        /// It is not system RAM, and is skipped since all devices are selected.
        case passedOver
        /// The data in this much of its memory would be lost.
        case contents(ByteCount)
        /// It will have several ranges.
        case severalRanges([PhysicalRange])
        /// The kernel keeps it without memory, as the first of its region.
        case keptAsFirst
        /// A driver holds it, and no driver can hold a device without memory.
        case heldWithoutMemory(DriverName)
        /// A driver is requested, and no driver can hold a device without memory.
        case driverWithoutMemory
        /// A range does not fit its alignment, so the kernel would not free it.
        case oddRange(PhysicalRange, align: ByteCount)

        var code: Code {
            switch self {
            case .classModel: .deviceClassModel
            case .classModelOnly: .deviceClassModelOnly
            case .notOnNvdimm: .deviceNotOnNvdimm
            case .noSize: .deviceNoSize
            case .rangesUnread: .deviceRangesUnread
            case .leakedRanges: .deviceLeakedRanges
            case .inUse: .deviceInUse
            case .usersUnseen: .deviceUsersUnseen
            case .holdsData: .deviceHoldsData
            case .dataUnread: .deviceDataUnread
            case .noTargetNode: .deviceNoTargetNode
            case .noWholeBlock: .deviceNoWholeBlock
            case .notSystemRAM: .deviceNotSystemRAM
            case .passedOver: .devicePassedOver
            case .contents: .deviceContents
            case .severalRanges: .deviceSeveralRanges
            case .keptAsFirst: .deviceKeptAsFirst
            case .heldWithoutMemory: .deviceHeldWithoutMemory
            case .driverWithoutMemory: .deviceDriverWithoutMemory
            case .oddRange: .deviceOddRange
            }
        }
    }
}
