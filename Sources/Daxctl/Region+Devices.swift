// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

extension Region {
    /// Calls a closure with every device that the library sees, in no order.
    ///
    /// The library leaves out a device that has no node under `/dev`. The corresponding C function is
    /// `daxctl_dev_get_first`.
    ///
    /// - Parameter body: The closure, which can't keep the device.
    /// - Throws: What `body` throws.
    public borrowing func forEachDevice<E: Error>(_ body: (borrowing Device) throws(E) -> Void) throws(E) {
        try unsafe handle.forEach(handle.library.daxctl_dev_get_first, handle.library.daxctl_dev_get_next) {
            (handle) throws(E) in
            try body(unsafe Device(handle: handle))
        }
    }

    /// Calls a closure with the device that the kernel made last, or that the next one is made from.
    ///
    /// The corresponding C function is `daxctl_region_get_dev_seed`.
    ///
    /// - Parameter body: The closure, which can't keep the device.
    /// - Returns: What `body` returns; nil when the region has no seed, or the library does not see it.
    /// - Throws: What `body` throws.
    public borrowing func withSeed<Value, E: Error>(
        _ body: (borrowing Device) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let seed = unsafe handle.object(handle.library.daxctl_region_get_dev_seed(handle.raw)) else {
            return nil
        }
        return try body(unsafe Device(handle: seed))
    }

    /// Makes a device of size 0, which the region's seed is then.
    ///
    /// The library does not see it if it has listed the region's devices before: make a new context. The
    /// corresponding C function is `daxctl_region_create_dev`.
    ///
    /// - Throws: `DaxctlError` with the errno of the write: `ENOENT` when the region has one device of fixed size.
    public borrowing func createDevice() throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_region_create_dev?(handle.raw), of: "daxctl_region_create_dev")
    }

    /// Deletes a device of size 0.
    ///
    /// The library lists it all the same until there is a new context. The corresponding C function is
    /// `daxctl_region_destroy_dev`.
    ///
    /// - Parameter device: A device of the region.
    /// - Throws: `DaxctlError` with the errno of the write: `EBUSY` when a driver has the device, when its size is
    ///   not 0, and for `daxX.0`.
    public borrowing func destroy(_ device: borrowing Device) throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_region_destroy_dev?(handle.raw, device.handle.raw),
            of: "daxctl_region_destroy_dev")
    }
}
