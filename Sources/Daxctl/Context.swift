// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import SystemPackage

/// What libdaxctl knows of this host: one look, which the library keeps and never renews.
@safe
public struct Context: ~Copyable {
    // Safe: the pointers are private, made by init; what is raw is released by deinit and nowhere else, and a library that
    // is loaded stays.
    private let raw: OpaquePointer
    private let library: Library

    /// Creates a context whose library writes nothing to stderr.
    ///
    /// The corresponding C function is `daxctl_new`.
    ///
    /// - Throws: `DaxctlError` when the library can't be set up.
    public init() throws(DaxctlError) {
        let loaded = unsafe daxctl_load()
        guard let library = unsafe loaded.library else {
            let missing = unsafe String(cString: loaded.missing)
            throw DaxctlError(operation: "loading \(missing)", errno: .noSuchFileOrDirectory)
        }
        var created: OpaquePointer?
        let code = unsafe library.pointee.daxctl_new(&created)
        guard code == 0, let created = unsafe created else {
            throw DaxctlError(operation: "daxctl_new", errno: code == 0 ? .noMemory : Errno(rawValue: -code))
        }
        unsafe raw = created
        unsafe self.library = library
        unsafe library.pointee.daxctl_set_log_priority(created, -1)
    }

    deinit {
        unsafe library.pointee.daxctl_unref(raw)
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
        var next = unsafe library.pointee.daxctl_region_get_first(raw)
        while let current = unsafe next {
            try body(unsafe Region(raw: current, of: library))
            unsafe next = library.pointee.daxctl_region_get_next(current)
        }
    }
}
