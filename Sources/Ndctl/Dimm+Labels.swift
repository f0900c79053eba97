// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

// The commands open the DIMM's device under `/dev`, so they need root, and the device's node. A write is refused with
// EBUSY while an enabled region uses the DIMM. The kernel keeps what it read of the labels until the DIMM is disabled
// and enabled again. libndctl takes the bytes of an extent from the start of the area, wherever the extent begins, so
// all extents here begin at 0.
extension Dimm {
    /// How many more labels fit on the DIMM; nil when it has no labels.
    ///
    /// The kernel keeps one slot for itself. The corresponding C function is `ndctl_dimm_get_available_labels`.
    public var availableLabels: Int? {
        unsafe handle.known(handle.library.ndctl_dimm_get_available_labels(handle.raw)).map {
            Int(clamping: $0)
        }
    }

    /// The bytes of one label; known after ``readLabelIndex()`` and ``validateLabels()``.
    ///
    /// The corresponding C function is `ndctl_dimm_sizeof_namespace_label`.
    public var labelSize: Int {
        Int(unsafe handle.library.ndctl_dimm_sizeof_namespace_label(handle.raw))
    }

    /// The bytes of an index block; known after ``readLabelIndex()`` and ``validateLabels()``.
    ///
    /// The corresponding C function is `ndctl_dimm_sizeof_namespace_index`.
    ///
    /// - Throws: `NdctlError` when the library lacks the function.
    public var labelIndexSize: Int {
        get throws(NdctlError) {
            try unsafe Int(
                handle.value(
                    handle.library.ndctl_dimm_sizeof_namespace_index?(handle.raw),
                    of: "ndctl_dimm_sizeof_namespace_index"))
        }
    }

    /// Asks the DIMM for the size of its label area.
    ///
    /// The corresponding C functions are `ndctl_dimm_cmd_new_cfg_size` and `ndctl_cmd_cfg_size_get_size`.
    ///
    /// - Returns: The bytes.
    /// - Throws: `NdctlError`: `ENOTTY` when the DIMM has no such command, `EACCES` without root.
    public borrowing func labelAreaSize() throws(NdctlError) -> Int {
        let size = try sizeCommand()
        return Int(unsafe handle.library.ndctl_cmd_cfg_size_get_size(size.handle.raw))
    }

