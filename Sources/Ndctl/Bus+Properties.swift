// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Bus {
    /// The number, 0 in `ndbus0`.
    ///
    /// The corresponding C function is `ndctl_bus_get_id`.
    public var id: Int {
        Int(unsafe handle.library.ndctl_bus_get_id(handle.raw))
    }

    /// The major and minor number of the bus's control device, `/dev/ndctl0`.
    ///
    /// The corresponding C functions are `ndctl_bus_get_major` and `ndctl_bus_get_minor`.
    public var deviceNumber: (major: Int, minor: Int) {
        (
            Int(unsafe handle.library.ndctl_bus_get_major(handle.raw)),
            Int(unsafe handle.library.ndctl_bus_get_minor(handle.raw))
        )
    }

    /// The revision of the platform's interface, `nfit/revision`; nil when the bus has no NFIT.
    ///
    /// The corresponding C function is `ndctl_bus_get_revision`.
    public var revision: Int? {
        hasNFIT ? Int(unsafe handle.library.ndctl_bus_get_revision(handle.raw)) : nil
    }

    /// Whether the platform describes the bus by an NFIT, a table of ACPI.
    ///
    /// The corresponding C function is `ndctl_bus_has_nfit`.
    public var hasNFIT: Bool {
        unsafe handle.library.ndctl_bus_has_nfit(handle.raw) > 0
    }

    /// Whether the platform describes the bus by a device tree.
    ///
    /// The corresponding C function is `ndctl_bus_has_of_node`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var hasDeviceTreeNode: Bool {
        get throws(NdctlError) {
            try unsafe handle.value(
                handle.library.ndctl_bus_has_of_node?(handle.raw), of: "ndctl_bus_has_of_node") > 0
        }
    }

    /// Whether the bus is one of CXL.
    ///
    /// The corresponding C function is `ndctl_bus_has_cxl`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var hasCXL: Bool {
        get throws(NdctlError) {
            try unsafe handle.value(
                handle.library.ndctl_bus_has_cxl?(handle.raw), of: "ndctl_bus_has_cxl") > 0
        }
    }

    /// Whether the bus is one of a PAPR hypervisor.
    ///
    /// The corresponding C function is `ndctl_bus_is_papr_scm`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var isPAPR: Bool {
        get throws(NdctlError) {
            try unsafe handle.value(
                handle.library.ndctl_bus_is_papr_scm?(handle.raw), of: "ndctl_bus_is_papr_scm") > 0
        }
    }

    /// From where on data survives a loss of power.
    ///
    /// The corresponding C function is `ndctl_bus_get_persistence_domain`.
    public var persistenceDomain: PersistenceDomain {
        PersistenceDomain(unsafe handle.library.ndctl_bus_get_persistence_domain(handle.raw))
    }

    /// The commands that the bus has, such as `ars_cap`.
    ///
    /// The corresponding C functions are `ndctl_bus_is_cmd_supported` and `ndctl_bus_get_cmd_name`.
    public var commands: [String] {
        commandNumbers.compactMap { command in
            guard unsafe handle.library.ndctl_bus_is_cmd_supported(handle.raw, command) > 0 else {
                return nil
            }
            return unsafe handle.textIfAny(handle.library.ndctl_bus_get_cmd_name(handle.raw, command))
        }
    }

    /// Waits until the kernel has probed the devices of the bus.
    ///
    /// The corresponding C function is `ndctl_bus_wait_probe`.
    ///
    /// - Throws: `NdctlError`, with `ENXIO` for every reason.
    public borrowing func waitForProbe() throws(NdctlError) {
        try unsafe handle.check(handle.library.ndctl_bus_wait_probe(handle.raw), of: "ndctl_bus_wait_probe")
    }
}
