// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

/// A command to a DIMM, which its firmware answers.
@safe
internal struct Command: ~Copyable {
    // Safe: released by deinit and nowhere else.
    let handle: Handle

    /// Wraps a command that a function of the library made.
    ///
    /// - Parameters:
    ///   - raw: The command; NULL when the device has none, or when there is no memory.
    ///   - device: The device, or another command to it.
    ///   - function: The C function that made the command.
    /// - Throws: `NdctlError` with `ENOTTY` for NULL.
    init(_ raw: OpaquePointer?, to device: Handle, by function: String) throws(NdctlError) {
        guard let handle = unsafe device.object(raw) else {
            throw NdctlError(operation: function, errno: .inappropriateIOCTLForDevice)
        }
        unsafe self.handle = unsafe handle
    }

    deinit {
        unsafe handle.library.ndctl_cmd_unref(handle.raw)
    }

    /// Sends the command, and waits for the answer.
    ///
    /// The corresponding C function is `ndctl_cmd_submit_xlat`, which counts an error of the firmware as one too.
    ///
    /// - Throws: `NdctlError` when the kernel or the firmware refuses it.
    func submit() throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_cmd_submit_xlat(handle.raw), of: "ndctl_cmd_submit_xlat")
    }
}

/// The numbers of the commands that a bus or DIMM can have, which `ndctl/ndctl.h` lists from `ND_CMD_SMART` to
/// `ND_CMD_CALL`.
internal let commandNumbers: ClosedRange<CInt> = 1...10
