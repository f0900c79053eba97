// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

// `Context` disables a device, since that frees the object of its memory.
extension Device {
    /// Sets the size, while no driver has the device.
    ///
    /// The corresponding C function is `daxctl_dev_set_size`.
    ///
    /// - Parameter size: The bytes, a multiple of the alignment.
    /// - Throws: `DaxctlError`, with `ENXIO` whatever the kernel said.
    public borrowing func setSize(_ size: UInt64) throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_dev_set_size?(handle.raw, size), of: "daxctl_dev_set_size")
    }

    /// Sets the alignment, while no driver has the device.
    ///
    /// The corresponding C function is `daxctl_dev_set_align`.
    ///
    /// - Parameter align: The bytes.
    /// - Throws: `DaxctlError`, with `ENXIO` whatever the kernel said.
    public borrowing func setAlign(_ align: UInt64) throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_dev_set_align?(handle.raw, UInt(clamping: align)),
            of: "daxctl_dev_set_align")
    }

    /// Adds a range of memory behind the device's others, while no driver has the device.
    ///
    /// The corresponding C function is `daxctl_dev_set_mapping`.
    ///
    /// - Parameters:
    ///   - start: The first physical address.
    ///   - end: The last physical address.
    /// - Throws: `DaxctlError`, with `ENXIO` whatever the kernel said.
    public borrowing func addMapping(start: UInt64, end: UInt64) throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_dev_set_mapping?(handle.raw, start, end), of: "daxctl_dev_set_mapping")
    }

    /// Gives the device to the driver `device_dax`.
    ///
    /// If any driver has it already, the library does nothing and throws nothing. It loads the driver's module first.
    /// The corresponding C function is `daxctl_dev_enable_devdax`.
    ///
    /// - Throws: `DaxctlError`: `EOPNOTSUPP` in the class model, otherwise the errno of the write or of loading the
    ///   module, or `ENXIO`.
    public borrowing func enableDevdax() throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_dev_enable_devdax?(handle.raw), of: "daxctl_dev_enable_devdax")
    }

    /// Gives the device to the driver `kmem`, which makes it system RAM.
    ///
    /// If any driver has it already, the library does nothing and throws nothing. It loads the driver's module first.
    /// The corresponding C function is `daxctl_dev_enable_ram`.
    ///
    /// - Throws: `DaxctlError`: `EOPNOTSUPP` in the class model, otherwise the errno of the write or of loading the
    ///   module, or `ENXIO`.
    public borrowing func enableSystemRAM() throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_dev_enable_ram?(handle.raw), of: "daxctl_dev_enable_ram")
    }
}
