// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// An NVDIMM bus, good for as long as its context.
@safe
public struct Bus: ~Copyable {
    // Safe: handed out by the context for the length of a call, and it can be neither copied nor made elsewhere.
    private let raw: OpaquePointer
    private let library: Library

    @unsafe
    internal init(raw: OpaquePointer, of library: Library) {
        unsafe self.raw = raw
        unsafe self.library = library
    }

    /// The kernel's name, such as `ndbus0`.
    ///
    /// The corresponding C function is `ndctl_bus_get_devname`.
    public var name: String {
        unsafe text(library.pointee.ndctl_bus_get_devname(raw))
    }

    /// Who provides the bus, such as `ACPI.NFIT`.
    ///
    /// The corresponding C function is `ndctl_bus_get_provider`.
    public var provider: String {
        unsafe text(library.pointee.ndctl_bus_get_provider(raw))
    }

    /// Calls a closure with every DIMM of the bus.
    ///
    /// The corresponding C function is `ndctl_dimm_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the DIMM.
    /// - Throws: What `body` throws.
    public borrowing func forEachDimm<E: Error>(_ body: (borrowing Dimm) throws(E) -> Void) throws(E) {
        var next = unsafe library.pointee.ndctl_dimm_get_first(raw)
        while let current = unsafe next {
            try body(unsafe Dimm(raw: current, of: library))
            unsafe next = library.pointee.ndctl_dimm_get_next(current)
        }
    }

    /// Calls a closure with every region of the bus.
    ///
    /// The corresponding C function is `ndctl_region_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the region.
    /// - Throws: What `body` throws.
    public borrowing func forEachRegion<E: Error>(_ body: (borrowing Region) throws(E) -> Void) throws(E) {
        var next = unsafe library.pointee.ndctl_region_get_first(raw)
        while let current = unsafe next {
            try body(unsafe Region(raw: current, of: library))
            unsafe next = library.pointee.ndctl_region_get_next(current)
        }
    }
}
