// SPDX-License-Identifier: Apache-2.0

/// What a plan means for one namespace, NVDIMM region or DIMM.
public struct NvdimmPlan: Sendable, Hashable {
    /// The object: a namespace, an NVDIMM region or a DIMM.
    public var object: ObjectReference
    /// The identity of a namespace, by its label and its range; it is checked again before the first write.
    public var identity: ObjectIdentity
    /// The state that the object is to have at the end.
    public var goal: Goal
    /// Whether it has that state already.
    public var isUnchanged = false
    /// What is lost by the change.
    public var losses: [Loss] = []
    /// Further notes for the user.
    public var notes: [Finding] = []

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - identity: The identity of a namespace.
    ///   - goal: The state that the object is to have at the end.
    public init(_ object: ObjectReference, identity: ObjectIdentity = .init(ranges: []), goal: Goal) {
        self.object = object
        self.identity = identity
        self.goal = goal
    }

    /// The UUID of a namespace that the plan makes, whose name means no namespace before; nil for another object.
    public var newUUID: String? {
        guard case .namespace(let state) = goal, identity == ObjectIdentity(ranges: []) else { return nil }
        return state.uuid
    }

    /// What an object is to be.
    public enum Goal: Sendable, Hashable {
        /// The namespace is this, with a driver.
        case namespace(NamespaceState)
        /// The namespace is gone.
        case gone
        /// Whether the namespace, the region or the DIMM has a driver.
        case enabled(Bool)
        /// Whether the DIMM has labels.
        case labels(Bool)
        /// The namespace is as it was: the steps prepare it for what is done meanwhile, and are then undone.
        case asBefore
    }

    /// How the object differs from its goal; nil when it does not.
    ///
    /// - Parameter inventory: What was surveyed after all steps.
    /// - Returns: The first difference.
    public func shortfall(in inventory: Inventory) -> Finding.Shortfall? {
        switch (object, goal) {
        case (.namespace(let name), .namespace(let state)):
            guard let namespace = inventory.namespace(name) else { return .gone }
            return namespace.difference(from: state).map(Finding.Shortfall.namespace)
        case (.namespace(let name), .gone):
            return inventory.namespace(name) == nil ? nil : .namespace(.presence)
        case (.namespace(let name), .enabled(let isEnabled)):
            guard let namespace = inventory.namespace(name) else { return .gone }
            return namespace.isEnabled == isEnabled ? nil : .namespace(.driver)
        case (.nvdimmRegion(let name), .enabled(let isEnabled)):
            guard let region = inventory.nvdimmRegion(name) else { return .gone }
            return region.isEnabled == isEnabled ? nil : .namespace(.driver)
        case (.dimm(let name), .enabled(let isEnabled)):
            guard let dimm = inventory.dimm(name) else { return .gone }
            return dimm.isEnabled == isEnabled ? nil : .namespace(.driver)
        case (.dimm(let name), .labels(let isLabelled)):
            guard let dimm = inventory.dimm(name) else { return .gone }
            // The kernel shows the flag on a DIMM that has lost its labels, until it is found again.
            return dimm.isLabelled || !isLabelled ? nil : .namespace(.labels)
        // The undo of each step is read back.
        case (_, .asBefore): return nil
        default: return .gone
        }
    }
}

extension Namespace {
    /// Whether its sectors have another size than those of a state.
    func hasOtherSectors(than state: NamespaceState) -> Bool {
        if state.mode == .sector { return sectorSize != state.sectorSize }
        let usual = NamespaceLabel.usualSector
        return (labelSectorSize ?? usual) != (state.sectorSize ?? usual)
    }

    /// The first value in which the namespace differs from a state; nil for none.
    func difference(from state: NamespaceState) -> Finding.NamespaceField? {
        if !isEnabled { return .driver }
        // The kernel calls raw memory without labels "memory" where it maps its pages.
        if state.mode == .raw ? holder != nil : mode != state.mode.rawValue { return .mode }
        if labelUUID != state.uuid { return .uuid }
        if (altName ?? "") != (state.altName ?? "") { return .name }
        if range != state.range { return .range }
        if let align = state.align, self.align != align { return .align }
        if let map = state.map, self.map != map { return .map }
        if hasOtherSectors(than: state) { return .sectorSize }
        return nil
    }
}
