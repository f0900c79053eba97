// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

/// A libndctl context: a snapshot of this host.
@safe
public struct Context: ~Copyable {
    // Safe: made by init, released by deinit and nowhere else.
    internal let handle: Handle

    /// Creates a context whose library writes nothing to stderr.
    ///
    /// The corresponding C function is `ndctl_new`.
    ///
    /// - Throws: `NdctlError` when the library can't be set up.
    public init() throws(NdctlError) {
        let library: Library
        do {
            library = try Library.loaded.get()
        } catch {
            throw NdctlError(operation: "loading \(error.name)", errno: .noSuchFileOrDirectory)
        }
        var created: OpaquePointer?
        let code = unsafe library.functions.pointee.ndctl_new(&created)
        guard code == 0, let created = unsafe created else {
            throw NdctlError(operation: "ndctl_new", errno: code == 0 ? .noMemory : Errno(rawValue: -code))
        }
        unsafe handle = unsafe Handle(created, of: library)
        unsafe handle.library.ndctl_set_log_priority(created, -1)
    }

    deinit {
        _ = unsafe handle.library.ndctl_unref(handle.raw)
    }

    /// Calls a closure with every NVDIMM bus.
    ///
    /// The corresponding C function is `ndctl_bus_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the bus.
    /// - Throws: What `body` throws.
    public borrowing func forEachBus<E: Error>(_ body: (borrowing Bus) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(
            handle.library.ndctl_bus_get_first, handle.library.ndctl_bus_get_next
        ) { (handle) throws(E) in
            try body(unsafe Bus(handle: handle))
        }
    }
}
