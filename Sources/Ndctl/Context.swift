// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import SystemPackage

/// What libndctl knows of this host: one look, which the library keeps.
@safe
public struct Context: ~Copyable {
    // Safe: the pointers are private, made by init; what is raw is released by deinit and nowhere else, and a library that
    // is loaded stays.
    private let raw: OpaquePointer
    private let library: Library

    /// Creates a context whose library writes nothing to stderr.
    ///
    /// The corresponding C function is `ndctl_new`.
    ///
    /// - Throws: `NdctlError` when the library can't be set up.
    public init() throws(NdctlError) {
        let loaded = unsafe ndctl_load()
        guard let library = unsafe loaded.library else {
            let missing = unsafe String(cString: loaded.missing)
            throw NdctlError(operation: "loading \(missing)", errno: .noSuchFileOrDirectory)
        }
        var created: OpaquePointer?
        let code = unsafe library.pointee.ndctl_new(&created)
        guard code == 0, let created = unsafe created else {
            throw NdctlError(operation: "ndctl_new", errno: code == 0 ? .noMemory : Errno(rawValue: -code))
        }
        unsafe raw = created
        unsafe self.library = library
        unsafe library.pointee.ndctl_set_log_priority(created, -1)
    }

    deinit {
        _ = unsafe library.pointee.ndctl_unref(raw)
    }

    /// Calls a closure with every NVDIMM bus.
    ///
    /// The corresponding C function is `ndctl_bus_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the bus.
    /// - Throws: What `body` throws.
    public borrowing func forEachBus<E: Error>(_ body: (borrowing Bus) throws(E) -> Void) throws(E) {
        var next = unsafe library.pointee.ndctl_bus_get_first(raw)
        while let current = unsafe next {
            try body(unsafe Bus(raw: current, of: library))
            unsafe next = library.pointee.ndctl_bus_get_next(current)
        }
    }
}
