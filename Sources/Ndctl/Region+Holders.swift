// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Region {
    /// Calls a closure with every pfn of the region, unused ones too.
    ///
    /// The corresponding C function is `ndctl_pfn_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the pfn.
    /// - Throws: What `body` throws.
    public borrowing func forEachPfn<E: Error>(_ body: (borrowing Pfn) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(handle.library.ndctl_pfn_get_first, handle.library.ndctl_pfn_get_next) {
            (handle) throws(E) in
            try body(unsafe Pfn(handle: handle))
        }
    }

    /// Calls a closure with every dax of the region, unused ones too.
    ///
    /// The corresponding C function is `ndctl_dax_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the dax.
    /// - Throws: What `body` throws.
    public borrowing func forEachDax<E: Error>(_ body: (borrowing Dax) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(handle.library.ndctl_dax_get_first, handle.library.ndctl_dax_get_next) {
            (handle) throws(E) in
            try body(unsafe Dax(handle: handle))
        }
    }

    /// Calls a closure with every btt of the region, unused ones too.
    ///
    /// The corresponding C function is `ndctl_btt_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the btt.
    /// - Throws: What `body` throws.
    public borrowing func forEachBtt<E: Error>(_ body: (borrowing Btt) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(handle.library.ndctl_btt_get_first, handle.library.ndctl_btt_get_next) {
            (handle) throws(E) in
            try body(unsafe Btt(handle: handle))
        }
    }
}
