// SPDX-License-Identifier: Apache-2.0

/// How namespaces, NVDIMM regions and DIMMs get to their goals.
extension Router {
    /// Finds how an object gets to its goal.
    ///
    /// - Parameters:
    ///   - goal: The goal.
    ///   - goals: All goals of the plan.
    /// - Returns: The route.
    /// - Throws: `Refusal` when there is none, or not without what the goal's allowances deny.
    func route(to goal: NvdimmGoal, besides goals: [Goal]) throws(Refusal) -> NvdimmRoute {
        var route: NvdimmRoute
        switch (goal.object, goal.change) {
        case (.namespace(let name), .made(let state, let region, let dimms)):
            route = try making(name, state, in: region, labelling: dimms, goal, besides: goals)
        case (.namespace(let name), let change):
            let namespace = try namespace(name)
            switch change {
            case .remade(let state): route = try remaking(namespace, state, goal)
            case .destroyed: route = try destroying(namespace, goal, besides: goals)
            case .inscribed(let bytes): route = try inscribing(namespace, bytes, goal)
            case .suspended(let isRaw): route = try suspending(namespace, raw: isRaw)
            case .enabled: route = enabling(namespace)
            default: route = try disabling(namespace)
            }
        case (.nvdimmRegion(let name), let change):
            guard let region = inventory.nvdimmRegion(name) else {
                throw Refusal(.nvdimm(.noRegion(name)), remedies: .listAll)
            }
            route = change == .enabled ? enabling(region) : try disabling(region)
        case (.dimm(let name), let change):
            guard let dimm = inventory.dimm(name) else {
                throw Refusal(.nvdimm(.noDimm(name)), remedies: .listAll)
            }
            switch change {
            case .labelled(let version): route = try relabelling(dimm, .initializeLabels(version), goal)
            case .patched(let patch): route = try relabelling(dimm, .writeLabels(patch), goal)
            case .unlabelled: route = try relabelling(dimm, .zeroLabels, goal)
            case .enabled: route = enabling(dimm)
            default: route = try disabling(dimm)
            }
        default: throw Refusal(.request(.severalGoals), about: goal.object)
        }
        route.plan.notes += goal.notes
        return route
    }

    func neededDrivers(of routes: [NvdimmRoute]) -> [DriverName] {
        var drivers: [DriverName] = []
        for driver in routes.flatMap(\.drivers) where !drivers.contains(driver) { drivers.append(driver) }
        return drivers
    }

    private func namespace(_ name: KernelName) throws(Refusal) -> Namespace {
        guard let namespace = inventory.namespace(name) else {
            throw Refusal(.namespace(.missing(.name(name), in: nil)), remedies: .listAll)
        }
        return namespace
    }

    // MARK: Namespaces

    private func making(
        _ name: KernelName, _ state: NamespaceState, in region: KernelName, labelling dimms: [KernelName],
        _ goal: NvdimmGoal, besides goals: [Goal]
    ) throws(Refusal) -> NvdimmRoute {
        try checkStrayMemory(in: state.range, .namespace(name), besides: nil)
        var route = NvdimmRoute(NvdimmPlan(.namespace(name), goal: .namespace(state)))
        if !dimms.isEmpty {
            try relabel(dimms, .initializeLabels(.v1_2), in: &route, forNamespacesOf: region, goal)
        }
        guard let label = state.label() else { return route }
        route.add(
            .namespace(name, .setLabel(label)), undo: .namespace(name, .clear(uuid: label.uuid)),
            requires: [.nvdimmRegion(region, .isEnabled(true)), .namespace(name, .unsized)])
        if !dimms.isEmpty {
            // The memory was a namespace without a label, which may have held something.
            route.add(.namespace(name, .eraseInfoBlock), undo: .namespace(name, .restoreInfoBlock))
        }
        addHolder(name, state, to: &route, dimms.isEmpty ? inventory.nvdimmRegion(region) : nil, goal)
        let cost = state.range.size - (state.layout.usable ?? .zero)
        if cost > .zero { route.plan.losses.append(.namespaceMetadata(cost)) }
        return route
    }

