// SPDX-License-Identifier: Apache-2.0

/// A difference between two inventories of one host.
public enum InventoryChange: Sendable, Hashable {
    /// An object appeared.
    case added(ObjectReference)
    /// An object disappeared.
    case removed(ObjectReference)
    /// A field of an object changed.
    case changed(ObjectReference, Field, from: Value, to: Value)

    /// The object.
    public var object: ObjectReference {
        switch self {
        case .added(let object), .removed(let object), .changed(let object, _, _, _): object
        }
    }

    /// The fields of objects.
    public enum Field: String, Sendable, Hashable, CaseIterable {
        /// The model under which the kernel shows a device.
        case model
        /// The driver that holds a device.
        case driver
        /// A size.
        case size
        /// The free size of a region.
        case availableSize = "available_size"
        /// The alignment of mappings.
        case align
        /// The physical ranges in page-offset order.
        case ranges
        /// The node of the memory as system RAM.
        case targetNode = "target_node"
        /// Whether the memory map is kept in the memory itself.
        case memmapOnMemory = "memmap_on_memory"
        /// The memory blocks with their states and zones.
        case blocks
        /// The ranges that the kernel keeps as RAM although the device left kmem.
        case leakedRanges = "leaked_ranges"
        /// The unreadable ranges or sectors.
        case badRanges = "bad_ranges"
        /// Whether poisoned memory may be among the blocks.
        case mayBePoisoned = "may_be_poisoned"
        /// The mode of a namespace.
        case mode
        /// The UUID of a namespace.
        case uuid
        /// The UUID of a namespace's label.
        case labelUUID = "label_uuid"
        /// The name that an administrator gave a namespace.
        case altName = "name"
        /// The size of a namespace with its metadata.
        case rawSize = "raw_size"
        /// The kind of holder that a namespace's label asks for.
        case holderClass = "holder_class"
        /// Where the map of a namespace's pages is kept.
        case map
        /// The size of a namespace's sectors.
        case sectorSize = "sector_size"
        /// The size of a sector in a namespace's label.
        case labelSectorSize = "label_sector_size"
        /// The flags of a DIMM.
        case flags
        /// The free label slots of a DIMM.
        case freeSlots = "free_slots"
        /// The nd device of a namespace.
        case ndDevice = "nd_device"
        /// The dax device that a namespace carries.
        case device
        /// Whether a driver holds an NVDIMM object.
        case isEnabled = "enabled"
        /// The memory tier of a node.
        case tier
        /// The value of a setting.
        case value
    }

    /// The value of a field; nil if it is unknown or absent.
    public enum Value: Sendable, Hashable {
        /// A Boolean.
        case flag(Bool?)
        /// A number.
        case number(Int?)
        /// A size.
        case size(ByteCount?)
        /// A name or a word.
        case text(String?)
        /// Physical ranges.
        case ranges([PhysicalRange])
        /// Runs of sectors.
        case sectors([BadSectors])
        /// Memory blocks.
        case blocks([MemoryBlock])
        /// The content of a path.
        case file(FileContent?)
    }
}
