// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// The part of a DIMM that a region uses, valid as long as its context.
@safe
public struct Mapping: ~Copyable {
    // Safe: lent by the region for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The first byte, from the start of the DIMM.
    ///
    /// The corresponding C function is `ndctl_mapping_get_offset`.
    public var offset: UInt64 {
        unsafe handle.library.ndctl_mapping_get_offset(handle.raw)
    }

    /// How many bytes there are.
    ///
    /// The corresponding C function is `ndctl_mapping_get_length`.
    public var length: UInt64 {
        unsafe handle.library.ndctl_mapping_get_length(handle.raw)
    }

    /// The place of the DIMM in the interleave set; nil when the kernel does not say.
    ///
    /// The corresponding C function is `ndctl_mapping_get_position`.
    public var position: Int? {
        unsafe handle.node(handle.library.ndctl_mapping_get_position(handle.raw))
    }

    /// Calls a closure with the DIMM.
    ///
    /// The corresponding C function is `ndctl_mapping_get_dimm`.
    ///
    /// - Parameter body: The closure, which can't keep the DIMM.
    /// - Returns: What `body` returns; nil when there is no DIMM.
    /// - Throws: What `body` throws.
    public borrowing func withDimm<Value, E: Error>(
        _ body: (borrowing Dimm) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let dimm = unsafe handle.object(handle.library.ndctl_mapping_get_dimm(handle.raw)) else {
            return nil
        }
        return try body(unsafe Dimm(handle: dimm))
    }
}