    /// Adds the step that makes the mode of a namespace that has its label and its place.
    private func addHolder(
        _ name: KernelName, _ state: NamespaceState, to route: inout NvdimmRoute, _ region: NvdimmRegion?,
        _ goal: NvdimmGoal
    ) {
        let identity = Condition.namespace(name, .identity(uuid: state.uuid, state.range))
        guard let shape = state.holder(orUUID: state.uuid ?? UUIDSeries(seed: state.range.start).uuid(0))
        else {
            route.add(
                .namespace(name, .enable(.raw, .ndPmem)), undo: .namespace(name, .disable),
                requires: [identity], undoRequires: [identity])
            return
        }
        let align = shape.kind == .dax ? region?.seeds.daxAlign : region?.seeds.pfnAlign
        route.add(
            .namespace(name, .make(shape)),
            undo: .namespace(
                name, .unmake(shape.kind == .btt ? nil : align.map { SeedAlign(shape.kind, $0) })),
            requires: [identity], undoRequires: [identity])
        route.drivers.append(shape.driver)
    }

    private func remaking(
        _ namespace: Namespace, _ state: NamespaceState, _ goal: NvdimmGoal
    ) throws(Refusal) -> NvdimmRoute {
        let name = namespace.name
        var route = NvdimmRoute(
            NvdimmPlan(.namespace(name), identity: identity(of: namespace), goal: .namespace(state)))
        guard namespace.difference(from: state) != nil else {
            route.plan.isUnchanged = true
            return route
        }
        try checkUsers(namespace, mayBeRAM: false, goal.allowances)
        let isRemade = namespace.isRemade(as: state)
        if isRemade { try checkContents(namespace, goal.allowances) }
        if state.altName != namespace.altName { try checkName(namespace) }
        let identity = identityCondition(of: namespace)
        addDisabling(namespace, to: &route, requires: [identity])
        if isRemade {
            route.add(
                .namespace(name, .eraseInfoBlock), undo: .namespace(name, .restoreInfoBlock),
                requires: [identity])
        }
        if let old = namespace.label, let label = state.label(sectorSize: old.sectorSize), label != old {
            route.add(.namespace(name, .setLabel(label)), undo: .namespace(name, .setLabel(old)))
        }
        if isRemade {
            addForgettingHolder(of: namespace, state, to: &route)
            addHolder(name, state, to: &route, inventory.nvdimmRegion(namespace.region), goal)
            route.loseContents(of: namespace, overwriting: state)
        } else {
            route.add(
                .namespace(name, .enable(state.mode, namespace.driver)), undo: .namespace(name, .disable))
        }
        return route
    }

    /// Adds the steps after which a namespace without a label takes another kind of nd device.
    ///
    /// The kernel keeps the kind of the one that it had, `holder_class`, until the region is enabled again.
    private func addForgettingHolder(
        of namespace: Namespace, _ state: NamespaceState, to route: inout NvdimmRoute
    ) {
        guard namespace.label == nil, let kind = namespace.holderClass, kind != HolderClass.none,
            kind != HolderClass(mode: state.mode)
        else { return }
        let region = namespace.region
        route.add(.nvdimmRegion(region, .disable), undo: .nvdimmRegion(region, .enable))
        route.add(.nvdimmRegion(region, .enable), undo: .nvdimmRegion(region, .disable))
        route.add(.namespace(namespace.name, .disable), undo: nil)
    }

    private func destroying(
        _ namespace: Namespace, _ goal: NvdimmGoal, besides goals: [Goal]
    ) throws(Refusal) -> NvdimmRoute {
        let name = namespace.name
        let label = namespace.label
        guard let range = namespace.range else {
            throw Refusal(.nvdimm(.unread(nil)), about: .namespace(name), remedies: .readAsRoot)
        }
        var route = NvdimmRoute(
            NvdimmPlan(
                .namespace(name), identity: identity(of: namespace),
                goal: label == nil ? .enabled(true) : .gone))
        if label == nil, namespace.holder == nil, namespace.isEnabled {
            route.plan.isUnchanged = true
            return route
        }
        try checkUsers(namespace, mayBeRAM: true, goal.allowances)
        try checkContents(namespace, goal.allowances)
        try checkName(namespace)
        let identity = identityCondition(of: namespace)
        addDisabling(namespace, to: &route, requires: [identity])
        route.add(
            .namespace(name, .eraseInfoBlock), undo: .namespace(name, .restoreInfoBlock),
            requires: [identity])
        if let label {
            route.add(.namespace(name, .clear(uuid: label.uuid)), undo: .namespace(name, .setLabel(label)))
            if !getsLabelBack(namespace, range, besides: goals) {
                route.steps[route.steps.count - 1].undo = .irreversible(.contents(range.size))
            }
        } else {
            route.add(.namespace(name, .enable(.raw, .ndPmem)), undo: .namespace(name, .disable))
        }
        route.loseContents(of: namespace, overwriting: nil)
        if let size = namespace.rawSize { route.note(.namespace(.keepsContents(size))) }
        return route
    }

