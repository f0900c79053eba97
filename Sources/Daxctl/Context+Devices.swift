// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries
internal import SystemPackage

extension Context {
    /// Calls a closure with the device of a name.
    ///
    /// - Parameters:
    ///   - name: The kernel's name, such as `dax0.1`.
    ///   - body: The closure, which can't keep the device.
    /// - Returns: What `body` returns; nil when the library sees no such device.
    /// - Throws: What `body` throws.
    public borrowing func withDevice<Value, E: Error>(
        _ name: String, _ body: (borrowing Device) throws(E) -> Value
    ) throws(E) -> Value? {
        var found: Handle?
        forEachRegion { region in
            region.forEachDevice { device in if device.name == name { unsafe found = device.handle } }
        }
        guard let device = unsafe found else { return nil }
        return try body(unsafe Device(handle: device))
    }

    /// Takes a device from its driver, whoever uses it; memory that is online stays where it is.
    ///
    /// The library frees the object of the device's memory, which can't be lent at that time: so this is mutating,
    /// and the compiler allows it only outside of the closures that the context lends objects to. The corresponding C
    /// function is `daxctl_dev_disable`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `DaxctlError`: `EOPNOTSUPP` in the class model, `EBUSY` whatever the kernel said, `ENODEV` when the
    ///   library sees no such device.
    public mutating func disableDevice(_ name: String) throws(DaxctlError) {
        let function = "daxctl_dev_disable"
        let result = try withDevice(name) { (device) throws(DaxctlError) in
            try unsafe device.handle.value(
                device.handle.library.daxctl_dev_disable?(device.handle.raw), of: function)
        }
        guard let result else {
            throw DaxctlError(operation: function, errno: .operationNotSupportedByDevice)
        }
        try unsafe handle.check(result, of: function)
    }
}
