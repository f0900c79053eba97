// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// A btt, by which a namespace is a block device with atomic sectors, valid as long as its context.
@safe
public struct Btt: ~Copyable {
    // Safe: lent by the region or namespace for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The kernel's name, such as `btt0.0`.
    ///
    /// The corresponding C function is `ndctl_btt_get_devname`.
    public var name: String {
        unsafe handle.text(handle.library.ndctl_btt_get_devname(handle.raw))
    }

    /// The number of the btt in its region, 0 in `btt0.0`.
    ///
    /// The corresponding C function is `ndctl_btt_get_id`.
    public var id: Int {
        Int(unsafe handle.library.ndctl_btt_get_id(handle.raw))
    }

    /// The UUID, which `ndctl list` prints for the namespace; nil when it has none.
    ///
    /// The corresponding C function is `ndctl_btt_get_uuid`.
    public var uuid: String? {
        unsafe LibraryUUID { uuid in unsafe handle.library.ndctl_btt_get_uuid(handle.raw, uuid) }.text
    }

    /// The usable size in bytes; nil while no driver has it.
    ///
    /// The corresponding C function is `ndctl_btt_get_size`.
    public var size: UInt64? {
        unsafe handle.known(handle.library.ndctl_btt_get_size(handle.raw))
    }

    /// The size of a sector in bytes; nil when none is chosen.
    ///
    /// The corresponding C function is `ndctl_btt_get_sector_size`.
    public var sectorSize: UInt64? {
        unsafe handle.known(handle.library.ndctl_btt_get_sector_size(handle.raw)).map { UInt64($0) }
    }

    /// The sizes of a sector to choose from, in bytes.
    ///
    /// The corresponding C functions are `ndctl_btt_get_num_sector_sizes` and `ndctl_btt_get_supported_sector_size`.
    public var sectorSizes: [UInt64] {
        (0..<max(0, unsafe handle.library.ndctl_btt_get_num_sector_sizes(handle.raw))).map { index in
            UInt64(unsafe handle.library.ndctl_btt_get_supported_sector_size(handle.raw, index))
        }
    }

    /// The name of the block device, such as `pmem0`; nil while there is none.
    ///
    /// The corresponding C function is `ndctl_btt_get_block_device`.
    public var blockDevice: String? {
        unsafe handle.textIfAny(handle.library.ndctl_btt_get_block_device(handle.raw))
    }

    /// The name of the namespace that the btt is on; nil when it is on none.
    ///
    /// The corresponding C function is `ndctl_btt_get_namespace`.
    public var namespace: String? {
        guard let found = unsafe handle.library.ndctl_btt_get_namespace(handle.raw) else { return nil }
        return unsafe handle.text(handle.library.ndctl_namespace_get_devname(found))
    }

    /// Whether a driver has it.
    ///
    /// The corresponding C function is `ndctl_btt_is_enabled`.
    public var isEnabled: Bool {
        unsafe handle.library.ndctl_btt_is_enabled(handle.raw) > 0
    }

    /// Whether anything is set, so that it is no seed.
    ///
    /// The corresponding C function is `ndctl_btt_is_configured`.
    public var isConfigured: Bool {
        unsafe handle.library.ndctl_btt_is_configured(handle.raw) > 0
    }
}
