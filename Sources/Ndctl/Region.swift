// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// An NVDIMM region, valid as long as its context.
@safe
public struct Region: ~Copyable {
    // Safe: lent by the bus for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The kernel's name, such as `region0`.
    ///
    /// The corresponding C function is `ndctl_region_get_devname`.
    public var name: String {
        unsafe handle.text(handle.library.ndctl_region_get_devname(handle.raw))
    }

    /// Whether a driver holds the region.
    ///
    /// The corresponding C function is `ndctl_region_is_enabled`.
    public var isEnabled: Bool {
        unsafe handle.library.ndctl_region_is_enabled(handle.raw) > 0
    }

    /// Calls a closure with every namespace of the region, unused ones too.
    ///
    /// The corresponding C function is `ndctl_namespace_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the namespace.
    /// - Throws: What `body` throws.
    public borrowing func forEachNamespace<E: Error>(
        _ body: (borrowing Namespace) throws(E) -> Void
    ) throws(E) {
        try unsafe handle.forEach(
            handle.library.ndctl_namespace_get_first, handle.library.ndctl_namespace_get_next
        ) { (handle) throws(E) in
            try body(unsafe Namespace(handle: handle))
        }
    }
}