    /// Whether a destroyed namespace could get its label back.
    ///
    /// Without its label, the kernel keeps the name for number 0 of a region and for its seed alone. It would put the namespace where
    /// it was only if that is the first free piece that is large enough; the namespaces that the plan destroys before it are
    /// gone at that time.
    private func getsLabelBack(
        _ namespace: Namespace, _ range: PhysicalRange, besides goals: [Goal]
    ) -> Bool {
        guard let region = inventory.nvdimmRegion(namespace.region), let whole = region.range,
            let align = region.align,
            namespace.name.rawValue.hasSuffix(".0") || namespace.name == region.seeds.namespace
        else { return false }
        let gone = goals.prefix { $0.object != .namespace(namespace.name) }.map(\.object)
        let others = inventory.namespaces(in: region.name).filter {
            $0.name != namespace.name && !gone.contains(.namespace($0.name))
        }
        return FreePieces(of: whole, taken: others.compactMap(\.range), align: align).place(for: range.size)
            == range
    }

    private func inscribing(
        _ namespace: Namespace, _ bytes: BytePatch, _ goal: NvdimmGoal
    ) throws(Refusal) -> NvdimmRoute {
        let name = namespace.name
        guard !namespace.isEnabled, namespace.holder == nil else {
            throw Refusal(
                .namespace(.enabled), about: .namespace(name), remedies: .disableNamespace(name))
        }
        var route = NvdimmRoute(
            NvdimmPlan(.namespace(name), identity: identity(of: namespace), goal: .enabled(false)))
        try checkUsers(namespace, mayBeRAM: false, goal.allowances)
        try checkContents(namespace, goal.allowances)
        route.add(
            .namespace(name, .writeInfoBlock(bytes)), undo: .namespace(name, .restoreInfoBlock),
            requires: [identityCondition(of: namespace)])
        route.plan.losses.append(.namespaceContents(namespace.rawSize ?? .zero))
        return route
    }

    private func suspending(_ namespace: Namespace, raw isRaw: Bool) throws(Refusal) -> NvdimmRoute {
        let name = namespace.name
        var route = NvdimmRoute(
            NvdimmPlan(.namespace(name), identity: identity(of: namespace), goal: .asBefore))
        try checkUsers(namespace, mayBeRAM: false, Allowances())
        let identity = identityCondition(of: namespace)
        addDisabling(namespace, to: &route, requires: [identity])
        if isRaw {
            route.add(
                .namespace(name, .enableRaw), undo: .namespace(name, .disableRaw), requires: [identity])
        }
        return route
    }

    private func enabling(_ namespace: Namespace) -> NvdimmRoute {
        let name = namespace.name
        var route = NvdimmRoute(
            NvdimmPlan(.namespace(name), identity: identity(of: namespace), goal: .enabled(true)))
        route.plan.isUnchanged = namespace.isEnabled
        guard !namespace.isEnabled else { return route }
        route.add(
            .namespace(name, .enable(namespace.expectedMode, nil)), undo: .namespace(name, .disable),
            requires: [identityCondition(of: namespace)])
        return route
    }

    private func disabling(_ namespace: Namespace) throws(Refusal) -> NvdimmRoute {
        var route = NvdimmRoute(
            NvdimmPlan(.namespace(namespace.name), identity: identity(of: namespace), goal: .enabled(false)))
        route.plan.isUnchanged = !namespace.isEnabled
        guard namespace.isEnabled else { return route }
        try checkUsers(namespace, mayBeRAM: false, Allowances())
        addDisabling(namespace, to: &route, requires: [identityCondition(of: namespace)])
        return route
    }

    /// Adds the step after which no driver and no nd device holds a namespace.
    private func addDisabling(_ namespace: Namespace, to route: inout NvdimmRoute, requires: [Condition]) {
        guard namespace.isEnabled || namespace.holder != nil else { return }
        if let device = namespace.device.flatMap({ inventory.device($0) }), device.model == .bus,
            device.driver != .deviceDax
        {
            if let driver = device.driver, driver != .kmem {
                let bystanders = bystanders(besides: [device.name])
                route.add(
                    .device(device.name, .unbind(driver, blocks: [])),
                    undo: .device(device.name, .bind(driver, bystanders: bystanders)))
            }
            // The kernel gives a device that it makes anew to device_dax, which had not this one.
            let release = Action.device(device.name, .unbind(.deviceDax, blocks: []))
            route.add(release, undo: release)
        }
        let mode = NamespaceMode(rawValue: namespace.mode)
        route.add(
            .namespace(namespace.name, .disable),
            undo: namespace.isEnabled ? .namespace(namespace.name, .enable(mode, namespace.driver)) : nil,
            requires: requires)
    }

