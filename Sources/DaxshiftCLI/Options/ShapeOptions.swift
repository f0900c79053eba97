// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The options that say how large and how aligned a device is to be.
struct ShapeOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "How large: bytes, or with K, M, G, T, KiB, MiB, GiB, TiB; a share such as 50%; or max.",
            valueName: "size"),
        transform: { try SizeArgument.extent($0) })
    var size: DeviceShape.Extent?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("How mappings are aligned: 4K, 2M or 1G.", valueName: "align"),
        transform: { try SizeArgument.bytes($0) })
    var align: ByteCount?

    /// The shape that was asked for; nil when none was.
    var shape: DeviceShape? {
        size == nil && align == nil ? nil : DeviceShape(size, align: align)
    }
}
