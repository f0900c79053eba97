// SPDX-License-Identifier: Apache-2.0

/// A difference between two inventories of one host.
public enum InventoryChange: Sendable, Hashable {
    /// An object is there now, and was not before.
    case added(ObjectReference)
    /// An object was there before, and is no longer.
    case removed(ObjectReference)
    /// A field of an object had another value before.
    case changed(ObjectReference, Field, from: Value, to: Value)

    /// The object.
    public var object: ObjectReference {
        switch self {
        case .added(let object), .removed(let object), .changed(let object, _, _, _): object
        }
    }

    /// What can change of an object.
    public enum Field: String, Sendable, Hashable, CaseIterable {
        /// The model under which the kernel shows a device.
        case model
        /// The driver that holds a device.
        case driver
        /// A size.
        case size
        /// What of a region nothing uses.
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
        /// What the kernel keeps as RAM of a device that left kmem.
        case leakedRanges = "leaked_ranges"
        /// What can't be read.
        case badRanges = "bad_ranges"
        /// Whether poisoned memory may be among the blocks.
        case mayBePoisoned = "may_be_poisoned"
        /// The mode of a namespace.
        case mode
        /// The UUID of a namespace.
        case uuid
        /// The nd device of a namespace.
        case ndDevice = "nd_device"
        /// The dax device that a namespace carries.
        case device
        /// Whether a driver holds an object of an NVDIMM.
        case isEnabled = "enabled"
        /// The memory tier of a node.
        case tier
        /// What a setting says.
        case value
    }

    /// A value of a field; nil where it is unknown, or there is none.
    public enum Value: Sendable, Hashable {
        /// Whether something is so.
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
        /// What stands at a path.
        case file(FileContent?)
    }
}
