// SPDX-License-Identifier: Apache-2.0

/// How one device gets to its goal.
struct Route {
    /// The device as it is; as the bus will show it where it comes from the class model.
    let device: DaxDevice
    let goal: DeviceGoal
    /// The plan for the device, checked when all is done.
    var plan: DevicePlan
    /// How it gets to the other device model; nil when it stays under its own.
    var crossing: Crossing?
    /// The blocks that go offline.
    var offline: [MemoryBlock] = []
    /// Whether a block goes offline only while other memory has room for what it may hold.
    var needsRoom = false
    /// How it leaves its driver; nil when it keeps it, or has none.
    var departure: Departure?
    /// The shape that it gets while no driver has it; nil when it keeps its own.
    var shape: Shape?
    /// How it gets a driver of the bus; nil when it keeps the one that it has, or is to have none.
    var arrival: Arrival?
    /// The blocks that come online.
    var online = Online()

    /// Whether the plan makes the namespace of the device first.
    private(set) var isForeseen = false

    /// Plans a device that gets its ranges with its namespace.
    ///
    /// - Parameter identity: What the device is now; nil when there is none.
    mutating func becomesNew(insteadOf identity: ObjectIdentity?) {
        isForeseen = plan.goal.ranges == nil && !plan.identity.ranges.isEmpty
        guard isForeseen else { return }
        plan.goal.ranges = device.ranges
        plan.identity = identity ?? ObjectIdentity(ranges: [])
    }

    init(_ device: DaxDevice, to goal: DeviceGoal, on inventory: Inventory) {
        self.device = device
        self.goal = goal
        plan = DevicePlan(
            name: device.name, identity: inventory.identity(of: device), goal: goal.state, isUnchanged: false)
    }

    /// Whether a driver loses or gets the device, or could while it changes its shape.
    var isRebound: Bool { departure != nil || shape != nil || arrival != nil }

    /// A device's way from one model to the other: its nd device changes its driver.
    struct Crossing {
        var ndDevice: KernelName
        var to: DeviceModel
    }

    /// A device is unbound from its driver.
    struct Departure {
        var driver: DriverName
        /// The blocks that the device has as system RAM.
        var blocks: [BlockNumber] = []
    }

    /// A device is bound to a driver.
    struct Arrival {
        var driver: DriverName
        /// The blocks that the device will have as system RAM.
        var blocks: [BlockNumber] = []
        /// Whether the map of its memory is to be kept in that memory, where it is not yet.
        var setsMemmapOnMemory = false
    }

    /// Blocks come online in a zone.
    struct Online {
        /// The blocks by their numbers, ascending.
        var blocks: [BlockNumber] = []
        var zone = MemoryZone.movable
    }

    /// A device of a dynamic region changes its ranges and its alignment.
    struct Shape {
        /// The ranges that it is to have, in page-offset order.
        var ranges: [PhysicalRange]
        /// The alignment that it is to have; nil leaves it as it is.
        var align: ByteCount?
        /// Whether the kernel has to make the device first.
        var isCreated: Bool
        /// Whether the kernel is to delete the device, once it has no memory.
        var isDeleted: Bool
    }
}
