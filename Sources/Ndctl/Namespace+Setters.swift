// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

// Each of these writes one file of the kernel. `Context` disables a namespace with its holder and deletes it, since
// that frees objects.
extension Namespace {
    /// Sets the UUID of the labels; a new namespace needs it before its size.
    ///
    /// The corresponding C function is `ndctl_namespace_set_uuid`.
    ///
    /// - Parameter uuid: The UUID.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver or holder has the namespace, or when
    ///   it has a UUID and no size, `EINVAL` for a malformed UUID and for one in use.
    public borrowing func setUUID(_ uuid: String) throws(NdctlError) {
        guard var value = LibraryUUID(uuid) else {
            throw NdctlError(operation: "ndctl_namespace_set_uuid", errno: .invalidArgument)
        }
        try unsafe handle.check(
            handle.library.ndctl_namespace_set_uuid(handle.raw, &value.bytes), of: "ndctl_namespace_set_uuid")
    }

    /// Sets the size; `Context` deletes a namespace, which is size 0.
    ///
    /// The corresponding C function is `ndctl_namespace_set_size`.
    ///
    /// - Parameter size: The bytes, a multiple of the region's `align`.
    /// - Throws: `NdctlError`: `EBUSY` while a driver or holder has the namespace, `EINVAL` for 0 and for no multiple,
    ///   `ENOSPC` when no free extent is as large, `ENXIO` when the namespace has no UUID or no labels.
    public borrowing func setSize(_ size: UInt64) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_namespace_set_size(handle.raw, size), of: "ndctl_namespace_set_size")
    }

    /// Sets the name that an administrator gives the namespace.
    ///
    /// Without labels it does nothing, and throws nothing. The corresponding C function is
    /// `ndctl_namespace_set_alt_name`.
    ///
    /// - Parameter name: The name, at most 63 bytes; empty for none.
    /// - Throws: `NdctlError`: `EBUSY` while a driver or holder has the namespace, `EINVAL` for a longer name.
    public borrowing func setAltName(_ name: String) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_namespace_set_alt_name(handle.raw, name), of: "ndctl_namespace_set_alt_name")
    }

    /// Sets the size of a sector.
    ///
    /// The corresponding C function is `ndctl_namespace_set_sector_size`.
    ///
    /// - Parameter size: One of ``sectorSizes``, in bytes.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver or holder has the namespace, `EINVAL`
    ///   for another size.
    public borrowing func setSectorSize(_ size: UInt64) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_namespace_set_sector_size(handle.raw, UInt32(clamping: size)),
            of: "ndctl_namespace_set_sector_size")
    }

    /// Sets the mode that the labels keep.
    ///
    /// If it is not the mode of the info block on the namespace, the namespace comes up raw and writable. The
    /// corresponding C function is `ndctl_namespace_set_enforce_mode`.
    ///
    /// - Parameter mode: The mode; `raw` for none.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver or holder has the namespace,
    ///   `ENXIO` for none when the namespace has no labels, `EINVAL` for `unknown`.
    public borrowing func setEnforcedMode(_ mode: NamespaceMode) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_namespace_set_enforce_mode(handle.raw, mode.raw),
            of: "ndctl_namespace_set_enforce_mode")
    }

    /// Sets whether the kernel does not look for an info block, so that the namespace comes up raw.
    ///
    /// The corresponding C function is `ndctl_namespace_set_raw_mode`.
    ///
    /// - Parameter isForcedRaw: Whether it comes up raw.
    /// - Throws: `NdctlError` with the errno of the write.
    public borrowing func setForcedRaw(_ isForcedRaw: Bool) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_namespace_set_raw_mode(handle.raw, isForcedRaw ? 1 : 0),
            of: "ndctl_namespace_set_raw_mode")
    }

    /// Gives the namespace to the kernel's driver, which makes a holder if it finds an info block.
    ///
    /// The corresponding C function is `ndctl_namespace_enable`.
    ///
    /// - Returns: Whether a holder came up in place of the namespace.
    /// - Throws: `NdctlError`, with `ENXIO` whatever the kernel said.
    @discardableResult
    public borrowing func enable() throws(NdctlError) -> Bool {
        try unsafe handle.check(
            handle.library.ndctl_namespace_enable(handle.raw), of: "ndctl_namespace_enable") > 0
    }

    /// Takes the namespace from its driver, whoever uses it, and leaves its holder alone.
    ///
    /// The corresponding C function is `ndctl_namespace_disable`.
    ///
    /// - Throws: `NdctlError`, with `EBUSY` whatever the kernel said.
    public borrowing func disable() throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_namespace_disable(handle.raw), of: "ndctl_namespace_disable")
    }

    /// Sets whether the block device flushes its write cache to the media.
    ///
    /// The corresponding C functions are `ndctl_namespace_enable_write_cache` and
    /// `ndctl_namespace_disable_write_cache`.
    ///
    /// - Parameter isEnabled: Whether it does.
    /// - Throws: `NdctlError` when there is no block device, or with the errno of the write.
    public borrowing func setWriteCache(_ isEnabled: Bool) throws(NdctlError) {
        if isEnabled {
            try unsafe handle.check(
                handle.library.ndctl_namespace_enable_write_cache(handle.raw),
                of: "ndctl_namespace_enable_write_cache")
        } else {
            try unsafe handle.check(
                handle.library.ndctl_namespace_disable_write_cache(handle.raw),
                of: "ndctl_namespace_disable_write_cache")
        }
    }
}
