// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Region {
    /// The number, 0 in `region0`.
    ///
    /// The corresponding C function is `ndctl_region_get_id`.
    public var id: Int {
        Int(unsafe handle.library.ndctl_region_get_id(handle.raw))
    }

    /// The size in bytes.
    ///
    /// The corresponding C function is `ndctl_region_get_size`.
    public var size: UInt64 {
        unsafe handle.library.ndctl_region_get_size(handle.raw)
    }

    /// The bytes that no namespace has, in any number of pieces; nil when the kernel does not say, as in a region
    /// without labels.
    ///
    /// The corresponding C function is `ndctl_region_get_available_size`.
    public var availableSize: UInt64? {
        unsafe handle.known(handle.library.ndctl_region_get_available_size(handle.raw))
    }

    /// The bytes that the largest new namespace can have; nil when the kernel does not say.
    ///
    /// The corresponding C function is `ndctl_region_get_max_available_extent`.
    public var maxAvailableExtent: UInt64? {
        unsafe handle.known(handle.library.ndctl_region_get_max_available_extent(handle.raw))
    }

    /// The number that the sizes of namespaces must be a multiple of, in bytes; nil when the kernel does not say.
    ///
    /// The corresponding C function is `ndctl_region_get_align`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var align: UInt64? {
        get throws(NdctlError) {
            let align = try unsafe handle.value(
                handle.library.ndctl_region_get_align?(handle.raw), of: "ndctl_region_get_align")
            return unsafe handle.known(align).map { UInt64($0) }
        }
    }

    /// The physical address; nil when the kernel does not say, as without root.
    ///
    /// The corresponding C function is `ndctl_region_get_resource`.
    public var resource: UInt64? {
        unsafe handle.known(handle.library.ndctl_region_get_resource(handle.raw))
    }

    /// Over how many DIMMs the memory is spread, at least 1.
    ///
    /// The corresponding C function is `ndctl_region_get_interleave_ways`.
    public var interleaveWays: Int {
        Int(unsafe handle.library.ndctl_region_get_interleave_ways(handle.raw))
    }

    /// How many mappings the kernel lists, 0 in a region without DIMMs.
    ///
    /// The corresponding C function is `ndctl_region_get_mappings`.
    public var mappingCount: Int {
        Int(unsafe handle.library.ndctl_region_get_mappings(handle.raw))
    }

    /// The number of the region's range in the NFIT; nil when the bus has none.
    ///
    /// The corresponding C function is `ndctl_region_get_range_index`.
    public var rangeIndex: Int? {
        unsafe handle.known(handle.library.ndctl_region_get_range_index(handle.raw)).map { Int($0) }
    }

    /// The kind of the region's namespaces: 4 without labels, 5 with labels, 6 behind a block window.
    ///
    /// The corresponding C function is `ndctl_region_get_nstype`.
    public var namespaceType: Int {
        Int(unsafe handle.library.ndctl_region_get_nstype(handle.raw))
    }

    /// The kind of the region, such as `pmem`.
    ///
    /// The corresponding C function is `ndctl_region_get_type_name`.
    public var type: String {
        unsafe handle.text(handle.library.ndctl_region_get_type_name(handle.raw))
    }

    /// Whether nothing can be written to the region's namespaces.
    ///
    /// The corresponding C function is `ndctl_region_get_ro`.
    public var isReadOnly: Bool {
        unsafe handle.library.ndctl_region_get_ro(handle.raw) > 0
    }

    /// The node whose CPUs are nearest; nil when there is none.
    ///
    /// The corresponding C function is `ndctl_region_get_numa_node`.
    public var numaNode: Int? {
        unsafe handle.node(handle.library.ndctl_region_get_numa_node(handle.raw))
    }

    /// The node that the memory is on once it is system RAM; nil when there is none.
    ///
    /// The corresponding C function is `ndctl_region_get_target_node`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var targetNode: Int? {
        get throws(NdctlError) {
            try unsafe handle.node(
                handle.value(
                    handle.library.ndctl_region_get_target_node?(handle.raw),
                    of: "ndctl_region_get_target_node"))
        }
    }

    /// From where on data survives a loss of power.
    ///
    /// The corresponding C function is `ndctl_region_get_persistence_domain`.
    public var persistenceDomain: PersistenceDomain {
        PersistenceDomain(unsafe handle.library.ndctl_region_get_persistence_domain(handle.raw))
    }

    /// The DIMMs over which the memory is spread; nil in a region without labels.
    ///
    /// The corresponding C function is `ndctl_region_get_interleave_set`.
    public var interleaveSet: InterleaveSet? {
        guard let set = unsafe handle.library.ndctl_region_get_interleave_set(handle.raw) else { return nil }
        return unsafe InterleaveSet(
            cookie: handle.library.ndctl_interleave_set_get_cookie(set),
            isActive: handle.library.ndctl_interleave_set_is_active(set) > 0)
    }

    /// The sectors that the kernel knows to be bad, from the start of the region.
    ///
    /// The corresponding C functions are `ndctl_region_get_first_badblock` and `ndctl_region_get_next_badblock`.
    public var badblocks: [Badblock] {
        var found: [Badblock] = []
        var block = unsafe handle.library.ndctl_region_get_first_badblock(handle.raw)
        while let current = unsafe block {
            found.append(Badblock(unsafe current.pointee))
            unsafe block = handle.library.ndctl_region_get_next_badblock(handle.raw)
        }
        return found
    }

    /// Calls a closure with every mapping of the region, in no order.
    ///
    /// The corresponding C function is `ndctl_mapping_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the mapping.
    /// - Throws: What `body` throws.
    public borrowing func forEachMapping<E: Error>(_ body: (borrowing Mapping) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(
            handle.library.ndctl_mapping_get_first, handle.library.ndctl_mapping_get_next
        ) { (handle) throws(E) in
            try body(unsafe Mapping(handle: handle))
        }
    }
}
