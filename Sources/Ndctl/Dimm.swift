// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// A DIMM of an NVDIMM bus, good for as long as its context.
@safe
public struct Dimm: ~Copyable {
    // Safe: handed out by the bus for the length of a call, and it can be neither copied nor made elsewhere.
    private let raw: OpaquePointer
    private let library: Library

    @unsafe
    internal init(raw: OpaquePointer, of library: Library) {
        unsafe self.raw = raw
        unsafe self.library = library
    }

    /// The kernel's name, such as `nmem0`.
    ///
    /// The corresponding C function is `ndctl_dimm_get_devname`.
    public var name: String {
        unsafe text(library.pointee.ndctl_dimm_get_devname(raw))
    }

    /// Whether a driver holds the DIMM.
    ///
    /// The corresponding C function is `ndctl_dimm_is_enabled`.
    public var isEnabled: Bool {
        unsafe library.pointee.ndctl_dimm_is_enabled(raw) > 0
    }
}
