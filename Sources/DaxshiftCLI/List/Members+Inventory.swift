// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// What `daxshift.list/1` and `daxshift.map/1` have in common.
extension Members {
    /// Adds the kernel, the device model and the memory block settings.
    mutating func add(host: Inventory) {
        add("kernel", host.kernel.rawValue)
        add("model", host.models.count < 2 ? host.models.first?.rawValue ?? "none" : "mixed")
        add("block_size", host.blockSize)
        add("auto_online_blocks", host.autoOnline?.rawValue)
    }

    /// Adds the files that could not be read, and the warnings.
    mutating func add(doubtsAbout host: Inventory) {
        add(
            "gaps",
            .array(
                host.gaps.map {
                    .object([.init("file", .string($0.file)), .init("reason", .string($0.reason))])
                }))
        add("warnings", .array(host.warnings.map(JSON.string)))
    }

    /// Adds what is known of a dax region.
    mutating func add(_ region: DaxRegion) {
        add("path", region.path.hasPrefix("/") ? region.path : "/" + region.path)
        add("id", JSON(region.id.rawValue))
        add("provider", region.provider.rawValue)
        add("kind", region.kind.rawValue)
        add("size", region.size)
        add("available_size", region.availableSize)
        add("align", region.align)
        add("target_node", region.targetNode.map { JSON($0.rawValue) })
    }

    /// Adds the first and the last address.
    mutating func add(_ range: PhysicalRange?) {
        add("start", range.map { JSON($0.start) })
        add("end", range.map { JSON($0.end) })
    }
}
