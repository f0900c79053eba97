// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries
internal import SystemPackage

// The library frees objects here, and a freed object can't be lent at that time: these functions are mutating, so the
// compiler allows them only outside of the closures that the context lends objects to.
extension Context {
    /// Makes the library look for new buses when it lists them next.
    ///
    /// It keeps all other objects as they are; a new context sees everything anew. The corresponding C function is
    /// `ndctl_invalidate`.
    public mutating func rescan() {
        unsafe handle.library.ndctl_invalidate(handle.raw)
    }

    /// Takes a namespace and its holder from their drivers, and deletes the holder, unless the namespace is in use.
    ///
    /// The library opens the block device under `/dev` to itself, or asks libdaxctl whether memory of the dax device
    /// is online. It takes a device without its node under `/dev` for unused, does not see a process that has the dax
    /// device open, and ignores the kernel's result: look afterwards whether the namespace is active. The
    /// corresponding C function is `ndctl_namespace_disable_safe`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError`: `EBUSY` when it is in use, `ENODEV` when there is no such namespace.
    public mutating func disableNamespaceSafely(_ name: String) throws(NdctlError) {
        try unsafe changeNamespace(name, by: "ndctl_namespace_disable_safe") { handle in
            unsafe handle.library.ndctl_namespace_disable_safe(handle.raw)
        }
    }

    /// Takes a namespace and its holder from their drivers, whoever uses them, and deletes the holder.
    ///
    /// The corresponding C function is `ndctl_namespace_disable_invalidate`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError`: the errno of the write that releases the holder, `EBUSY` when the namespace keeps its
    ///   driver, `ENODEV` when there is no such namespace.
    public mutating func disableNamespaceWithHolder(_ name: String) throws(NdctlError) {
        try unsafe changeNamespace(name, by: "ndctl_namespace_disable_invalidate") { handle in
            unsafe handle.library.ndctl_namespace_disable_invalidate(handle.raw)
        }
    }

    /// Sets the size of a namespace to 0, which frees its space and its label.
    ///
    /// What is stored there stays on the medium. Without labels it does nothing, and throws nothing. After the next
    /// start of the region other namespaces can have other names. The corresponding C function is
    /// `ndctl_namespace_delete`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError` with the errno of the write: `EBUSY` while a driver or holder has it, `ENODEV` when
    ///   there is no such namespace.
    public mutating func deleteNamespace(_ name: String) throws(NdctlError) {
        try unsafe changeNamespace(name, by: "ndctl_namespace_delete") { handle in
            unsafe handle.library.ndctl_namespace_delete(handle.raw)
        }
    }

    /// Takes a pfn from its driver, whoever uses it, and from its namespace.
    ///
    /// The corresponding C function is `ndctl_pfn_delete`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError` with the errno of the write that releases it, `ENODEV` when there is no such pfn.
    public mutating func deletePfn(_ name: String) throws(NdctlError) {
        try unsafe changeNdDevice(by: "ndctl_pfn_delete") { region, found in
            region.forEachPfn { pfn in if pfn.name == name { unsafe found = pfn.handle } }
        } change: { handle in
            unsafe handle.library.ndctl_pfn_delete(handle.raw)
        }
    }

    /// Takes a dax from its driver, whoever uses it, and from its namespace.
    ///
    /// The corresponding C function is `ndctl_dax_delete`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError` with the errno of the write that releases it, `ENODEV` when there is no such dax.
    public mutating func deleteDax(_ name: String) throws(NdctlError) {
        try unsafe changeNdDevice(by: "ndctl_dax_delete") { region, found in
            region.forEachDax { dax in if dax.name == name { unsafe found = dax.handle } }
        } change: { handle in
            unsafe handle.library.ndctl_dax_delete(handle.raw)
        }
    }

    /// Takes a btt from its driver, whoever uses it, and from its namespace.
    ///
    /// The corresponding C function is `ndctl_btt_delete`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError` with the errno of the write that releases it, `ENODEV` when there is no such btt.
    public mutating func deleteBtt(_ name: String) throws(NdctlError) {
        try unsafe changeNdDevice(by: "ndctl_btt_delete") { region, found in
            region.forEachBtt { btt in if btt.name == name { unsafe found = btt.handle } }
        } change: { handle in
            unsafe handle.library.ndctl_btt_delete(handle.raw)
        }
    }

    /// Takes a region from its driver, whoever uses its namespaces, and frees their objects.
    ///
    /// The corresponding C function is `ndctl_region_disable_invalidate`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError`: `EBUSY` whatever the kernel said, `ENODEV` when there is no such region.
    public mutating func disableRegion(_ name: String) throws(NdctlError) {
        try unsafe changeRegion(name, by: "ndctl_region_disable_invalidate") { handle in
            unsafe handle.library.ndctl_region_disable_invalidate(handle.raw)
        }
    }

    /// Takes a region from its driver, and keeps the objects of its namespaces until ``cleanUpRegion(_:)``.
    ///
    /// Nothing lists these objects any more. The corresponding C function is `ndctl_region_disable_preserve`.
    ///
    /// - Parameter name: The kernel's name.
    /// - Throws: `NdctlError`: `EBUSY` whatever the kernel said, `ENODEV` when there is no such region.
    public mutating func disableRegionPreserving(_ name: String) throws(NdctlError) {
        try unsafe changeRegion(name, by: "ndctl_region_disable_preserve") { handle in
            unsafe handle.library.ndctl_region_disable_preserve(handle.raw)
        }
    }

    /// Frees the objects that ``disableRegionPreserving(_:)`` kept.
    ///
    /// The corresponding C function is `ndctl_region_cleanup`.
    ///
    /// - Parameter name: The kernel's name of the region.
    /// - Throws: `NdctlError` with `ENODEV` when there is no such region.
    public mutating func cleanUpRegion(_ name: String) throws(NdctlError) {
        try unsafe changeRegion(name, by: "ndctl_region_cleanup") { handle in
            unsafe handle.library.ndctl_region_cleanup(handle.raw)
            return 0
        }
    }

    private borrowing func changeNamespace(
        _ name: String, by function: String, _ change: (Handle) -> CInt
    ) throws(NdctlError) {
        guard let result = withNamespace(name, { namespace in unsafe change(namespace.handle) }) else {
            throw noSuchDevice(function)
        }
        try unsafe handle.check(result, of: function)
    }

    private borrowing func changeRegion(
        _ name: String, by function: String, _ change: (Handle) -> CInt
    ) throws(NdctlError) {
        guard let result = withRegion(name, { region in unsafe change(region.handle) }) else {
            throw noSuchDevice(function)
        }
        try unsafe handle.check(result, of: function)
    }

    /// Calls a function for the nd device that a closure finds in one of the regions, once nothing lends it any more.
    private borrowing func changeNdDevice(
        by function: String, _ find: (borrowing Region, inout Handle?) -> Void, change: (Handle) -> CInt
    ) throws(NdctlError) {
        var found: Handle?
        forEachBus { bus in
            bus.forEachRegion { region in unsafe find(region, &found) }
        }
        guard let found = unsafe found else { throw noSuchDevice(function) }
        try unsafe handle.check(change(found), of: function)
    }

    private borrowing func noSuchDevice(_ function: String) -> NdctlError {
        NdctlError(operation: function, errno: .operationNotSupportedByDevice)
    }
}
