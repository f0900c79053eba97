// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Namespace {
    /// Calls a closure with the pfn on the namespace, which makes its mode fsdax.
    ///
    /// The corresponding C function is `ndctl_namespace_get_pfn`.
    ///
    /// - Parameter body: The closure, which can't keep the pfn.
    /// - Returns: What `body` returns; nil when the namespace has no pfn.
    /// - Throws: What `body` throws.
    public borrowing func withPfn<Value, E: Error>(
        _ body: (borrowing Pfn) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let found = unsafe handle.object(handle.library.ndctl_namespace_get_pfn(handle.raw)) else {
            return nil
        }
        return try body(unsafe Pfn(handle: found))
    }

    /// Calls a closure with the dax on the namespace, which makes its mode devdax.
    ///
    /// The corresponding C function is `ndctl_namespace_get_dax`.
    ///
    /// - Parameter body: The closure, which can't keep the dax.
    /// - Returns: What `body` returns; nil when the namespace has no dax.
    /// - Throws: What `body` throws.
    public borrowing func withDax<Value, E: Error>(
        _ body: (borrowing Dax) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let found = unsafe handle.object(handle.library.ndctl_namespace_get_dax(handle.raw)) else {
            return nil
        }
        return try body(unsafe Dax(handle: found))
    }

    /// Calls a closure with the btt on the namespace, which makes its mode sector.
    ///
    /// The corresponding C function is `ndctl_namespace_get_btt`.
    ///
    /// - Parameter body: The closure, which can't keep the btt.
    /// - Returns: What `body` returns; nil when the namespace has no btt.
    /// - Throws: What `body` throws.
    public borrowing func withBtt<Value, E: Error>(
        _ body: (borrowing Btt) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let found = unsafe handle.object(handle.library.ndctl_namespace_get_btt(handle.raw)) else {
            return nil
        }
        return try body(unsafe Btt(handle: found))
    }
}
