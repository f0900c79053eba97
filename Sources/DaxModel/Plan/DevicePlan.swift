// SPDX-License-Identifier: Apache-2.0

/// What a plan means for one device.
public struct DevicePlan: Sendable, Hashable {
    /// The device.
    public var name: DeviceName
    /// The identity of the device; its ranges are checked again before the first write.
    public var identity: ObjectIdentity
    /// The state that the device is to have at the end.
    public var goal: Goal
    /// Whether the device has that state already.
    public var isUnchanged: Bool
    /// What is lost by the change.
    public var losses: [Loss] = []
    /// Further notes for the user.
    public var notes: [Finding] = []

    /// Creates the plan for a device.
    ///
    /// - Parameters:
    ///   - name: The device.
    ///   - identity: The identity of the device.
    ///   - goal: The state that the device is to have at the end.
    ///   - isUnchanged: Whether the device has that state already.
    public init(name: DeviceName, identity: ObjectIdentity, goal: Goal, isUnchanged: Bool) {
        self.name = name
        self.identity = identity
        self.goal = goal
        self.isUnchanged = isUnchanged
    }

    /// Adds a note for the user about the device.
    mutating func note(_ cause: Finding.Cause, remedies: Finding.Remedy...) {
        var finding = Finding(cause, about: .device(name))
        finding.remedies = remedies
        notes.append(finding)
    }

    /// What a device is to be.
    public struct Goal: Sendable, Hashable {
        /// The driver that is to hold the device; nil for none.
        public var driver: DriverName?
        /// What is asked of the device's memory.
        public var memory: Memory
        /// The physical ranges that it is to have, none when it is to be destroyed; nil leaves them as they are.
        public var ranges: [PhysicalRange]?

        /// Creates a goal.
        ///
        /// - Parameters:
        ///   - driver: The driver that is to hold the device.
        ///   - memory: What is asked of the device's memory.
        ///   - ranges: The physical ranges that it is to have.
        public init(driver: DriverName?, memory: Memory, ranges: [PhysicalRange]? = nil) {
            self.driver = driver
            self.memory = memory
            self.ranges = ranges
        }

        /// What is asked of a device's memory blocks.
        public enum Memory: Sendable, Hashable {
            /// Nothing.
            case any
            /// All offline.
            case offline
            /// All online, in this zone when there is one.
            case online(MemoryZone?)
        }

        /// How a device differs from this goal; nil when it does not.
        ///
        /// - Parameter device: The device as surveyed; nil when it is gone.
        /// - Returns: The first difference.
        public func shortfall(of device: DaxDevice?) -> Finding.Shortfall? {
            guard let device else { return ranges == [] ? nil : .gone }
            // A device with a size and no ranges has ranges that could not be read.
            let areUnread = device.ranges.isEmpty && device.size != .zero
            if let ranges, device.ranges != ranges || areUnread { return .otherRanges }
            guard device.driver == driver else { return .driver(device.driver, wanted: driver) }
            let wrong = device.blocks.filter { !accepts($0) }
            return wrong.first.map { .blocks(wrong.count, of: device.blocks.count, first: $0) }
        }

        func accepts(_ block: MemoryBlock) -> Bool {
            switch memory {
            case .any: true
            case .offline: block.state == .offline
            case .online(nil): block.state == .online
            case .online(let zone?): block.state == .online && block.zone.map(zone.accepts) == true
            }
        }
    }
}

extension DevicePlan {
    /// The steps that correct blocks which another tool changed after their steps were done.
    ///
    /// - Parameter device: The device as surveyed after all steps; nil when it is gone.
    /// - Returns: The steps; none when nothing can or must be corrected.
    public func repairs(of device: DaxDevice?) -> [Step] {
        guard let device, device.driver == goal.driver else { return [] }
        return device.blocks.filter { !goal.accepts($0) }.flatMap { block -> [Step] in
            let online = { (zone: MemoryZone?) in Action.block(block.index, .online(zone)) }
            let takeOut = Step(
                for: .device(name), action: .block(block.index, .offline),
                undo: .action(online(block.zone.map { $0.isKernel ? .kernel : .movable })))
            guard case .online(let zone) = goal.memory else { return [takeOut] }
            let bringIn = Step(
                for: .device(name), action: online(zone ?? .movable),
                undo: .action(.block(block.index, .offline)))
            return block.state == .online ? [takeOut, bringIn] : [bringIn]
        }
    }
}
