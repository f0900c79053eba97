// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Dimm {
    /// The number, 0 in `nmem0`.
    ///
    /// The corresponding C function is `ndctl_dimm_get_id`.
    public var id: Int {
        Int(unsafe handle.library.ndctl_dimm_get_id(handle.raw))
    }

    /// The major and minor number of the DIMM's control device, `/dev/nmem0`.
    ///
    /// The corresponding C functions are `ndctl_dimm_get_major` and `ndctl_dimm_get_minor`.
    public var deviceNumber: (major: Int, minor: Int) {
        (
            Int(unsafe handle.library.ndctl_dimm_get_major(handle.raw)),
            Int(unsafe handle.library.ndctl_dimm_get_minor(handle.raw))
        )
    }

    /// The identifier that no other DIMM has, such as `8680-56341200`; nil when it has none.
    ///
    /// The corresponding C function is `ndctl_dimm_get_unique_id`.
    public var uniqueID: String? {
        unsafe handle.textIfAny(handle.library.ndctl_dimm_get_unique_id(handle.raw))
    }

    /// The handle by which the platform names the DIMM; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_handle`.
    public var platformHandle: UInt32? {
        unsafe handle.known(handle.library.ndctl_dimm_get_handle(handle.raw))
    }

    /// The number of the SMBIOS record of the DIMM; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_phys_id`.
    public var physicalID: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_phys_id(handle.raw))
    }

    /// The vendor; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_vendor`.
    public var vendor: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_vendor(handle.raw))
    }

    /// The vendor's number of the device; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_device`.
    public var device: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_device(handle.raw))
    }

    /// The revision of the device; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_revision`.
    public var revision: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_revision(handle.raw))
    }

    /// The vendor of the controller; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_subsystem_vendor`.
    public var subsystemVendor: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_subsystem_vendor(handle.raw))
    }

    /// The number of the controller; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_subsystem_device`.
    public var subsystemDevice: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_subsystem_device(handle.raw))
    }

    /// The revision of the controller; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_subsystem_revision`.
    public var subsystemRevision: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_subsystem_revision(handle.raw))
    }

    /// The serial number; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_serial`.
    public var serial: UInt32? {
        unsafe handle.known(handle.library.ndctl_dimm_get_serial(handle.raw))
    }

    /// When the DIMM was made, in the vendor's form; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_manufacturing_date`.
    public var manufacturingDate: UInt16? {
        unsafe handle.known(handle.library.ndctl_dimm_get_manufacturing_date(handle.raw))
    }

    /// Where the DIMM was made, in the vendor's form; nil when unknown.
    ///
    /// The corresponding C function is `ndctl_dimm_get_manufacturing_location`.
    public var manufacturingLocation: UInt8? {
        unsafe handle.known(handle.library.ndctl_dimm_get_manufacturing_location(handle.raw))
    }

    /// The codes of the interfaces by which the DIMM can be used.
    ///
    /// The corresponding C functions are `ndctl_dimm_get_formats` and `ndctl_dimm_get_formatN`.
    public var formats: [Int] {
        (0..<max(0, unsafe handle.library.ndctl_dimm_get_formats(handle.raw))).map { index in
            Int(unsafe handle.library.ndctl_dimm_get_formatN(handle.raw, index))
        }
    }
}
