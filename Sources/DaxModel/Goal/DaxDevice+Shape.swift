// SPDX-License-Identifier: Apache-2.0

extension DaxDevice {
    /// Checks that the device has memory, and that its ranges could be read.
    func checkRanges() throws(Refusal) {
        guard size != .zero else {
            throw Refusal(.device(.noSize), about: .device(name), remedies: .giveSize)
        }
        guard !ranges.isEmpty else {
            throw Refusal(.device(.rangesUnread), about: .device(name), remedies: .readAsRoot)
        }
    }

    /// Whether the device has a size and an alignment already, wherever it lies.
    func has(_ shape: DeviceShape) -> Bool {
        guard case .size(let size) = shape.extent, shape.start == nil else { return false }
        return size == self.size && (shape.align == nil || shape.align == align)
    }

    /// The device without a driver, with other ranges and another alignment.
    func unbound(in ranges: [PhysicalRange], align: ByteCount?) -> DaxDevice {
        var device = withRanges(ranges)
        device.align = align ?? device.align
        device.driver = nil
        device.blocks = []
        device.users = []
        device.unseenUsers = nil
        return device
    }
}

extension Inventory {
    /// A device that the kernel could make in the region at a path, or nil when there is no such region.
    func device(_ name: DeviceName, madeIn path: String) -> DaxDevice? {
        regions.first { $0.path == path }?.device(named: name)
    }
}

extension DaxRegion {
    /// A device that the kernel could make in the region: it has no memory and no driver.
    func device(named name: DeviceName) -> DaxDevice {
        DaxDevice(
            name: name, path: DeviceModel.bus.path(of: name, in: path), size: .zero, align: align,
            targetNode: targetNode)
    }
}
