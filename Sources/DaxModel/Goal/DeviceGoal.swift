// SPDX-License-Identifier: Apache-2.0

/// What a device is to be, and what may be given up for it.
public struct DeviceGoal: Sendable, Hashable {
    /// The device; one that the host does not have is to be created.
    public var name: DeviceName
    /// The dax region that it lies in, or is to be created in, by the folder of the device that provides the
    /// region.
    public var region: String
    /// The driver, the memory and the ranges that it is to have.
    ///
    /// The driver says under which device model it is to be: `dax_pmem_compat` is that of the class model.
    public var state: DevicePlan.Goal
    /// The alignment that it is to have, in bytes, where it gets ranges as well; nil leaves it as it is.
    public var align: ByteCount?
    /// Whether the kernel is to delete it, once it has no memory.
    public var isDeleted = false
    /// Whether the map of memory that becomes RAM is to be kept in that memory.
    public var keepsMapInMemory = false
    /// What may be given up for it.
    public var allowances = Allowances()
    /// Notes for the user on how the goal was found.
    public var notes: [Finding] = []
    /// The entry of a layout that it serves; nil without one.
    public var entry: Layout.Key?

    /// Creates a goal.
    ///
    /// - Parameters:
    ///   - name: The device.
    ///   - region: The dax region, by the folder of the device that provides it.
    ///   - state: The driver, the memory and the ranges that the device is to have.
    public init(name: DeviceName, region: String, state: DevicePlan.Goal) {
        self.name = name
        self.region = region
        self.state = state
    }
}
