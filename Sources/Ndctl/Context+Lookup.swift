// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Context {
    /// Calls a closure with the bus of a name.
    ///
    /// - Parameters:
    ///   - name: The kernel's name, such as `ndbus0`.
    ///   - body: The closure, which can't keep the bus.
    /// - Returns: What `body` returns; nil when there is no such bus.
    /// - Throws: What `body` throws.
    public borrowing func withBus<Value, E: Error>(
        _ name: String, _ body: (borrowing Bus) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let bus = unsafe buses.first(where: { unsafe Bus(handle: $0).name == name }) else { return nil }
        return try body(unsafe Bus(handle: bus))
    }

    /// Calls a closure with the DIMM of a name.
    ///
    /// - Parameters:
    ///   - name: The kernel's name, such as `nmem0`.
    ///   - body: The closure, which can't keep the DIMM.
    /// - Returns: What `body` returns; nil when there is no such DIMM.
    /// - Throws: What `body` throws.
    public borrowing func withDimm<Value, E: Error>(
        _ name: String, _ body: (borrowing Dimm) throws(E) -> Value
    ) throws(E) -> Value? {
        let dimms = unsafe buses.lazy.flatMap { bus in
            unsafe list(bus, bus.library.ndctl_dimm_get_first, bus.library.ndctl_dimm_get_next)
        }
        guard let dimm = unsafe dimms.first(where: { unsafe Dimm(handle: $0).name == name }) else {
            return nil
        }
        return try body(unsafe Dimm(handle: dimm))
    }

    /// Calls a closure with the region of a name.
    ///
    /// - Parameters:
    ///   - name: The kernel's name, such as `region0`.
    ///   - body: The closure, which can't keep the region.
    /// - Returns: What `body` returns; nil when there is no such region.
    /// - Throws: What `body` throws.
    public borrowing func withRegion<Value, E: Error>(
        _ name: String, _ body: (borrowing Region) throws(E) -> Value
    ) throws(E) -> Value? {
        guard let region = unsafe regions.first(where: { unsafe Region(handle: $0).name == name }) else {
            return nil
        }
        return try body(unsafe Region(handle: region))
    }

    /// Calls a closure with the namespace of a name.
    ///
    /// - Parameters:
    ///   - name: The kernel's name, such as `namespace0.0`.
    ///   - body: The closure, which can't keep the namespace.
    /// - Returns: What `body` returns; nil when there is no such namespace.
    /// - Throws: What `body` throws.
    public borrowing func withNamespace<Value, E: Error>(
        _ name: String, _ body: (borrowing Namespace) throws(E) -> Value
    ) throws(E) -> Value? {
        let namespaces = unsafe regions.lazy.flatMap { region in
            unsafe list(
                region, region.library.ndctl_namespace_get_first, region.library.ndctl_namespace_get_next)
        }
        guard let namespace = unsafe namespaces.first(where: { unsafe Namespace(handle: $0).name == name })
        else {
            return nil
        }
        return try body(unsafe Namespace(handle: namespace))
    }

    private var buses: [Handle] {
        unsafe list(handle, handle.library.ndctl_bus_get_first, handle.library.ndctl_bus_get_next)
    }

    private var regions: [Handle] {
        unsafe buses.flatMap { bus in
            unsafe list(bus, bus.library.ndctl_region_get_first, bus.library.ndctl_region_get_next)
        }
    }
}

/// The objects of a list of the library.
private func list(
    _ parent: Handle, _ first: @convention(c) (OpaquePointer?) -> OpaquePointer?,
    _ next: @convention(c) (OpaquePointer?) -> OpaquePointer?
) -> [Handle] {
    var found: [Handle] = unsafe []
    unsafe parent.forEach(first, next) { unsafe found.append($0) }
    return unsafe found
}
