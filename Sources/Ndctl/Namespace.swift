// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// An NVDIMM namespace, good for as long as its context.
@safe
public struct Namespace: ~Copyable {
    // Safe: handed out by the region for the length of a call, and it can be neither copied nor made elsewhere.
    private let raw: OpaquePointer
    private let library: Library

    @unsafe
    internal init(raw: OpaquePointer, of library: Library) {
        unsafe self.raw = raw
        unsafe self.library = library
    }

    /// The kernel's name, such as `namespace0.0`.
    ///
    /// The corresponding C function is `ndctl_namespace_get_devname`.
    public var name: String {
        unsafe text(library.pointee.ndctl_namespace_get_devname(raw))
    }

    /// What the namespace is used as.
    ///
    /// The corresponding C function is `ndctl_namespace_get_mode`.
    public var mode: NamespaceMode {
        switch unsafe library.pointee.ndctl_namespace_get_mode(raw) {
        case NDCTL_NS_MODE_FSDAX: .fsdax
        case NDCTL_NS_MODE_DEVDAX: .devdax
        case NDCTL_NS_MODE_SECTOR: .sector
        case NDCTL_NS_MODE_RAW: .raw
        default: .unknown
        }
    }

    /// Whether a driver holds the namespace or its holder.
    ///
    /// The corresponding C function is `ndctl_namespace_is_active`.
    public var isActive: Bool {
        unsafe library.pointee.ndctl_namespace_is_active(raw)
    }

    /// The device that sits on the namespace and makes its mode, such as `dax0.1`; nil in raw mode.
    ///
    /// The corresponding C functions are `ndctl_namespace_get_dax`, `…_get_pfn` and `…_get_btt`.
    public var holder: String? {
        if let dax = unsafe library.pointee.ndctl_namespace_get_dax(raw) {
            return unsafe text(library.pointee.ndctl_dax_get_devname(dax))
        }
        if let pfn = unsafe library.pointee.ndctl_namespace_get_pfn(raw) {
            return unsafe text(library.pointee.ndctl_pfn_get_devname(pfn))
        }
        if let btt = unsafe library.pointee.ndctl_namespace_get_btt(raw) {
            return unsafe text(library.pointee.ndctl_btt_get_devname(btt))
        }
        return nil
    }

    /// The UUID of the holder, which `ndctl list` prints, or else of the namespace; nil when neither has one.
    ///
    /// The corresponding C functions are `ndctl_dax_get_uuid`, `ndctl_pfn_get_uuid`, `ndctl_btt_get_uuid`
    /// and `ndctl_namespace_get_uuid`.
    public var uuid: String? {
        var bytes: [UInt8] = Array(repeating: 0, count: 16)
        let dax = unsafe library.pointee.ndctl_namespace_get_dax(raw)
        let pfn = unsafe library.pointee.ndctl_namespace_get_pfn(raw)
        let btt = unsafe library.pointee.ndctl_namespace_get_btt(raw)
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            let uuid = buffer.baseAddress
            if let dax = unsafe dax {
                unsafe library.pointee.ndctl_dax_get_uuid(dax, uuid)
            } else if let pfn = unsafe pfn {
                unsafe library.pointee.ndctl_pfn_get_uuid(pfn, uuid)
            } else if let btt = unsafe btt {
                unsafe library.pointee.ndctl_btt_get_uuid(btt, uuid)
            } else {
                unsafe library.pointee.ndctl_namespace_get_uuid(raw, uuid)
            }
        }
        guard bytes.contains(where: { $0 != 0 }) else { return nil }
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }
}
