// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

/// A range of memory of a dax device.
public struct Mapping: Sendable, Hashable {
    /// The first physical address.
    public var start: UInt64
    /// The last physical address.
    public var end: UInt64
    /// The place of the range in the device, in pages, `page_offset`.
    public var pageOffset: UInt64
    /// The size in bytes.
    public var size: UInt64

    internal init(_ handle: Handle) throws(DaxctlError) {
        start = try unsafe handle.value(
            handle.library.daxctl_mapping_get_start?(handle.raw), of: "daxctl_mapping_get_start")
        end = try unsafe handle.value(
            handle.library.daxctl_mapping_get_end?(handle.raw), of: "daxctl_mapping_get_end")
        pageOffset = try unsafe handle.value(
            handle.library.daxctl_mapping_get_offset?(handle.raw), of: "daxctl_mapping_get_offset")
        size = try unsafe handle.value(
            handle.library.daxctl_mapping_get_size?(handle.raw), of: "daxctl_mapping_get_size")
    }
}
