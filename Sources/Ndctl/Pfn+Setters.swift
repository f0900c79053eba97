// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

// `Context` deletes a pfn, since that frees its object.
extension Pfn {
    /// Sets the UUID.
    ///
    /// The corresponding C function is `ndctl_pfn_set_uuid`.
    ///
    /// - Parameter uuid: The UUID.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it, `EINVAL` for a
    ///   malformed UUID and for one in use.
    public borrowing func setUUID(_ uuid: String) throws(NdctlError) {
        guard var value = LibraryUUID(uuid) else {
            throw NdctlError(operation: "ndctl_pfn_set_uuid", errno: .invalidArgument)
        }
        try unsafe handle.check(
            handle.library.ndctl_pfn_set_uuid(handle.raw, &value.bytes), of: "ndctl_pfn_set_uuid")
    }

    /// Sets where the map of the memory's pages is.
    ///
    /// The corresponding C function is `ndctl_pfn_set_location`.
    ///
    /// - Parameter location: The place; `none` takes it away.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it.
    public borrowing func setLocation(_ location: PageMapLocation) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_pfn_set_location(handle.raw, location.raw), of: "ndctl_pfn_set_location")
    }

    /// Sets the alignment.
    ///
    /// The corresponding C function is `ndctl_pfn_set_align`.
    ///
    /// A released seed keeps it, so set it for each new one.
    ///
    /// - Parameter align: One of ``alignments``, in bytes.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it, `EINVAL` for
    ///   another alignment.
    public borrowing func setAlign(_ align: UInt64) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_pfn_set_align(handle.raw, UInt(clamping: align)), of: "ndctl_pfn_set_align")
    }

    /// Puts the pfn on a namespace.
    ///
    /// The corresponding C function is `ndctl_pfn_set_namespace`.
    ///
    /// - Parameter namespace: A namespace of the same region, without a driver.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it or the namespace,
    ///   `ENXIO` when the namespace is smaller than 16 MiB.
    public borrowing func setNamespace(_ namespace: borrowing Namespace) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_pfn_set_namespace(handle.raw, namespace.handle.raw),
            of: "ndctl_pfn_set_namespace")
    }

    /// Takes the pfn from its namespace.
    ///
    /// The corresponding C function is `ndctl_pfn_set_namespace`.
    ///
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it.
    public borrowing func releaseNamespace() throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_pfn_set_namespace(handle.raw, nil), of: "ndctl_pfn_set_namespace")
    }

    /// Gives the pfn to the kernel's driver, so that the namespace is in mode fsdax.
    ///
    /// The library loads the driver's module, and tries each driver of the bus. The corresponding C function is
    /// `ndctl_pfn_enable`.
    ///
    /// - Throws: `NdctlError`, with `ENXIO` whatever the kernel said.
    public borrowing func enable() throws(NdctlError) {
        try unsafe handle.check(handle.library.ndctl_pfn_enable(handle.raw), of: "ndctl_pfn_enable")
    }
}
