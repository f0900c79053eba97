// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// What a survey looks at beyond the kernel, the size of blocks, the dax regions and the devices with their drivers.
public struct SurveyScope: OptionSet, Sendable {
    /// One bit for each part.
    public let rawValue: Int

    /// Creates a scope.
    ///
    /// - Parameter rawValue: One bit for each part.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The physical ranges of each device.
    public static let mappings = SurveyScope(rawValue: 1 << 0)
    /// The memory blocks of each device in kmem; takes ``mappings`` with it.
    public static let blocks = SurveyScope(rawValue: 1 << 1)
    /// The NUMA nodes that devices name.
    public static let nodes = SurveyScope(rawValue: 1 << 2)
    /// The NVDIMM buses, DIMMs, regions and namespaces, through libndctl.
    public static let namespaces = SurveyScope(rawValue: 1 << 3)
    /// The driver modules, through libkmod.
    public static let modules = SurveyScope(rawValue: 1 << 4)
    /// Whether daxctl sees each device, through libdaxctl.
    public static let visibility = SurveyScope(rawValue: 1 << 5)
    /// The processes that have a device open or mapped, by a walk over `/proc`.
    public static let users = SurveyScope(rawValue: 1 << 6)
    /// What the kernel keeps of devices that left kmem with memory online; takes ``mappings`` with it.
    public static let leakedRanges = SurveyScope(rawValue: 1 << 7)
    /// What decides under which model devices come up at the next boot.
    public static let nextBoot = SurveyScope(rawValue: 1 << 8)
    /// Where each region lies; takes ``mappings`` with it.
    public static let regionRanges = SurveyScope(rawValue: 1 << 9)
    /// The saved configuration of devices, in `/etc/daxctl.conf.d`.
    public static let configuration = SurveyScope(rawValue: 1 << 10)
    /// The policies, and each device's nearest node and where its memory map is kept.
    public static let details = SurveyScope(rawValue: 1 << 11)
    /// What can't be read of NVDIMM regions, and the devices that hold it; takes ``mappings`` with it.
    public static let badSectors = SurveyScope(rawValue: 1 << 13)
    /// Whether devices in kmem may hold poisoned memory.
    public static let poison = SurveyScope(rawValue: 1 << 14)
    /// What the kernel has as RAM and no device in kmem owns; takes ``mappings`` with it.
    public static let unownedMemory = SurveyScope(rawValue: 1 << 15)
    /// Why nothing is found, where that is so.
    public static let absence = SurveyScope(rawValue: 1 << 16)
    /// What of memory is in use and free.
    public static let memory = SurveyScope(rawValue: 1 << 12)

    /// Everything that a plan may change.
    public static let state: SurveyScope = [.details, .mappings, .blocks, .namespaces]

    /// Everything that can be looked at: what a snapshot keeps.
    public static let everything: SurveyScope = [
        .state, .nodes, .modules, .visibility, .users, .leakedRanges, .nextBoot, .regionRanges,
        .configuration,
        .badSectors, .poison, .unownedMemory, .absence, .memory,
    ]

    /// What has to be known for a plan.
    ///
    /// The modules matter only where a driver takes a device, and so do its namespace, its users and what is stuck of it.
    /// What decides the next boot is looked at only for a choice of it, and where regions lie only for what takes memory
    /// of one.
    ///
    /// - Parameter request: What the plan is made for; nil for the undo of a run.
    public init(planning request: Request?) {
        self = .state
        guard let request else {
            insert(.modules)
            return
        }
        if request.change.takesDevices {
            formUnion([.modules, .users, .leakedRanges, .poison])
        } else if request.selection.namespaces.isEmpty {
            remove(.namespaces)
        }
        if request.change != .offlineMemory { insert(.badSectors) }
        insert(.memory)
        if request.nextBoot != nil { insert(.nextBoot) }
        if request.change.isAllocating { insert(.regionRanges) }
        if request.change == .configured { insert(.configuration) }
    }
}