    // MARK: Regions

    private func enabling(_ region: NvdimmRegion) -> NvdimmRoute {
        var route = NvdimmRoute(NvdimmPlan(.nvdimmRegion(region.name), goal: .enabled(true)))
        route.plan.isUnchanged = region.isEnabled
        if !region.isEnabled {
            route.add(.nvdimmRegion(region.name, .enable), undo: .nvdimmRegion(region.name, .disable))
        }
        return route
    }

    private func disabling(_ region: NvdimmRegion) throws(Refusal) -> NvdimmRoute {
        var route = NvdimmRoute(NvdimmPlan(.nvdimmRegion(region.name), goal: .enabled(false)))
        route.plan.isUnchanged = !region.isEnabled
        if region.isEnabled { try disable(region, in: &route) }
        return route
    }

    /// Adds the steps that disable a region: its namespaces first, of which nobody may use any.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - route: The route that gets the steps.
    ///   - isRelabelled: Whether its DIMMs get other labels. Once a DIMM had labels, the kernel shows no memory without until
    ///     the next boot; so a namespace without a label goes with its region, and an undo brings back the region alone.
    /// - Throws: `Refusal` when somebody uses a namespace of the region.
    private func disable(
        _ region: NvdimmRegion, in route: inout NvdimmRoute, isRelabelled: Bool = false
    ) throws(Refusal) {
        var obstacles: [Finding] = []
        var requires: [Condition] = []
        for namespace in inventory.namespaces(in: region.name) {
            do throws(Refusal) {
                try checkUsers(namespace, mayBeRAM: false, Allowances())
            } catch {
                obstacles += error.findings
            }
            let identity = identityCondition(of: namespace)
            if isRelabelled, region.isLabelled == false {
                requires += [identity, .namespace(namespace.name, .unused)]
            } else {
                addDisabling(namespace, to: &route, requires: [identity])
            }
            if !namespace.isEnabled, namespace.holder == nil {
                // The kernel enables it with its region.
                let disable = Action.namespace(namespace.name, .disable)
                route.add(disable, undo: disable)
            }
        }
        guard obstacles.isEmpty else { throw Refusal(obstacles) }
        route.add(
            .nvdimmRegion(region.name, .disable), undo: .nvdimmRegion(region.name, .enable),
            requires: requires)
    }

    // MARK: DIMMs

    private func enabling(_ dimm: Dimm) -> NvdimmRoute {
        var route = NvdimmRoute(NvdimmPlan(.dimm(dimm.name), goal: .enabled(true)))
        route.plan.isUnchanged = dimm.isEnabled
        if !dimm.isEnabled { route.add(.dimm(dimm.name, .enable), undo: .dimm(dimm.name, .disable)) }
        return route
    }

    private func disabling(_ dimm: Dimm) throws(Refusal) -> NvdimmRoute {
        var route = NvdimmRoute(NvdimmPlan(.dimm(dimm.name), goal: .enabled(false)))
        route.plan.isUnchanged = !dimm.isEnabled
        guard dimm.isEnabled else { return route }
        let regions = inventory.regions(on: dimm.name)
        let active = regions.filter(\.isEnabled).map(\.name)
        guard active.isEmpty else {
            throw Refusal(
                .nvdimm(.active(active)), about: .dimm(dimm.name), remedies: .disableRegions(active))
        }
        route.add(
            .dimm(dimm.name, .disable), undo: .dimm(dimm.name, .enable),
            requires: regions.map { .nvdimmRegion($0.name, .isEnabled(false)) })
        return route
    }

