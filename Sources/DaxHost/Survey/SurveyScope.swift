// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// The scope of a survey beyond the kernel, the block size, the dax regions and the devices with their drivers.
package struct SurveyScope: OptionSet, Sendable {
    /// One bit for each part.
    package let rawValue: Int

    /// Creates a scope.
    ///
    /// - Parameter rawValue: One bit for each part.
    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The physical ranges of each device.
    package static let mappings = SurveyScope(rawValue: 1 << 0)
    /// The memory blocks of each device in kmem; includes ``mappings``.
    package static let blocks = SurveyScope(rawValue: 1 << 1)
    /// The NUMA nodes that devices name.
    package static let nodes = SurveyScope(rawValue: 1 << 2)
    /// The NVDIMM buses; waits until the kernel has probed their devices.
    package static let nvdimmBuses = SurveyScope(rawValue: 1 << 3)
    /// The driver modules, through libkmod.
    package static let modules = SurveyScope(rawValue: 1 << 4)
    /// Whether daxctl sees each device, through libdaxctl.
    package static let visibility = SurveyScope(rawValue: 1 << 5)
    /// The processes that have a device open or mapped, by a scan of `/proc`.
    package static let users = SurveyScope(rawValue: 1 << 6)
    /// The ranges that leaked when devices left kmem with memory online; includes ``mappings``.
    package static let leakedRanges = SurveyScope(rawValue: 1 << 7)
    /// The settings that decide the device model at the next boot.
    package static let nextBoot = SurveyScope(rawValue: 1 << 8)
    /// The range of each region; includes ``mappings``.
    package static let regionRanges = SurveyScope(rawValue: 1 << 9)
    /// The saved configuration of devices, in `/etc/daxctl.conf.d`.
    package static let configuration = SurveyScope(rawValue: 1 << 10)
    /// The policies, and the nearest node and the memory map setting of each device.
    package static let details = SurveyScope(rawValue: 1 << 11)
    /// The bad sectors of NVDIMM regions, and their devices; includes ``mappings``.
    package static let badSectors = SurveyScope(rawValue: 1 << 13)
    /// Whether devices in kmem may hold poisoned memory.
    package static let poison = SurveyScope(rawValue: 1 << 14)
    /// The system RAM that kmem added and no device owns; includes ``mappings``.
    package static let unownedMemory = SurveyScope(rawValue: 1 << 15)
    /// The reason if no device is found.
    package static let absence = SurveyScope(rawValue: 1 << 16)
    /// The NVDIMM namespaces alone, without waiting for the kernel to probe their buses.
    package static let namespaceFiles = SurveyScope(rawValue: 1 << 17)
    /// Samples of what NVDIMMs' character devices hold; includes ``badSectors``.
    package static let storedData = SurveyScope(rawValue: 1 << 18)
    /// The settings by which the kernel moves and spreads memory.
    package static let settings = SurveyScope(rawValue: 1 << 23)
    /// The memory in use and free.
    package static let memory = SurveyScope(rawValue: 1 << 12)
    /// The NVDIMM regions, with the parts of DIMMs that make them up.
    package static let nvdimmRegions = SurveyScope(rawValue: 1 << 19)
    /// The DIMMs of NVDIMM buses, with what a plan needs of them.
    package static let dimms = SurveyScope(rawValue: 1 << 20)
    /// What the platform says of DIMMs for a list: ids, numbers, faults, security.
    package static let dimmDetails = SurveyScope(rawValue: 1 << 22)
    /// The health of DIMMs, which their firmware reports, through libndctl.
    package static let health = SurveyScope(rawValue: 1 << 21)
    /// The firmware of DIMMs, which reports its version, through libndctl, and its activation.
    package static let firmware = SurveyScope(rawValue: 1 << 24)

    /// The NVDIMM buses, DIMMs, regions and namespaces.
    package static let namespaces: SurveyScope = [.nvdimmBuses, .dimms, .nvdimmRegions, .namespaceFiles]

    /// Everything that a plan may change.
    package static let state: SurveyScope = [.details, .mappings, .blocks, .namespaces]

    /// Everything that can be surveyed, for a snapshot.
    package static let everything: SurveyScope = [
        .state, .nodes, .modules, .visibility, .users, .leakedRanges, .nextBoot, .regionRanges,
        .configuration,
        .badSectors, .storedData, .poison, .unownedMemory, .absence, .memory, .settings, .dimmDetails,
        .health, .firmware,
    ]

    /// The scope that shows whether a host is as a layout says; a plan with steps needs more.
    ///
    /// - Parameter layout: The layout.
    package init(comparing layout: Layout) {
        self = [.state, .nodes, .regionRanges, .configuration]
        if layout.nextBoot != nil { insert(.nextBoot) }
        if layout.tiering != nil { insert(.settings) }
        if layout.regions.contains(where: { !$0.match.serials.isEmpty }) { insert(.dimmDetails) }
    }

    /// The scope for a plan.
    ///
    /// Modules, namespaces, users and leaked ranges matter only if a device is bound to a driver; the next boot only if it
    /// is chosen; and region ranges only if memory of a region is used.
    ///
    /// - Parameter request: The request to plan; nil for the undo of a run.
    package init(planning request: Request?) {
        self = .state
        guard let request else {
            insert(.modules)
            return
        }
        if case .nvdimm(let change) = request.change {
            formUnion([.modules, .unownedMemory, .leakedRanges])
            // A new namespace takes nothing from anybody.
            if case .create = change {} else { insert(.users) }
            if request.deviceChange != nil { insert(.memory) }
            return
        }
        if case .layout(let layout) = request.change {
            formUnion(SurveyScope(comparing: layout).union([.storedData, .unownedMemory]))
        }
        if request.change.takesDevices {
            formUnion([.modules, .users, .leakedRanges, .poison])
        } else if request.selection.namespaces.isEmpty {
            remove(.namespaces)
        }
        if request.change != .offlineMemory { insert(.badSectors) }
        if request.change.makesSystemRAM, !request.force, !request.overwritesData { insert(.storedData) }
        insert(.memory)
        if request.nextBoot != nil { insert(.nextBoot) }
        if request.change.isAllocating { insert(.regionRanges) }
        if request.change == .configured { insert(.configuration) }
    }
}
