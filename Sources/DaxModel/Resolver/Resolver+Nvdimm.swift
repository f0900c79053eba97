// SPDX-License-Identifier: Apache-2.0

/// What a request means for namespaces, NVDIMM regions and DIMMs.
extension Resolver {
    func goals(of change: NvdimmChange, _ request: Request) throws(Refusal) -> [Goal] {
        switch change {
        case .create(let shape, let region, let isFilling):
            return try created(shape, in: region, isFilling: isFilling, request)
        case .reconfigure(let reference, let shape):
            return try reconfigured(namespace(reference), shape, request)
        case .destroy(let references, let region):
            // An undo makes the last one first, and the kernel gives it the first place that is large enough.
            return try namespaces(references, in: region)
                .sorted { ($0.range?.start ?? 0) > ($1.range?.start ?? 0) }
                .flatMap { destroyed($0, request) }
        case .enable(let references, let region):
            return try namespaces(references, in: region)
                .map { goal(.namespace($0.name), .enabled, request) }
        case .disable(let references, let region):
            return try namespaces(references, in: region)
                .map { goal(.namespace($0.name), .disabled, request) }
        case .enableRegions(let names):
            return try regions(names).map { goal(.nvdimmRegion($0.name), .enabled, request) }
        case .disableRegions(let names):
            return try regions(names).map { goal(.nvdimmRegion($0.name), .disabled, request) }
        case .inscribe(let reference, let bytes):
            return [goal(.namespace(try namespace(reference).name), .inscribed(bytes), request)]
        case .suspend(let reference, let isRaw):
            return [goal(.namespace(try namespace(reference).name), .suspended(raw: isRaw), request)]
        case .enableDimms(let names):
            return try dimms(names).map { goal(.dimm($0.name), .enabled, request) }
        case .disableDimms(let names):
            return try dimms(names).map { goal(.dimm($0.name), .disabled, request) }
        case .initializeLabels(let names, let version):
            return try dimms(names).map { goal(.dimm($0.name), .labelled(version), request) }
        case .zeroLabels(let names):
            return try dimms(names).map { goal(.dimm($0.name), .unlabelled, request) }
        case .writeLabels(let name, let patch):
            return try dimms([name]).map { goal(.dimm($0.name), .patched(patch), request) }
        }
    }

    func goal(_ object: ObjectReference, _ change: NvdimmGoal.Change, _ request: Request) -> Goal {
        var goal = NvdimmGoal(object, change)
        goal.allowances.force = request.force
        return .nvdimm(goal)
    }

    /// A namespace to be destroyed, and its device, which leaves kmem first where its memory is RAM.
    private func destroyed(_ namespace: Namespace, _ request: Request) -> [Goal] {
        let gone = goal(.namespace(namespace.name), .destroyed, request)
        guard request.force, let device = namespace.device.flatMap({ inventory.device($0) }),
            device.driver == .kmem
        else { return [gone] }
        return [.device(goal(device, driver: nil, request)), gone]
    }

    // MARK: Names

    func namespace(_ reference: NamespaceReference) throws(Refusal) -> Namespace {
        let found = inventory.namespaces.filter(reference.means)
        guard found.count < 2 else {
            throw Refusal(
                .request(.severalNamespaces(reference)), remedies: .choose(found.map(\.name.rawValue)))
        }
        guard let namespace = found.first else {
            let known = inventory.namespaces.map(\.name.rawValue)
            throw Refusal(
                .namespace(.missing(reference, in: nil)), remedies: known.isEmpty ? .listAll : .choose(known))
        }
        return namespace
    }

    private func namespaces(
        _ references: [NamespaceReference]?, in region: KernelName?
    ) throws(Refusal) -> [Namespace] {
        let region = try region.map { (name) throws(Refusal) in try self.region(name) }
        guard let references else {
            return inventory.namespaces.filter { region == nil || $0.region == region?.name }
        }
        var found: [Namespace] = []
        for reference in references {
            let namespace = try namespace(reference)
            guard region == nil || namespace.region == region?.name else {
                let known = region.map { inventory.namespaces(in: $0.name).map(\.name.rawValue) } ?? []
                throw Refusal(
                    .namespace(.missing(reference, in: region?.name)),
                    remedies: known.isEmpty ? .listAll : .choose(known))
            }
            guard !found.contains(where: { $0.name == namespace.name }) else {
                throw Refusal(
                    .request(.namedTwice(reference)), about: .namespace(namespace.name), remedies: .nameOnce)
            }
            found.append(namespace)
        }
        return found
    }

    func region(_ name: KernelName) throws(Refusal) -> NvdimmRegion {
        guard let region = inventory.nvdimmRegion(name) else {
            let known = inventory.nvdimmRegions.map(\.name)
            throw Refusal(
                .nvdimm(known.isEmpty ? .none : .noRegion(name)),
                remedies: known.isEmpty ? .listAll : .chooseNvdimmRegion(known))
        }
        return region
    }

    private func regions(_ names: [KernelName]?) throws(Refusal) -> [NvdimmRegion] {
        guard let names else { return inventory.nvdimmRegions }
        return try names.map { (name) throws(Refusal) in try region(name) }
    }

    private func dimms(_ names: [KernelName]?) throws(Refusal) -> [Dimm] {
        guard let names else {
            guard !inventory.dimms.isEmpty else { throw Refusal(.nvdimm(.none), remedies: .listAll) }
            return inventory.dimms
        }
        return try names.map { (name) throws(Refusal) in
            guard let dimm = inventory.dimm(name) else {
                let known = inventory.dimms.map(\.name.rawValue)
                throw Refusal(
                    .nvdimm(known.isEmpty ? .none : .noDimm(name)),
                    remedies: known.isEmpty ? .listAll : .choose(known))
            }
            return dimm
        }
    }
}
