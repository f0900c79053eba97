// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

// `Context` disables a region, since that frees the objects of its namespaces.
extension Region {
    /// Gives the region to the kernel's driver.
    ///
    /// The corresponding C function is `ndctl_region_enable`.
    ///
    /// - Throws: `NdctlError`, with `ENXIO` whatever the kernel said.
    public borrowing func enable() throws(NdctlError) {
        try unsafe handle.check(handle.library.ndctl_region_enable(handle.raw), of: "ndctl_region_enable")
    }

    /// Sets what the sizes of namespaces must be a multiple of.
    ///
    /// The corresponding C function is `ndctl_region_set_align`.
    ///
    /// - Parameter align: The bytes: a power of two for each DIMM, at least 4096.
    /// - Throws: `NdctlError` with the errno of the write: `EINVAL` for another number, `EBUSY` while a driver has a
    ///   namespace, `ENXIO` in a region without DIMMs.
    public borrowing func setAlign(_ align: UInt64) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_region_set_align?(handle.raw, UInt(clamping: align)),
            of: "ndctl_region_set_align")
    }

    /// Sets whether nothing can be written to the region's namespaces.
    ///
    /// The corresponding C function is `ndctl_region_set_ro`.
    ///
    /// - Parameter isReadOnly: Whether nothing can be written.
    /// - Throws: `NdctlError` with the errno of the write.
    public borrowing func setReadOnly(_ isReadOnly: Bool) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_region_set_ro(handle.raw, isReadOnly ? 1 : 0), of: "ndctl_region_set_ro")
    }

    /// Flushes written data from the memory controllers to the media.
    ///
    /// The corresponding C function is `ndctl_region_deep_flush`.
    ///
    /// - Throws: `NdctlError` with the errno of the write: `EBADF` when the region has no file `deep_flush`.
    public borrowing func deepFlush() throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_region_deep_flush(handle.raw), of: "ndctl_region_deep_flush")
    }
}
