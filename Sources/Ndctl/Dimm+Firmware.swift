// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Dimm {
    /// Asks the DIMM for the versions of its firmware.
    ///
    /// The corresponding C function is `ndctl_dimm_cmd_new_fw_get_info`, with `ndctl_cmd_fw_info_get_run_version` and
    /// `ndctl_cmd_fw_info_get_updated_version`.
    ///
    /// - Returns: The versions; nil when the DIMM has no such command.
    /// - Throws: `NdctlError` when the kernel or the firmware refuses the command: `EACCES` without root.
    public borrowing func firmware() throws(NdctlError) -> DimmFirmware? {
        guard let raw = unsafe handle.library.ndctl_dimm_cmd_new_fw_get_info(handle.raw) else { return nil }
        let command = try unsafe Command(raw, to: handle, by: "ndctl_dimm_cmd_new_fw_get_info")
        try command.submit()
        let (library, info) = unsafe (command.handle.library, command.handle.raw)
        let version = unsafe library.ndctl_cmd_fw_info_get_run_version(info)
        let next = unsafe library.ndctl_cmd_fw_info_get_updated_version(info)
        return DimmFirmware(
            version: version == .max ? nil : version, nextVersion: next == 0 || next == .max ? nil : next)
    }

    /// Whether the DIMM has the commands that write another version of its firmware.
    ///
    /// The corresponding C function is `ndctl_dimm_fw_update_supported`.
    public var canUpdateFirmware: Bool {
        unsafe handle.library.ndctl_dimm_fw_update_supported(handle.raw) == 0
    }
}
