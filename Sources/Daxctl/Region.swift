// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl

/// A dax region as libdaxctl sees it, good for as long as its context.
@safe
public struct Region: ~Copyable {
    // Safe: handed out by the context for the length of a call, and it can be neither copied nor made elsewhere.
    private let raw: OpaquePointer
    private let library: Library

    @unsafe
    internal init(raw: OpaquePointer, of library: Library) {
        unsafe self.raw = raw
        unsafe self.library = library
    }

    /// The id, X in the names `daxX.Y` of the devices.
    ///
    /// The corresponding C function is `daxctl_region_get_id`.
    public var id: Int {
        Int(unsafe library.pointee.daxctl_region_get_id(raw))
    }

    /// The names of the devices that the library sees, such as `dax0.1`, in no order.
    ///
    /// The library leaves out a device that has no node under `/dev`.
    /// The corresponding C functions are `daxctl_dev_get_first` and `daxctl_dev_get_devname`.
    public var deviceNames: [String] {
        var names: [String] = []
        var next = unsafe library.pointee.daxctl_dev_get_first(raw)
        while let current = unsafe next {
            if let name = unsafe library.pointee.daxctl_dev_get_devname(current) {
                names.append(unsafe String(cString: name))
            }
            unsafe next = library.pointee.daxctl_dev_get_next(current)
        }
        return names
    }
}
