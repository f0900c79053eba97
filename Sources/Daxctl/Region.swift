// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

/// A dax region as libdaxctl sees it, valid as long as its context.
@safe
public struct Region: ~Copyable {
    // Safe: lent by the context for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The id, X in the names `daxX.Y` of the devices.
    ///
    /// The corresponding C function is `daxctl_region_get_id`.
    public var id: Int {
        Int(unsafe handle.library.daxctl_region_get_id(handle.raw))
    }

    /// The names of the devices that the library sees, such as `dax0.1`, in no order.
    ///
    /// The library leaves out a device that has no node under `/dev`.
    /// The corresponding C functions are `daxctl_dev_get_first` and `daxctl_dev_get_devname`.
    public var deviceNames: [String] {
        var names: [String] = []
        forEachDevice { device in names.append(device.name) }
        return names
    }
}
