// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import SystemPackage

/// What libndctl knows of this host: one look, which the library keeps.
@safe
public struct Context: ~Copyable {
    // Safe: the pointer is private, made by init, and released by deinit and nowhere else.
    private let raw: OpaquePointer

    /// Creates a context whose library writes nothing to stderr.
    ///
    /// The corresponding C function is `ndctl_new`.
    ///
    /// - Throws: `NdctlError` when the library can't be set up.
    public init() throws(NdctlError) {
        var created: OpaquePointer?
        let code = unsafe ndctl_new(&created)
        guard code == 0, let created = unsafe created else {
            throw NdctlError(operation: "ndctl_new", errno: code == 0 ? .noMemory : Errno(rawValue: -code))
        }
        unsafe raw = created
        unsafe ndctl_set_log_priority(created, -1)
    }

    deinit {
        _ = unsafe ndctl_unref(raw)
    }

    /// Calls a closure with every NVDIMM bus.
    ///
    /// The corresponding C function is `ndctl_bus_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the bus.
    /// - Throws: What `body` throws.
    public borrowing func forEachBus<E: Error>(_ body: (borrowing Bus) throws(E) -> Void) throws(E) {
        var next = unsafe ndctl_bus_get_first(raw)
        while let current = unsafe next {
            try body(unsafe Bus(raw: current))
            unsafe next = ndctl_bus_get_next(current)
        }
    }
}
