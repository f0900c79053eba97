// SPDX-License-Identifier: Apache-2.0

/// The use of a device, which a change of another device must not affect.
public struct DeviceUse: Sendable, Hashable {
    /// The driver that holds the device; nil when none does.
    public var driver: DriverName?
    /// The size.
    public var size: ByteCount?
    /// The physical ranges in page-offset order.
    public var ranges: [PhysicalRange]
    /// The alignment of mappings.
    public var align: ByteCount?
    /// The memory blocks with their states.
    public var blocks: [MemoryBlock]

    /// The fields of a device that make up its use.
    public static let fields: Set<InventoryChange.Field> = [.driver, .size, .ranges, .align, .blocks]
}

extension DaxDevice {
    /// The use of the device.
    public var use: DeviceUse {
        DeviceUse(driver: driver, size: size, ranges: ranges, align: align, blocks: blocks)
    }
}

extension DeviceUse: CustomStringConvertible {
    /// The driver, the size and the blocks online, as text.
    public var description: String {
        let online = blocks.count { $0.state == .online }
        let memory = blocks.isEmpty ? "" : ", \(online) of \(blocks.count) blocks online"
        return "\(driver?.rawValue ?? "without driver"), \(size?.description ?? "of unknown size")\(memory)"
    }
}
