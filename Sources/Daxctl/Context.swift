// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries
internal import SystemPackage

/// A libdaxctl context: a snapshot of this host that the library never refreshes.
@safe
public struct Context: ~Copyable {
    // Safe: made by init, released by deinit and nowhere else.
    internal let handle: Handle

    /// Creates a context whose library writes nothing to stderr.
    ///
    /// The corresponding C function is `daxctl_new`.
    ///
    /// - Throws: `DaxctlError` when the library can't be set up.
    public init() throws(DaxctlError) {
        let library: Library
        do {
            library = try Library.loaded.get()
        } catch {
            throw DaxctlError(operation: "loading \(error.name)", errno: .noSuchFileOrDirectory)
        }
        var created: OpaquePointer?
        let code = unsafe library.functions.pointee.daxctl_new(&created)
        guard code == 0, let created = unsafe created else {
            throw DaxctlError(operation: "daxctl_new", errno: code == 0 ? .noMemory : Errno(rawValue: -code))
        }
        unsafe handle = unsafe Handle(created, of: library)
        unsafe handle.library.daxctl_set_log_priority(created, -1)
    }

    deinit {
        unsafe handle.library.daxctl_unref(handle.raw)
    }

    /// Calls a closure with every dax region that the library sees.
    ///
    /// The corresponding C function is `daxctl_region_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the region.
    /// - Throws: What `body` throws.
    public borrowing func forEachRegion<E: Error>(
        _ body: (borrowing Region) throws(E) -> Void
    ) throws(E) {
        try unsafe handle.forEach(
            handle.library.daxctl_region_get_first, handle.library.daxctl_region_get_next
        ) { (handle) throws(E) in
            try body(unsafe Region(handle: handle))
        }
    }
}
