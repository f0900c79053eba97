// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

/// The memory of a dax device that is system RAM, valid as long as its context.
///
/// The library takes the blocks from the device's first address to its size behind that, so of a device with several
/// ranges it misses blocks, and takes others'.
@safe
public struct Memory: ~Copyable {
    // Safe: lent by the device for the length of a call, and it can be neither copied nor made elsewhere.
    internal let handle: Handle

    /// The folder of the memory's node; nil when there is none.
    ///
    /// The corresponding C function is `daxctl_memory_get_node_path`.
    ///
    /// - Throws: `DaxctlError` when the library lacks the function.
    public var nodePath: String? {
        get throws(DaxctlError) {
            let path = try unsafe handle.value(
                handle.library.daxctl_memory_get_node_path.map { get in unsafe get(handle.raw) },
                of: "daxctl_memory_get_node_path")
            return unsafe handle.textIfAny(path)
        }
    }

    /// The size of a memory block in bytes; nil when the kernel does not say.
    ///
    /// The corresponding C function is `daxctl_memory_get_block_size`.
    ///
    /// - Throws: `DaxctlError` when the library lacks the function.
    public var blockSize: UInt64? {
        get throws(DaxctlError) {
            let size = try unsafe handle.value(
                handle.library.daxctl_memory_get_block_size?(handle.raw), of: "daxctl_memory_get_block_size")
            return size == 0 ? nil : UInt64(size)
        }
    }

    /// How many memory blocks there are.
    ///
    /// The corresponding C function is `daxctl_memory_num_sections`.
    ///
    /// - Throws: `DaxctlError` when the blocks can't be read: `EACCES` without root.
    public var blockCount: Int {
        get throws(DaxctlError) {
            try unsafe handle.check(
                handle.library.daxctl_memory_num_sections?(handle.raw), of: "daxctl_memory_num_sections")
        }
    }

    /// How many memory blocks are online; a block that is going offline counts as offline.
    ///
    /// The corresponding C function is `daxctl_memory_is_online`.
    ///
    /// - Throws: `DaxctlError` when the blocks can't be read: `EACCES` without root.
    public var onlineBlockCount: Int {
        get throws(DaxctlError) {
            try unsafe handle.check(
                handle.library.daxctl_memory_is_online?(handle.raw), of: "daxctl_memory_is_online")
        }
    }

    /// Whether all blocks are online in the movable zone, so that they can go offline again.
    ///
    /// The corresponding C function is `daxctl_memory_is_movable`.
    ///
    /// - Throws: `DaxctlError`: `ENXIO` when a block is offline, `EACCES` without root.
    public var isMovable: Bool {
        get throws(DaxctlError) {
            try unsafe handle.check(
                handle.library.daxctl_memory_is_movable?(handle.raw), of: "daxctl_memory_is_movable") > 0
        }
    }

    /// Brings all blocks online in the movable zone.
    ///
    /// A failure leaves the blocks before it online. The corresponding C function is `daxctl_memory_online`.
    ///
    /// - Throws: `DaxctlError`: the errno of the write, or `EBUSY` when all were online, but not in that zone.
    public borrowing func online() throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_memory_online?(handle.raw), of: "daxctl_memory_online")
    }

    /// Brings all blocks online in a zone from which they may not go offline again.
    ///
    /// A failure leaves the blocks before it online. The corresponding C function is
    /// `daxctl_memory_online_no_movable`.
    ///
    /// - Throws: `DaxctlError`: the errno of the write, or `EBUSY` when all were online, but not in that zone.
    public borrowing func onlineUnmovable() throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_memory_online_no_movable?(handle.raw), of: "daxctl_memory_online_no_movable"
        )
    }

    /// Takes all blocks offline.
    ///
    /// It has no time limit. A failure leaves the blocks before it offline. The corresponding C function is
    /// `daxctl_memory_offline`.
    ///
    /// - Throws: `DaxctlError` with the errno of the write: `EBUSY` when memory of a block can't move.
    public borrowing func offline() throws(DaxctlError) {
        try unsafe handle.check(
            handle.library.daxctl_memory_offline?(handle.raw), of: "daxctl_memory_offline")
    }
}
