// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// The host once goals of devdax namespaces are reached, with the devices that the kernel will make.
    func foreseeing(_ goals: [Goal]) -> Inventory {
        var foreseen = self
        for case .nvdimm(let goal) in goals {
            guard case .namespace(let name) = goal.object, let state = goal.change.state,
                state.mode == .devdax, let device = DeviceName(carriedBy: name),
                namespace(name).map({ $0.difference(from: state) == nil }) != true
            else { continue }
            foreseen.foresee(device, of: name, state)
        }
        return foreseen
    }

    private mutating func foresee(_ name: DeviceName, of namespace: KernelName, _ state: NamespaceState) {
        let path = KernelFile.nvdimm(namespace)
        var device = DaxDevice(
            name: name, path: DeviceModel.bus.path(of: name, in: path), size: state.layout.usable,
            align: state.align, targetNode: nvdimmRegion(KernelFile.region(of: namespace))?.targetNode)
        device = device.withRanges(state.layout.usableRange.map { [$0] } ?? [])
        device.driver = .deviceDax
        device.storedData = .blank
        put(device)
        regions.removeAll { $0.path == path }
        let region = DaxRegion(id: name.region, provider: .pmem, kind: .static, path: path)
        let index = regions.lowerBound(where: { ($0.id, $0.path) >= (region.id, path) })
        regions.insert(region, at: index)
    }
}

extension DeviceName {
    /// The device of a devdax namespace, which the kernel names after it: `dax0.1` of `namespace0.1`.
    init?(carriedBy namespace: KernelName) {
        guard namespace.rawValue.hasPrefix("namespace") else { return nil }
        self.init("dax" + namespace.rawValue.dropFirst("namespace".count))
    }

    /// The device that an object carries as a devdax namespace; nil for any other object.
    ///
    /// - Parameter object: The object.
    public init?(carriedBy object: ObjectReference) {
        guard case .namespace(let name) = object else { return nil }
        self.init(carriedBy: name)
    }
}

extension NvdimmGoal.Change {
    /// What a namespace is to be that is made or changed.
    var state: NamespaceState? {
        switch self {
        case .made(let state, _, _), .remade(let state): state
        case .destroyed, .inscribed, .suspended, .enabled, .disabled, .labelled, .unlabelled, .patched: nil
        }
    }
}
