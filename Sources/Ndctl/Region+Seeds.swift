// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

// The kernel keeps one unused namespace, pfn, dax and btt in each enabled region: the seeds, from which new ones are
// made.
extension Region {
    /// Calls a closure with the unused namespace that the next one is made from.
    ///
    /// The corresponding C function is `ndctl_region_get_namespace_seed`.
    ///
    /// - Parameter body: The closure, which can't keep the namespace.
    /// - Returns: What `body` returns; nil when there is no such namespace.
    /// - Throws: What `body` throws.
    public borrowing func withNamespaceSeed<Value, E: Error>(
        _ body: (borrowing Namespace) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let found = unsafe handle.object(handle.library.ndctl_region_get_namespace_seed(handle.raw))
        else {
            return nil
        }
        return try body(unsafe Namespace(handle: found))
    }

    /// Calls a closure with the unused pfn that the next one is made from.
    ///
    /// The corresponding C function is `ndctl_region_get_pfn_seed`.
    ///
    /// - Parameter body: The closure, which can't keep the pfn.
    /// - Returns: What `body` returns; nil when there is no such pfn.
    /// - Throws: What `body` throws.
    public borrowing func withPfnSeed<Value, E: Error>(
        _ body: (borrowing Pfn) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let found = unsafe handle.object(handle.library.ndctl_region_get_pfn_seed(handle.raw)) else {
            return nil
        }
        return try body(unsafe Pfn(handle: found))
    }

    /// Calls a closure with the unused dax that the next one is made from.
    ///
    /// The corresponding C function is `ndctl_region_get_dax_seed`.
    ///
    /// - Parameter body: The closure, which can't keep the dax.
    /// - Returns: What `body` returns; nil when there is no such dax.
    /// - Throws: What `body` throws.
    public borrowing func withDaxSeed<Value, E: Error>(
        _ body: (borrowing Dax) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let found = unsafe handle.object(handle.library.ndctl_region_get_dax_seed(handle.raw)) else {
            return nil
        }
        return try body(unsafe Dax(handle: found))
    }

    /// Calls a closure with the unused btt that the next one is made from.
    ///
    /// The corresponding C function is `ndctl_region_get_btt_seed`.
    ///
    /// - Parameter body: The closure, which can't keep the btt.
    /// - Returns: What `body` returns; nil when there is no such btt.
    /// - Throws: What `body` throws.
    public borrowing func withBttSeed<Value, E: Error>(
        _ body: (borrowing Btt) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let found = unsafe handle.object(handle.library.ndctl_region_get_btt_seed(handle.raw)) else {
            return nil
        }
        return try body(unsafe Btt(handle: found))
    }
}
