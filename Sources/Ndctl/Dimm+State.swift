// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Dimm {
    /// Whether an enabled region uses the DIMM.
    ///
    /// The corresponding C function is `ndctl_dimm_is_active`.
    ///
    /// - Throws: `NdctlError` when the kernel's file `state` can't be read.
    public var isActive: Bool {
        get throws(NdctlError) {
            try unsafe handle.check(
                handle.library.ndctl_dimm_is_active(handle.raw), of: "ndctl_dimm_is_active") > 0
        }
    }

    /// Whether the DIMM's label area is locked.
    ///
    /// The corresponding C function is `ndctl_dimm_locked`.
    public var isLocked: Bool {
        unsafe handle.library.ndctl_dimm_locked(handle.raw) > 0
    }

    /// Whether the DIMM can be used both as memory and through a block window.
    ///
    /// The corresponding C function is `ndctl_dimm_aliased`.
    public var isAliased: Bool {
        unsafe handle.library.ndctl_dimm_aliased(handle.raw) > 0
    }

    /// Whether the platform reports any error of the DIMM.
    ///
    /// The corresponding C function is `ndctl_dimm_has_errors`.
    public var hasErrors: Bool {
        unsafe handle.library.ndctl_dimm_has_errors(handle.raw) > 0
    }

    /// Whether the platform tells of changes of the DIMM's health.
    ///
    /// The corresponding C function is `ndctl_dimm_has_notifications`.
    public var hasNotifications: Bool {
        unsafe handle.library.ndctl_dimm_has_notifications(handle.raw) > 0
    }

    /// What the platform reports of the DIMM.
    ///
    /// The corresponding C functions are those of the cases of ``DimmProblem``.
    public var problems: Set<DimmProblem> {
        Set(
            DimmProblem.allCases.filter { problem in
                let reports: CInt =
                    switch problem {
                    case .failedSave: unsafe handle.library.ndctl_dimm_failed_save(handle.raw)
                    case .failedArm: unsafe handle.library.ndctl_dimm_failed_arm(handle.raw)
                    case .failedRestore: unsafe handle.library.ndctl_dimm_failed_restore(handle.raw)
                    case .failedMap: unsafe handle.library.ndctl_dimm_failed_map(handle.raw)
                    case .failedFlush: unsafe handle.library.ndctl_dimm_failed_flush(handle.raw)
                    case .smartEvent: unsafe handle.library.ndctl_dimm_smart_pending(handle.raw)
                    }
                return reports > 0
            })
    }

    /// How often the DIMM lost power without a flush; nil when the platform does not count it.
    ///
    /// The corresponding C function is `ndctl_dimm_get_dirty_shutdown`.
    public var dirtyShutdowns: Int? {
        let count = unsafe handle.library.ndctl_dimm_get_dirty_shutdown(handle.raw)
        return count < 0 ? nil : Int(count)
    }

    /// The state of the passphrase; nil when the DIMM has no security.
    ///
    /// The corresponding C function is `ndctl_dimm_get_security`.
    public var security: DimmSecurity? {
        DimmSecurity(unsafe handle.library.ndctl_dimm_get_security(handle.raw))
    }

    /// Whether the state of the passphrase can't be changed until the next start.
    ///
    /// The corresponding C function is `ndctl_dimm_security_is_frozen`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var isSecurityFrozen: Bool {
        get throws(NdctlError) {
            try unsafe handle.value(
                handle.library.ndctl_dimm_security_is_frozen?(handle.raw),
                of: "ndctl_dimm_security_is_frozen")
        }
    }

    /// The commands that the DIMM has, such as `get_data`.
    ///
    /// The corresponding C functions are `ndctl_dimm_is_cmd_supported` and `ndctl_dimm_get_cmd_name`.
    public var commands: [String] {
        commandNumbers.compactMap { command in
            guard unsafe handle.library.ndctl_dimm_is_cmd_supported(handle.raw, command) > 0 else {
                return nil
            }
            return unsafe handle.textIfAny(handle.library.ndctl_dimm_get_cmd_name(handle.raw, command))
        }
    }

    /// Gives the DIMM to the kernel's driver.
    ///
    /// The corresponding C function is `ndctl_dimm_enable`.
    ///
    /// - Throws: `NdctlError`, with `ENXIO` whatever the kernel said.
    public borrowing func enable() throws(NdctlError) {
        try unsafe handle.check(handle.library.ndctl_dimm_enable(handle.raw), of: "ndctl_dimm_enable")
    }

    /// Takes the DIMM from the kernel's driver.
    ///
    /// The corresponding C function is `ndctl_dimm_disable`.
    ///
    /// - Throws: `NdctlError`, with `EBUSY` whatever the kernel said.
    public borrowing func disable() throws(NdctlError) {
        try unsafe handle.check(handle.library.ndctl_dimm_disable(handle.raw), of: "ndctl_dimm_disable")
    }

    /// Reads ``problems`` and the other flags again.
    ///
    /// The corresponding C function is `ndctl_dimm_refresh_flags`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public borrowing func refreshFlags() throws(NdctlError) {
        try unsafe handle.value(
            handle.library.ndctl_dimm_refresh_flags?(handle.raw), of: "ndctl_dimm_refresh_flags")
    }
}
