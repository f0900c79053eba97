// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// An NVDIMM bus, valid as long as its context.
@safe
public struct Bus: ~Copyable {
    // Safe: lent by the context for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The kernel's name, such as `ndbus0`.
    ///
    /// The corresponding C function is `ndctl_bus_get_devname`.
    public var name: String {
        unsafe handle.text(handle.library.ndctl_bus_get_devname(handle.raw))
    }

    /// Who provides the bus, such as `ACPI.NFIT`.
    ///
    /// The corresponding C function is `ndctl_bus_get_provider`.
    public var provider: String {
        unsafe handle.text(handle.library.ndctl_bus_get_provider(handle.raw))
    }

    /// Calls a closure with every DIMM of the bus.
    ///
    /// The corresponding C function is `ndctl_dimm_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the DIMM.
    /// - Throws: What `body` throws.
    public borrowing func forEachDimm<E: Error>(_ body: (borrowing Dimm) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(handle.library.ndctl_dimm_get_first, handle.library.ndctl_dimm_get_next) {
            (handle) throws(E) in
            try body(unsafe Dimm(handle: handle))
        }
    }

    /// Calls a closure with every region of the bus.
    ///
    /// The corresponding C function is `ndctl_region_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the region.
    /// - Throws: What `body` throws.
    public borrowing func forEachRegion<E: Error>(_ body: (borrowing Region) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(handle.library.ndctl_region_get_first, handle.library.ndctl_region_get_next)
        { (handle) throws(E) in
            try body(unsafe Region(handle: handle))
        }
    }
}
