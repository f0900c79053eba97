// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

extension Bus {
    /// Makes memory readable again that has errors; what was stored there is lost.
    ///
    /// No enabled namespace may have the memory. The platform may clear a little before and behind it too.
    ///
    /// The corresponding C functions are `ndctl_bus_cmd_new_ars_cap`, `ndctl_cmd_ars_cap_get_range`,
    /// `ndctl_bus_cmd_new_clear_error` and `ndctl_cmd_clear_error_get_cleared`.
    ///
    /// - Parameters:
    ///   - address: The physical address.
    ///   - length: How many bytes.
    /// - Throws: `NdctlError`: `ENOTTY` when the bus has no such command, `EBUSY` when an enabled namespace has the memory,
    ///   `ENXIO` when the platform clears less.
    public borrowing func clearErrors(at address: UInt64, length: UInt64) throws(NdctlError) {
        let capability = try unsafe Command(
            handle.library.ndctl_bus_cmd_new_ars_cap(handle.raw, address, length), to: handle,
            by: "ndctl_bus_cmd_new_ars_cap")
        try capability.submit()
        var range = ndctl_range()
        try unsafe handle.check(
            handle.library.ndctl_cmd_ars_cap_get_range(capability.handle.raw, &range),
            of: "ndctl_cmd_ars_cap_get_range")
        let clear = try unsafe Command(
            handle.library.ndctl_bus_cmd_new_clear_error(range.address, range.length, capability.handle.raw),
            to: handle, by: "ndctl_bus_cmd_new_clear_error")
        try clear.submit()
        guard unsafe handle.library.ndctl_cmd_clear_error_get_cleared(clear.handle.raw) == range.length else {
            throw NdctlError(
                operation: "ndctl_cmd_clear_error_get_cleared", errno: .noSuchAddressOrDevice)
        }
    }
}
