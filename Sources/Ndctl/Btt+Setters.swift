// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

// `Context` deletes a btt, since that frees its object.
extension Btt {
    /// Sets the UUID.
    ///
    /// The corresponding C function is `ndctl_btt_set_uuid`.
    ///
    /// - Parameter uuid: The UUID.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it, `EINVAL` for a
    ///   malformed UUID and for one in use.
    public borrowing func setUUID(_ uuid: String) throws(NdctlError) {
        guard var value = LibraryUUID(uuid) else {
            throw NdctlError(operation: "ndctl_btt_set_uuid", errno: .invalidArgument)
        }
        try unsafe handle.check(
            handle.library.ndctl_btt_set_uuid(handle.raw, &value.bytes), of: "ndctl_btt_set_uuid")
    }

    /// Sets the size of a sector.
    ///
    /// The corresponding C function is `ndctl_btt_set_sector_size`.
    ///
    /// - Parameter size: One of ``sectorSizes``, in bytes.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it, `EINVAL` for
    ///   another size.
    public borrowing func setSectorSize(_ size: UInt64) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_btt_set_sector_size(handle.raw, UInt32(clamping: size)),
            of: "ndctl_btt_set_sector_size")
    }

    /// Puts the btt on a namespace.
    ///
    /// The corresponding C function is `ndctl_btt_set_namespace`.
    ///
    /// - Parameter namespace: A namespace of the same region, without a driver.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it or the namespace,
    ///   `ENXIO` when the namespace is smaller than 16 MiB.
    public borrowing func setNamespace(_ namespace: borrowing Namespace) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_btt_set_namespace(handle.raw, namespace.handle.raw),
            of: "ndctl_btt_set_namespace")
    }

    /// Takes the btt from its namespace.
    ///
    /// The corresponding C function is `ndctl_btt_set_namespace`.
    ///
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver has it.
    public borrowing func releaseNamespace() throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_btt_set_namespace(handle.raw, nil), of: "ndctl_btt_set_namespace")
    }

    /// Gives the btt to the kernel's driver, so that the namespace is in mode sector.
    ///
    /// The library loads the driver's module, and tries each driver of the bus. The corresponding C function is
    /// `ndctl_btt_enable`.
    ///
    /// - Throws: `NdctlError`, with `ENXIO` whatever the kernel said.
    public borrowing func enable() throws(NdctlError) {
        try unsafe handle.check(handle.library.ndctl_btt_enable(handle.raw), of: "ndctl_btt_enable")
    }
}
