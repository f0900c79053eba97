// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// A host from a snapshot, which can be surveyed but not changed.
public struct SnapshotHost: Host, Sendable {
    /// The snapshot.
    package let inventory: Inventory

    /// Creates a host.
    ///
    /// - Parameter inventory: The snapshot: what ``LinuxHost/survey()`` returned.
    public init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    /// Returns the snapshot.
    ///
    /// - Returns: The inventory that the host was created with.
    public func survey() -> Inventory { inventory }

    /// Returns the part of the snapshot that a survey for a plan reads, so that the plan is the same as on the real host.
    ///
    /// - Parameter request: The request to plan; nil for the undo of a run.
    /// - Returns: That part.
    package func surveyForPlan(of request: Request?) -> Inventory { survey(SurveyScope(planning: request)) }

    /// Returns all of the snapshot.
    ///
    /// - Parameters:
    ///   - inventory: A part of the snapshot.
    ///   - devices: The devices that are shown.
    /// - Returns: The whole.
    public func detailed(_ inventory: Inventory, showing devices: [DeviceName]) -> Inventory {
        self.inventory
    }

    /// Returns the part of the snapshot in a scope.
    ///
    /// - Parameter scope: The scope; gaps and warnings are always included.
    /// - Returns: That part.
    package func survey(_ scope: SurveyScope) -> Inventory {
        var host = inventory
        if !scope.contains(.nodes) { host.nodes = [] }
        if !scope.contains(.modules) { host.modules = [] }
        if !scope.contains(.settings) { host.hostSettings = nil }
        if !scope.contains(.nextBoot) { host.nextBoot = nil }
        if !scope.contains(.configuration) { host.configuration = DeviceConfiguration() }
        if !scope.contains(.memory) { host.memory = nil }
        if !scope.contains(.unownedMemory) { host.unownedMemory = [] }
        if !scope.contains(.poison) { host.poisoned = .zero }
        if !scope.contains(.namespaceFiles) { host.takeNvdimms(of: Inventory(kernel: host.kernel)) }
        for index in host.dimms.indices {
            if !scope.contains(.health) { host.dimms[index].health = nil }
            if !scope.contains(.firmware) { host.dimms[index].firmware = nil }
        }
        for index in host.buses.indices where !scope.contains(.firmware) {
            (host.buses[index].activation, host.buses[index].activationMethod) = (nil, nil)
        }
        for index in host.regions.indices where !scope.contains(.regionRanges) {
            host.regions[index].range = nil
        }
        for index in host.nvdimmRegions.indices where !scope.contains(.badSectors) {
            host.nvdimmRegions[index].badSectors = []
        }
        for index in host.namespaces.indices where !scope.contains(.badSectors) {
            host.namespaces[index].badRanges = []
        }
        for index in host.devices.indices {
            if !scope.contains(.users) {
                (host.devices[index].users, host.devices[index].unseenUsers) = ([], nil)
            }
            if !scope.contains(.leakedRanges) { host.devices[index].leakedRanges = [] }
            if !scope.contains(.poison) { host.devices[index].mayBePoisoned = false }
            if !scope.contains(.badSectors) { host.devices[index].badRanges = [] }
            if !scope.contains(.storedData) { host.devices[index].storedData = nil }
        }
        return host
    }

    /// Plans a request, as ``LinuxHost/plan(_:)`` would on the real host.
    ///
    /// - Parameter request: The request.
    /// - Returns: The plan.
    /// - Throws: ``RunFailure/refused(_:)`` when it can't be planned.
    public func plan(_ request: Request) throws(RunFailure) -> Plan {
        try failing(as: RunFailure.refused) { () throws(Refusal) in
            try Planner(surveyForPlan(of: request)).plan(request)
        }
    }

    /// Fails: a snapshot can't be changed.
    ///
    /// - Parameter action: The action.
    /// - Throws: `StepFailure` with `EROFS`, always.
    package func perform(_ action: Action) throws(StepFailure) {
        let cause: StepFailure.Cause =
            switch action.effect {
            case .write(let file, let value): .refused(file: file, value: value, .readOnly)
            case .replace(let file, let content):
                .refused(file: file, value: content.description, .readOnly)
            case .writes(let writes):
                .refused(file: writes.first?.file ?? "", value: writes.first?.value ?? "", .readOnly)
            case .overwrite(let name, _, _): .refused(file: name.rawValue, value: "", .readOnly)
            case .call(let function, let name): .refused(file: function, value: name.rawValue, .readOnly)
            case .load(let module): .notLoaded(module: module, .readOnly)
            case .run(let program): .refused(file: program.joined(separator: " "), value: "", .readOnly)
            }
        throw StepFailure(action, cause)
    }

    /// Returns false: a snapshot has no current state.
    ///
    /// - Parameter condition: The condition.
    /// - Returns: false, so that no step begins.
    package func holds(_ condition: Condition) -> Bool { false }
}
