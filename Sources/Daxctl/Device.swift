// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

/// A dax device as libdaxctl sees it, valid as long as its context.
@safe
public struct Device: ~Copyable {
    // Safe: lent by the region for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The kernel's name, such as `dax0.1`.
    ///
    /// The corresponding C function is `daxctl_dev_get_devname`.
    public var name: String {
        unsafe handle.text(handle.library.daxctl_dev_get_devname(handle.raw))
    }

    /// The number of the device in its region, 1 in `dax0.1`.
    ///
    /// The corresponding C function is `daxctl_dev_get_id`.
    public var id: Int {
        Int(unsafe handle.library.daxctl_dev_get_id(handle.raw))
    }

    /// The major and minor number of the node under `/dev`.
    ///
    /// The corresponding C functions are `daxctl_dev_get_major` and `daxctl_dev_get_minor`.
    public var deviceNumber: (major: Int, minor: Int) {
        (
            Int(unsafe handle.library.daxctl_dev_get_major(handle.raw)),
            Int(unsafe handle.library.daxctl_dev_get_minor(handle.raw))
        )
    }

    /// The size in bytes.
    ///
    /// The corresponding C function is `daxctl_dev_get_size`.
    public var size: UInt64 {
        unsafe handle.library.daxctl_dev_get_size(handle.raw)
    }

    /// The alignment in bytes; nil when the kernel does not say, as before Linux 5.10.
    ///
    /// The corresponding C function is `daxctl_dev_get_align`.
    ///
    /// - Throws: `DaxctlError` when the library lacks the function.
    public var align: UInt64? {
        get throws(DaxctlError) {
            let align = try unsafe handle.value(
                handle.library.daxctl_dev_get_align?(handle.raw), of: "daxctl_dev_get_align")
            return align == 0 ? nil : UInt64(align)
        }
    }

    /// The physical address of the first range; nil when the kernel does not say, as without root.
    ///
    /// The corresponding C function is `daxctl_dev_get_resource`.
    ///
    /// - Throws: `DaxctlError` when the library lacks the function.
    public var resource: UInt64? {
        get throws(DaxctlError) {
            let resource = try unsafe handle.value(
                handle.library.daxctl_dev_get_resource?(handle.raw), of: "daxctl_dev_get_resource")
            return resource == 0 ? nil : resource
        }
    }

    /// The node that the memory is on once it is system RAM; nil when there is none.
    ///
    /// The corresponding C function is `daxctl_dev_get_target_node`.
    ///
    /// - Throws: `DaxctlError` when the library lacks the function.
    public var targetNode: Int? {
        get throws(DaxctlError) {
            try unsafe handle.node(
                handle.value(
                    handle.library.daxctl_dev_get_target_node?(handle.raw), of: "daxctl_dev_get_target_node"))
        }
    }

    /// Whether a driver has the device; always so in the class model.
    ///
    /// The corresponding C function is `daxctl_dev_is_enabled`.
    ///
    /// - Throws: `DaxctlError` when the library lacks the function.
    public var isEnabled: Bool {
        get throws(DaxctlError) {
            try unsafe handle.value(
                handle.library.daxctl_dev_is_enabled?(handle.raw), of: "daxctl_dev_is_enabled") > 0
        }
    }

    /// Whether the kernel brings memory online by itself as soon as it is system RAM.
    ///
    /// The corresponding C function is `daxctl_dev_will_auto_online_memory`.
    ///
    /// - Throws: `DaxctlError` when the library lacks the function.
    public var willAutoOnlineMemory: Bool {
        get throws(DaxctlError) {
            try unsafe handle.value(
                handle.library.daxctl_dev_will_auto_online_memory?(handle.raw),
                of: "daxctl_dev_will_auto_online_memory") > 0
        }
    }

    /// Whether the device is system RAM with an online memory block.
    ///
    /// The corresponding C function is `daxctl_dev_has_online_memory`.
    ///
    /// - Throws: `DaxctlError` when the blocks can't be read, or the library lacks the function.
    public var hasOnlineMemory: Bool {
        get throws(DaxctlError) {
            try unsafe handle.check(
                handle.library.daxctl_dev_has_online_memory?(handle.raw),
                of: "daxctl_dev_has_online_memory") > 0
        }
    }

    /// The ranges of memory that the device is made of, in no order.
    ///
    /// The corresponding C functions are `daxctl_mapping_get_first`, `daxctl_mapping_get_start` and the others of that
    /// name.
    ///
    /// - Throws: `DaxctlError` when the library lacks the functions.
    public var mappings: [Mapping] {
        get throws(DaxctlError) {
            let first = try unsafe handle.value(
                handle.library.daxctl_mapping_get_first, of: "daxctl_mapping_get_first")
            let next = try unsafe handle.value(
                handle.library.daxctl_mapping_get_next, of: "daxctl_mapping_get_next")
            var found: [Mapping] = []
            try unsafe handle.forEach(first, next) { (mapping) throws(DaxctlError) in
                found.append(try unsafe Mapping(mapping))
            }
            return found
        }
    }

    /// Calls a closure with the device's memory, if it is system RAM.
    ///
    /// The corresponding C function is `daxctl_dev_get_memory`.
    ///
    /// - Parameter body: The closure, which can't keep the memory.
    /// - Returns: What `body` returns; nil when the device is not system RAM.
    /// - Throws: `DaxctlError` when the library lacks the function, and what `body` throws.
    public borrowing func withMemory<Value>(
        _ body: (borrowing Memory) throws(DaxctlError) -> Value
    ) throws(DaxctlError) -> Value? {
        let raw = try unsafe handle.value(
            handle.library.daxctl_dev_get_memory.map { get in unsafe get(handle.raw) },
            of: "daxctl_dev_get_memory")
        guard let memory = unsafe handle.object(raw) else { return nil }
        return try body(unsafe Memory(handle: memory))
    }
}
