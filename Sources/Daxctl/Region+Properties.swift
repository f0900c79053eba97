// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

extension Region {
    /// The name of the device that provides the region; nil when there is none.
    ///
    /// The corresponding C function is `daxctl_region_get_devname`.
    public var name: String? {
        unsafe handle.textIfAny(handle.library.daxctl_region_get_devname(handle.raw))
    }

    /// The folder of the device that provides the region.
    ///
    /// The corresponding C function is `daxctl_region_get_path`.
    public var path: String {
        unsafe handle.text(handle.library.daxctl_region_get_path(handle.raw))
    }

    /// The UUID, which only a region from libndctl has; nil otherwise.
    ///
    /// The corresponding C function is `daxctl_region_get_uuid`.
    public var uuid: String? {
        unsafe LibraryUUID { uuid in unsafe handle.library.daxctl_region_get_uuid(handle.raw, uuid) }.text
    }

    /// The size in bytes; nil when the kernel does not say.
    ///
    /// The corresponding C function is `daxctl_region_get_size`.
    public var size: UInt64? {
        unsafe handle.known(handle.library.daxctl_region_get_size(handle.raw))
    }

    /// The alignment in bytes; nil when the kernel does not say.
    ///
    /// The corresponding C function is `daxctl_region_get_align`.
    public var align: UInt64? {
        unsafe handle.known(handle.library.daxctl_region_get_align(handle.raw)).map { UInt64($0) }
    }

    /// The bytes that no device has; 0 also when the kernel does not say.
    ///
    /// The corresponding C function is `daxctl_region_get_available_size`.
    public var availableSize: UInt64 {
        unsafe handle.library.daxctl_region_get_available_size(handle.raw)
    }
}