    private func relabelling(
        _ dimm: Dimm, _ action: Action.Dimm, _ goal: NvdimmGoal
    ) throws(Refusal) -> NvdimmRoute {
        let end: NvdimmPlan.Goal =
            switch action {
            case .initializeLabels: .labels(true)
            case .zeroLabels: .labels(false)
            default: .enabled(dimm.isEnabled)
            }
        var route = NvdimmRoute(NvdimmPlan(.dimm(dimm.name), goal: end))
        guard action != .zeroLabels || dimm.isLabelled else {
            route.plan.isUnchanged = true
            return route
        }
        // The kernel finds new labels when it binds the DIMM, which has no driver before and after.
        let (enable, disable) = (Action.dimm(dimm.name, .enable), Action.dimm(dimm.name, .disable))
        if !dimm.isEnabled { route.add(enable, undo: disable) }
        try relabel([dimm.name], action, in: &route, forNamespacesOf: nil, goal)
        if !dimm.isEnabled { route.add(disable, undo: enable) }
        return route
    }

    /// Adds the steps that write the labels of DIMMs anew, while their regions have no driver.
    private func relabel(
        _ dimms: [KernelName], _ action: Action.Dimm, in route: inout NvdimmRoute,
        forNamespacesOf region: KernelName?, _ goal: NvdimmGoal
    ) throws(Refusal) {
        var regions: [NvdimmRegion] = []
        for name in dimms {
            guard let dimm = inventory.dimm(name), dimm.takesLabels else {
                throw Refusal(.nvdimm(.takesNoLabels), about: .dimm(name))
            }
            guard dimm.isEnabled || region == nil else {
                throw Refusal(.nvdimm(.dimmDisabled(name)), about: .dimm(name))
            }
            guard !dimm.isLocked else { throw Refusal(.nvdimm(.locked(name)), about: .dimm(name)) }
            for region in inventory.regions(on: name) where region.isEnabled && !regions.contains(region) {
                regions.append(region)
            }
        }
        let namesRegion = region != nil
        let others = regions.map(\.name).filter { namesRegion && $0 != region }
        guard others.isEmpty else {
            throw Refusal(
                .nvdimm(.active(others)), about: route.plan.object, remedies: .disableRegions(others))
        }
        try checkLabels(dimms, regions, goal)
        for region in regions { try disable(region, in: &route, isRelabelled: true) }
        let blank = dimms.filter { inventory.dimm($0)?.isLabelled == false }
        if action != .zeroLabels, !blank.isEmpty { route.note(.nvdimm(.labelledUntilBoot(blank))) }
        let disabled = regions.map { Condition.nvdimmRegion($0.name, .isEnabled(false)) }
        for dimm in dimms {
            route.add(.dimm(dimm, action), undo: .dimm(dimm, .restoreLabels), requires: disabled)
        }
        for region in regions {
            route.add(.nvdimmRegion(region.name, .enable), undo: .nvdimmRegion(region.name, .disable))
        }
        if action.losesLabels, dimms.contains(where: { inventory.dimm($0)?.isLabelled == true }) {
            route.plan.losses.append(.labels)
            let gone = regions.flatMap { inventory.namespaces(in: $0.name) }.map(\.name)
            route.plan.notes.append(
                Finding(.nvdimm(.labelled(gone)), about: route.plan.object, severity: .note))
        }
    }
}

extension Action.Dimm {
    /// Whether the labels that a DIMM has are gone afterwards; the index blocks are at the start of their area.
    fileprivate var losesLabels: Bool {
        if case .writeLabels(let patch) = self { patch.offset == 0 } else { true }
    }
}

extension NvdimmRoute {
    /// Adds a note for the user about the object.
    mutating func note(_ cause: Finding.Cause) { plan.notes.append(Finding(cause, about: plan.object)) }

    /// Adds the loss of what a namespace holds.
    fileprivate mutating func loseContents(of namespace: Namespace, overwriting state: NamespaceState?) {
        plan.losses.append(.namespaceContents(namespace.rawSize ?? .zero))
        guard let state else { return }
        let cost = state.range.size - (state.layout.usable ?? .zero)
        if cost > .zero { plan.losses.append(.namespaceMetadata(cost)) }
    }
}

extension Namespace {
    /// The label that the kernel shows; nil without one.
    var label: NamespaceLabel? {
        guard let labelUUID, let rawSize else { return nil }
        return NamespaceLabel(
            uuid: labelUUID, altName: altName ?? "", size: rawSize,
            sectorSize: labelSectorSize ?? NamespaceLabel.usualSector, holderClass: holderClass ?? .none)
    }

    /// The mode that the label asks for; nil when it names none.
    fileprivate var expectedMode: NamespaceMode? {
        NamespaceMode.allCases.first { $0 != .raw && HolderClass(mode: $0) == holderClass }
    }
}
