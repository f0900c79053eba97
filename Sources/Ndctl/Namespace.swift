// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// An NVDIMM namespace, valid as long as its context.
@safe
public struct Namespace: ~Copyable {
    // Safe: lent by the region for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The kernel's name, such as `namespace0.0`.
    ///
    /// The corresponding C function is `ndctl_namespace_get_devname`.
    public var name: String {
        unsafe handle.text(handle.library.ndctl_namespace_get_devname(handle.raw))
    }

    /// The name that an administrator gave the namespace; nil when it has none.
    ///
    /// The corresponding C function is `ndctl_namespace_get_alt_name`.
    public var altName: String? {
        unsafe handle.textIfAny(handle.library.ndctl_namespace_get_alt_name(handle.raw))
    }

    /// The mode of the namespace.
    ///
    /// The corresponding C function is `ndctl_namespace_get_mode`.
    public var mode: NamespaceMode {
        NamespaceMode(unsafe handle.library.ndctl_namespace_get_mode(handle.raw))
    }

    /// Whether a driver holds the namespace or its holder.
    ///
    /// The corresponding C function is `ndctl_namespace_is_active`.
    public var isActive: Bool {
        unsafe handle.library.ndctl_namespace_is_active(handle.raw)
    }

    /// The device that sits on the namespace and makes its mode, such as `dax0.1`; nil in raw mode.
    ///
    /// The corresponding C functions are `ndctl_namespace_get_dax`, `…_get_pfn` and `…_get_btt`.
    public var holder: String? {
        if let dax = unsafe handle.library.ndctl_namespace_get_dax(handle.raw) {
            return unsafe handle.text(handle.library.ndctl_dax_get_devname(dax))
        }
        if let pfn = unsafe handle.library.ndctl_namespace_get_pfn(handle.raw) {
            return unsafe handle.text(handle.library.ndctl_pfn_get_devname(pfn))
        }
        if let btt = unsafe handle.library.ndctl_namespace_get_btt(handle.raw) {
            return unsafe handle.text(handle.library.ndctl_btt_get_devname(btt))
        }
        return nil
    }

    /// The UUID of the holder, which `ndctl list` prints, or else of the namespace; nil when neither has one.
    ///
    /// The corresponding C functions are `ndctl_dax_get_uuid`, `ndctl_pfn_get_uuid`, `ndctl_btt_get_uuid`
    /// and `ndctl_namespace_get_uuid`.
    public var uuid: String? {
        unsafe LibraryUUID { uuid in
            if let dax = unsafe handle.library.ndctl_namespace_get_dax(handle.raw) {
                unsafe handle.library.ndctl_dax_get_uuid(dax, uuid)
            } else if let pfn = unsafe handle.library.ndctl_namespace_get_pfn(handle.raw) {
                unsafe handle.library.ndctl_pfn_get_uuid(pfn, uuid)
            } else if let btt = unsafe handle.library.ndctl_namespace_get_btt(handle.raw) {
                unsafe handle.library.ndctl_btt_get_uuid(btt, uuid)
            } else {
                unsafe handle.library.ndctl_namespace_get_uuid(handle.raw, uuid)
            }
        }.text
    }
}
