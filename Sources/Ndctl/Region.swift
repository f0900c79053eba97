// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// An NVDIMM region, good for as long as its context.
@safe
public struct Region: ~Copyable {
    // Safe: handed out by the bus for the length of a call, and it can be neither copied nor made elsewhere.
    private let raw: OpaquePointer
    private let library: Library

    @unsafe
    internal init(raw: OpaquePointer, of library: Library) {
        unsafe self.raw = raw
        unsafe self.library = library
    }

    /// The kernel's name, such as `region0`.
    ///
    /// The corresponding C function is `ndctl_region_get_devname`.
    public var name: String {
        unsafe text(library.pointee.ndctl_region_get_devname(raw))
    }

    /// Whether a driver holds the region.
    ///
    /// The corresponding C function is `ndctl_region_is_enabled`.
    public var isEnabled: Bool {
        unsafe library.pointee.ndctl_region_is_enabled(raw) > 0
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
        var next = unsafe library.pointee.ndctl_namespace_get_first(raw)
        while let current = unsafe next {
            try body(unsafe Namespace(raw: current, of: library))
            unsafe next = library.pointee.ndctl_namespace_get_next(current)
        }
    }
}
