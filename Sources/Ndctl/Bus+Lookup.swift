// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Bus {
    /// Calls a closure with the region that a physical address is in.
    ///
    /// The corresponding C function is `ndctl_bus_get_region_by_physical_address`.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - body: The closure, which can't keep the region.
    /// - Returns: What `body` returns; nil when the address is in no region.
    /// - Throws: What `body` throws.
    public borrowing func withRegion<Value, E: Error>(
        at address: UInt64, _ body: (borrowing Region) throws(E) -> Value
    ) throws(E) -> Value? {
        guard
            let region = unsafe handle.object(
                handle.library.ndctl_bus_get_region_by_physical_address(handle.raw, address))
        else { return nil }
        return try body(unsafe Region(handle: region))
    }

    /// Calls a closure with the DIMM that a physical address is on.
    ///
    /// If the region is spread over several DIMMs, the library asks the firmware. The corresponding C function is
    /// `ndctl_bus_get_dimm_by_physical_address`.
    ///
    /// - Parameters:
    ///   - address: The address.
    ///   - body: The closure, which can't keep the DIMM.
    /// - Returns: What `body` returns; nil when the address is on no DIMM, or the firmware does not say.
    /// - Throws: What `body` throws.
    public borrowing func withDimm<Value, E: Error>(
        at address: UInt64, _ body: (borrowing Dimm) throws(E) -> Value
    ) throws(E) -> Value? {
        guard
            let dimm = unsafe handle.object(
                handle.library.ndctl_bus_get_dimm_by_physical_address(handle.raw, address))
        else { return nil }
        return try body(unsafe Dimm(handle: dimm))
    }
}