    /// Reads bytes of the label area.
    ///
    /// The corresponding C functions are `ndctl_dimm_cmd_new_cfg_read`, `ndctl_cmd_cfg_read_set_extent` and
    /// `ndctl_cmd_cfg_read_get_data`.
    ///
    /// - Parameters:
    ///   - offset: The first byte.
    ///   - length: How many bytes; nil for all from `offset` on.
    /// - Returns: The bytes.
    /// - Throws: `NdctlError`: `EINVAL` when the area is shorter, `ENOTTY` when the DIMM has no such command,
    ///   `EACCES` without root.
    public borrowing func readLabelArea(offset: Int = 0, length: Int? = nil) throws(NdctlError) -> [UInt8] {
        let extent = try readCommand(offset: offset, length: length)
        guard extent.length > 0 else { return [] }
        var bytes: [UInt8] = Array(repeating: 0, count: Int(extent.length))
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe handle.library.ndctl_cmd_cfg_read_get_data(
                extent.command.handle.raw, buffer.baseAddress, extent.length, extent.offset)
        }
        try unsafe handle.check(CInt(clamping: count), of: "ndctl_cmd_cfg_read_get_data")
        return bytes
    }

    /// Writes bytes of the label area, and those before them again as they are.
    ///
    /// The corresponding C functions are `ndctl_dimm_cmd_new_cfg_write` and `ndctl_cmd_cfg_write_set_data`.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - offset: Where the first of them goes.
    /// - Throws: `NdctlError`: `EBUSY` while an enabled region uses the DIMM, `EINVAL` when the area is shorter,
    ///   `ENOTTY` when the DIMM has no such command, `EACCES` without root.
    public borrowing func writeLabelArea(_ bytes: [UInt8], offset: Int = 0) throws(NdctlError) {
        guard !bytes.isEmpty else { return }
        let extent = try readCommand(offset: offset, length: bytes.count)
        let write = try unsafe Command(
            handle.library.ndctl_dimm_cmd_new_cfg_write(extent.command.handle.raw), to: handle,
            by: "ndctl_dimm_cmd_new_cfg_write")
        var bytes = bytes
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe handle.library.ndctl_cmd_cfg_write_set_data(
                write.handle.raw, buffer.baseAddress, extent.length, extent.offset)
        }
        try unsafe handle.check(CInt(clamping: count), of: "ndctl_cmd_cfg_write_set_data")
        try write.submit()
    }

    /// Reads the index blocks into the library, which ``validateLabels()`` and ``initLabels(_:)`` need.
    ///
    /// The corresponding C function is `ndctl_dimm_read_label_index`.
    ///
    /// - Throws: `NdctlError`: `EIO` when it fails, since the library does not say why.
    public borrowing func readLabelIndex() throws(NdctlError) {
        let function = "ndctl_dimm_read_label_index"
        let raw = try unsafe handle.value(
            handle.library.ndctl_dimm_read_label_index.map { read in unsafe read(handle.raw) }, of: function)
        guard unsafe raw != nil else { throw NdctlError(operation: function, errno: .ioError) }
        // The library keeps a reference of its own.
        _ = try unsafe Command(raw, to: handle, by: function)
    }

    /// Checks the index blocks that ``readLabelIndex()`` read.
    ///
    /// The corresponding C function is `ndctl_dimm_validate_labels`.
    ///
    /// - Returns: How many slots the label area has.
    /// - Throws: `NdctlError`, with `EINVAL` when no index block is valid, or none was read.
    @discardableResult
    public borrowing func validateLabels() throws(NdctlError) -> Int {
        try unsafe handle.check(
            handle.library.ndctl_dimm_validate_labels(handle.raw), of: "ndctl_dimm_validate_labels")
    }

    /// Writes two new index blocks, by which all labels are free; call ``readLabelIndex()`` before.
    ///
    /// All namespaces on the DIMM are gone. The corresponding C function is `ndctl_dimm_init_labels`.
    ///
    /// - Parameter version: The version of the labels.
    /// - Returns: How many slots the label area has.
    /// - Throws: `NdctlError`: `EINVAL` when no index was read, `ENXIO` when the write fails, whatever the kernel said.
    @discardableResult
    public borrowing func initLabels(_ version: LabelVersion) throws(NdctlError) -> Int {
        try unsafe handle.check(
            handle.library.ndctl_dimm_init_labels(handle.raw, version.raw), of: "ndctl_dimm_init_labels")
    }

    /// Writes zeros over the label area, and disables and enables the DIMM.
    ///
    /// All namespaces on the DIMM are gone. The corresponding C function is `ndctl_dimm_zero_labels`.
    ///
    /// - Throws: `NdctlError`: `EBUSY` while an enabled region uses the DIMM, `EINVAL` when the area can't be read,
    ///   `ENOTTY` when the DIMM has no such command.
    public borrowing func zeroLabels() throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_dimm_zero_labels(handle.raw), of: "ndctl_dimm_zero_labels")
    }

    /// The command that asked for the size of the label area, answered.
    private borrowing func sizeCommand() throws(NdctlError) -> Command {
        let command = try unsafe Command(
            handle.library.ndctl_dimm_cmd_new_cfg_size(handle.raw), to: handle,
            by: "ndctl_dimm_cmd_new_cfg_size")
        try command.submit()
        return command
    }

    /// The command that read the label area from its start to the end of a part, answered.
    private borrowing func readCommand(offset: Int, length: Int?) throws(NdctlError) -> LabelExtent {
        let size = try sizeCommand()
        let total = Int(unsafe handle.library.ndctl_cmd_cfg_size_get_size(size.handle.raw))
        let length = length ?? total - min(max(0, offset), total)
        guard offset >= 0, length >= 0, offset <= total, length <= total - offset else {
            throw NdctlError(operation: "ndctl_cmd_cfg_read_set_extent", errno: .invalidArgument)
        }
        let read = try unsafe Command(
            handle.library.ndctl_dimm_cmd_new_cfg_read(size.handle.raw), to: handle,
            by: "ndctl_dimm_cmd_new_cfg_read")
        try unsafe handle.check(
            handle.library.ndctl_cmd_cfg_read_set_extent?(
                read.handle.raw, UInt32(clamping: offset + length), 0),
            of: "ndctl_cmd_cfg_read_set_extent")
        try read.submit()
        return LabelExtent(
            command: read, offset: UInt32(clamping: offset), length: UInt32(clamping: length))
    }
}
