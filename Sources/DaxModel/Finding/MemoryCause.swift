// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What the host's memory is like.
    public enum MemoryCause: Sendable, Hashable {
        /// The kernel's files of memory hotplug are missing or can't be read.
        case noHotplug
        /// The kernel can't keep the map of memory in that memory.
        case mapNotOffered
        /// The kernel is told to keep memory maps in ordinary RAM, by this file.
        case mapTurnedOff(file: String)
        /// The device is system RAM already, with its map in ordinary RAM.
        case mapIsOutside
        /// The memory maps of devices do not fit into ordinary RAM.
        case noRoomForMaps(MapNeed)
        /// More huge pages are in use on a node than are free elsewhere.
        case noHugePages(NodeMemory.HugePages, node: Int)
        /// What is in use on nodes does not fit elsewhere.
        case noRoomElsewhere(Departure)
        /// More memory will be movable than is usual beside so much of the kernel's.
        case mostlyMovable(ByteCount, kernel: ByteCount, usualRatio: UInt64)
        /// The memory of a device will lie on a node beside other memory.
        case sharedNode(SharedNode)

        var code: Code {
            switch self {
            case .noHotplug: .memoryNoHotplug
            case .mapNotOffered: .memoryMapNotOffered
            case .mapTurnedOff: .memoryMapTurnedOff
            case .mapIsOutside: .memoryMapIsOutside
            case .noRoomForMaps: .memoryNoRoomForMaps
            case .noHugePages: .memoryNoHugePages
            case .noRoomElsewhere: .memoryNoRoomElsewhere
            case .mostlyMovable: .memoryMostlyMovable
            case .sharedNode: .memorySharedNode
            }
        }
    }

    /// What memory maps need of ordinary RAM.
    public struct MapNeed: Sendable, Hashable {
        /// The devices whose memory the maps are of, at least one.
        public var devices: [DeviceName]
        /// The size of the maps.
        public var size: ByteCount
        /// The size of a page, for each of which a map has 64 bytes.
        public var pageSize: ByteCount
        /// What must stay free besides.
        public var margin: ByteCount
        /// What is free for maps.
        public var free: ByteCount
    }

    /// What must leave memory that goes offline, and the room for it.
    public struct Departure: Sendable, Hashable {
        /// The nodes that it leaves, ascending.
        public var nodes: [Int]
        /// What is in use there.
        public var size: ByteCount
        /// What of that is tmpfs and shared memory.
        public var shared: ByteCount
        /// What of that is locked.
        public var locked: ByteCount
        /// The nodes that can take it, ascending.
        public var others: [Int]
        /// Whether the cpuset of this process leaves out other nodes.
        public var isBound: Bool
        /// What these nodes have room for.
        public var ram: ByteCount
        /// What of swap is free.
        public var swap: ByteCount
    }
}
