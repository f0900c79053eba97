// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about the host's memory.
    public enum MemoryCause: Sendable, Hashable {
        /// The kernel's files of memory hotplug are missing or can't be read.
        case noHotplug
        /// The kernel can't keep the memory map of a device in its memory.
        case mapNotOffered
        /// This setting makes the kernel keep memory maps in ordinary RAM.
        case mapTurnedOff(file: String)
        /// The device is system RAM already, with its memory map in ordinary RAM.
        case mapIsOutside
        /// The memory maps of devices do not fit into ordinary RAM.
        case noRoomForMaps(MapNeed)
        /// More huge pages are in use on a node than are free elsewhere.
        case noHugePages(NodeMemory.HugePages, node: NodeNumber)
        /// The memory in use on nodes does not fit elsewhere.
        case noRoomElsewhere(Departure)
        /// The ratio of movable memory to memory in kernel zones will be unusually high.
        case mostlyMovable(ByteCount, kernel: ByteCount, usualRatio: UInt64)
        /// The memory of a device will be on a node with other memory.
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

    /// The ordinary RAM that memory maps need.
    public struct MapNeed: Sendable, Hashable {
        /// The devices of the maps, at least one.
        public var devices: [DeviceName]
        /// The size of the maps.
        public var size: ByteCount
        /// The size of a page; a map has 64 bytes per page.
        public var pageSize: ByteCount
        /// The additional memory that must stay free.
        public var margin: ByteCount
        /// The memory free for maps.
        public var free: ByteCount
    }

    /// The contents of memory that goes offline, and the room for them.
    public struct Departure: Sendable, Hashable {
        /// The nodes of that memory, ascending.
        public var nodes: [NodeNumber]
        /// The memory in use there.
        public var size: ByteCount
        /// The part that is tmpfs and shared memory.
        public var shared: ByteCount
        /// The part that is locked.
        public var locked: ByteCount
        /// The nodes with room for it, ascending.
        public var others: [NodeNumber]
        /// Whether the cpuset of this process excludes other nodes.
        public var isBound: Bool
        /// The room on these nodes.
        public var ram: ByteCount
        /// The free swap.
        public var swap: ByteCount
    }
}
