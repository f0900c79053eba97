// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// A dax of the NVDIMM bus, by which a namespace is a dax device, valid as long as its context.
@safe
public struct Dax: ~Copyable {
    // Safe: lent by the region or namespace for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The kernel's name, such as `dax0.0`.
    ///
    /// The corresponding C function is `ndctl_dax_get_devname`.
    public var name: String {
        unsafe handle.text(handle.library.ndctl_dax_get_devname(handle.raw))
    }

    /// The number of the dax in its region, 0 in `dax0.0`.
    ///
    /// The corresponding C function is `ndctl_dax_get_id`.
    public var id: Int {
        Int(unsafe handle.library.ndctl_dax_get_id(handle.raw))
    }

    /// The UUID, which `ndctl list` prints for the namespace; nil when it has none.
    ///
    /// The corresponding C function is `ndctl_dax_get_uuid`.
    public var uuid: String? {
        unsafe LibraryUUID { uuid in unsafe handle.library.ndctl_dax_get_uuid(handle.raw, uuid) }.text
    }

    /// The usable size in bytes; nil while no driver has it.
    ///
    /// The corresponding C function is `ndctl_dax_get_size`.
    public var size: UInt64? {
        unsafe handle.known(handle.library.ndctl_dax_get_size(handle.raw))
    }

    /// The physical address of the usable memory; nil while no driver has it, and without root.
    ///
    /// The corresponding C function is `ndctl_dax_get_resource`.
    public var resource: UInt64? {
        unsafe handle.known(handle.library.ndctl_dax_get_resource(handle.raw))
    }

    /// Where the map of the memory's pages is.
    ///
    /// The corresponding C function is `ndctl_dax_get_location`.
    public var location: PageMapLocation {
        PageMapLocation(unsafe handle.library.ndctl_dax_get_location(handle.raw))
    }

    /// The alignment in bytes; nil when the kernel does not say.
    ///
    /// The corresponding C function is `ndctl_dax_get_align`.
    public var align: UInt64? {
        let align = unsafe handle.library.ndctl_dax_get_align(handle.raw)
        return align == 0 ? nil : UInt64(align)
    }

    /// The alignments to choose from, in bytes.
    ///
    /// The corresponding C functions are `ndctl_dax_get_num_alignments` and `ndctl_dax_get_supported_alignment`.
    public var alignments: [UInt64] {
        (0..<max(0, unsafe handle.library.ndctl_dax_get_num_alignments(handle.raw))).map { index in
            UInt64(unsafe handle.library.ndctl_dax_get_supported_alignment(handle.raw, index))
        }
    }

    /// The name of the namespace that the dax is on; nil when it is on none.
    ///
    /// The corresponding C function is `ndctl_dax_get_namespace`.
    public var namespace: String? {
        guard let found = unsafe handle.library.ndctl_dax_get_namespace(handle.raw) else { return nil }
        return unsafe handle.text(handle.library.ndctl_namespace_get_devname(found))
    }

    /// Whether a driver has it.
    ///
    /// The corresponding C function is `ndctl_dax_is_enabled`.
    public var isEnabled: Bool {
        unsafe handle.library.ndctl_dax_is_enabled(handle.raw) > 0
    }

    /// Whether anything is set, so that it is no seed.
    ///
    /// The corresponding C function is `ndctl_dax_is_configured`.
    public var isConfigured: Bool {
        unsafe handle.library.ndctl_dax_is_configured(handle.raw) > 0
    }
}
