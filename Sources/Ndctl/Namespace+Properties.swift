// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Namespace {
    /// The number of the namespace in its region, 0 in `namespace1.0`.
    ///
    /// The corresponding C function is `ndctl_namespace_get_id`.
    public var id: Int {
        Int(unsafe handle.library.ndctl_namespace_get_id(handle.raw))
    }

    /// The kind of the namespace: 4 without labels, 5 with labels, 6 behind a block window.
    ///
    /// The corresponding C function is `ndctl_namespace_get_type`.
    public var type: Int {
        Int(unsafe handle.library.ndctl_namespace_get_type(handle.raw))
    }

    /// The name of the kind, such as `namespace_pmem`.
    ///
    /// The corresponding C function is `ndctl_namespace_get_type_name`.
    public var typeName: String {
        unsafe handle.text(handle.library.ndctl_namespace_get_type_name(handle.raw))
    }

    /// The UUID of the labels, which stays when the mode changes, and which `ndctl list -v` prints as `raw_uuid`; nil
    /// when there is none.
    ///
    /// The corresponding C function is `ndctl_namespace_get_uuid`.
    public var rawUUID: String? {
        unsafe LibraryUUID { uuid in unsafe handle.library.ndctl_namespace_get_uuid(handle.raw, uuid) }.text
    }

    /// The bytes that the namespace takes of the region; its holder says how many of them are usable.
    ///
    /// The corresponding C function is `ndctl_namespace_get_size`.
    public var rawSize: UInt64 {
        unsafe handle.library.ndctl_namespace_get_size(handle.raw)
    }

    /// The physical address; nil when the kernel does not say, as without root, or while the size is 0.
    ///
    /// The corresponding C function is `ndctl_namespace_get_resource`.
    public var resource: UInt64? {
        unsafe handle.known(handle.library.ndctl_namespace_get_resource(handle.raw))
    }

    /// The mode that the labels keep, and that no other mode may replace; `raw` when they keep none.
    ///
    /// The corresponding C function is `ndctl_namespace_get_enforce_mode`.
    public var enforcedMode: NamespaceMode {
        NamespaceMode(unsafe handle.library.ndctl_namespace_get_enforce_mode(handle.raw))
    }

    /// Whether the kernel does not look for an info block, so that the namespace comes up raw.
    ///
    /// The corresponding C function is `ndctl_namespace_get_raw_mode`.
    public var isForcedRaw: Bool {
        unsafe handle.library.ndctl_namespace_get_raw_mode(handle.raw) > 0
    }

    /// The size of a sector in bytes; nil when none can be chosen.
    ///
    /// The corresponding C function is `ndctl_namespace_get_sector_size`.
    public var sectorSize: UInt64? {
        let size = unsafe handle.library.ndctl_namespace_get_sector_size(handle.raw)
        return size == 0 || size == .max ? nil : UInt64(size)
    }

    /// The sizes of a sector to choose from, in bytes.
    ///
    /// The corresponding C functions are `ndctl_namespace_get_num_sector_sizes` and
    /// `ndctl_namespace_get_supported_sector_size`.
    public var sectorSizes: [UInt64] {
        (0..<max(0, unsafe handle.library.ndctl_namespace_get_num_sector_sizes(handle.raw))).map { index in
            UInt64(unsafe handle.library.ndctl_namespace_get_supported_sector_size(handle.raw, index))
        }
    }

    /// The name of the block device of a raw namespace, such as `pmem0`; nil while there is none.
    ///
    /// With another mode the holder has it. The corresponding C function is `ndctl_namespace_get_block_device`.
    public var blockDevice: String? {
        unsafe handle.textIfAny(handle.library.ndctl_namespace_get_block_device(handle.raw))
    }

    /// The node whose CPUs are nearest; nil when there is none.
    ///
    /// The corresponding C function is `ndctl_namespace_get_numa_node`.
    public var numaNode: Int? {
        unsafe handle.node(handle.library.ndctl_namespace_get_numa_node(handle.raw))
    }

    /// The node that the memory is on once it is system RAM; nil when there is none.
    ///
    /// The corresponding C function is `ndctl_namespace_get_target_node`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var targetNode: Int? {
        get throws(NdctlError) {
            try unsafe handle.node(
                handle.value(
                    handle.library.ndctl_namespace_get_target_node?(handle.raw),
                    of: "ndctl_namespace_get_target_node"))
        }
    }

    /// Whether a driver has the namespace itself, not its holder.
    ///
    /// The corresponding C function is `ndctl_namespace_is_enabled`.
    public var isEnabled: Bool {
        unsafe handle.library.ndctl_namespace_is_enabled(handle.raw) > 0
    }

    /// Whether the namespace has a size and a UUID; always so without labels.
    ///
    /// The corresponding C function is `ndctl_namespace_is_configured`.
    public var isConfigured: Bool {
        unsafe handle.library.ndctl_namespace_is_configured(handle.raw) > 0
    }

    /// Whether the namespace has neither size, UUID, holder nor driver, so that a new one can be made of it.
    ///
    /// The corresponding C function is `ndctl_namespace_is_configuration_idle`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var isConfigurationIdle: Bool {
        get throws(NdctlError) {
            try unsafe handle.value(
                handle.library.ndctl_namespace_is_configuration_idle?(handle.raw),
                of: "ndctl_namespace_is_configuration_idle") > 0
        }
    }

    /// Whether the block device flushes its write cache to the media; nil when it has none.
    ///
    /// The corresponding C function is `ndctl_namespace_write_cache_is_enabled`.
    public var isWriteCacheEnabled: Bool? {
        let code = unsafe handle.library.ndctl_namespace_write_cache_is_enabled(handle.raw)
        return code < 0 ? nil : code > 0
    }

    /// The sectors that the kernel knows to be bad, from the start of the namespace's usable part.
    ///
    /// The corresponding C functions are `ndctl_namespace_get_first_badblock` and
    /// `ndctl_namespace_get_next_badblock`.
    public var badblocks: [Badblock] {
        var found: [Badblock] = []
        var block = unsafe handle.library.ndctl_namespace_get_first_badblock(handle.raw)
        while let current = unsafe block {
            found.append(Badblock(unsafe current.pointee))
            unsafe block = handle.library.ndctl_namespace_get_next_badblock(handle.raw)
        }
        return found
    }
}
