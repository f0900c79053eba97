// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// A DIMM of an NVDIMM bus, valid as long as its context.
@safe
public struct Dimm: ~Copyable {
    // Safe: lent by the bus for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The kernel's name, such as `nmem0`.
    ///
    /// The corresponding C function is `ndctl_dimm_get_devname`.
    public var name: String {
        unsafe handle.text(handle.library.ndctl_dimm_get_devname(handle.raw))
    }

    /// Whether a driver holds the DIMM.
    ///
    /// The corresponding C function is `ndctl_dimm_is_enabled`.
    public var isEnabled: Bool {
        unsafe handle.library.ndctl_dimm_is_enabled(handle.raw) > 0
    }
}
