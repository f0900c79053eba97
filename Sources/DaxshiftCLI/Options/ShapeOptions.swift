// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxFormat
internal import DaxModel

/// The options for the size and alignment of a device.
struct ShapeOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The size: bytes, or with K, M, G, T, KiB, MiB, GiB, TiB; a share such as 50%; or max.",
            valueName: "size"),
        transform: { try SizeText.extent($0) })
    var size: DeviceShape.Extent?

    @Option(
        help: ArgumentHelp(
            "The physical address at which the device begins, such as 0x240000000 or 9G.",
            valueName: "address"),
        transform: { try SizeText.address($0) })
    var at: UInt64?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The alignment of mappings: 4K, 2M or 1G.", valueName: "align"),
        transform: { try SizeText.bytes($0) })
    var align: ByteCount?

    /// The requested shape; nil if none.
    var shape: DeviceShape? {
        size == nil && align == nil ? nil : DeviceShape(size, at: at, align: align)
    }
}
