// SPDX-License-Identifier: Apache-2.0

/// What stands in the way of a change of namespaces and labels.
extension Router {
    /// What a namespace is, whatever its name.
    func identity(of namespace: Namespace) -> ObjectIdentity {
        ObjectIdentity(uuid: namespace.labelUUID, ranges: namespace.range.map { [$0] } ?? [])
    }

    func identityCondition(of namespace: Namespace) -> Condition {
        .identity(identity(of: namespace), of: namespace.name)
    }

    /// Refuses to take a namespace from its users, whatever is allowed; from kmem only where its memory may go offline first.
    func checkUsers(
        _ namespace: Namespace, mayBeRAM: Bool, _ allowances: Allowances
    ) throws(Refusal) {
        let object = ObjectReference.namespace(namespace.name)
        if let contents = namespace.contents {
            guard contents.holders.isEmpty else {
                throw Refusal(.namespace(.inUse(contents.holders)), about: object, remedies: .endBlockUsers)
            }
            if let gap = contents.gaps.first {
                throw Refusal(.namespace(.usersUnseen(gap)), about: object, remedies: .readAsRoot)
            }
            if let unseen = contents.unseenUsers {
                throw Refusal(.namespace(.processesUnseen(unseen)), about: object, remedies: .letSee(unseen))
            }
        }
        if let device = namespace.device.flatMap({ inventory.device($0) }) {
            try checkDevice(device, of: object, mayBeRAM: mayBeRAM, allowances)
        }
        if let range = namespace.range { try checkStrayMemory(in: range, object, besides: namespace.device) }
    }

    /// Refuses to take a name away that could not be put back: the kernel keeps any bytes as one, and it is read as UTF-8.
    func checkName(_ namespace: Namespace) throws(Refusal) {
        guard let name = namespace.altName, name.contains("\u{fffd}") else { return }
        throw Refusal(
            .namespace(.nameNotText(name)), about: .namespace(namespace.name),
            remedies: .writeName(file: KernelFile.namespaceAltName(namespace.name)))
    }

    private func checkDevice(
        _ device: DaxDevice, of object: ObjectReference, mayBeRAM: Bool, _ allowances: Allowances
    ) throws(Refusal) {
        if device.driver == .kmem {
            guard mayBeRAM, allowances.force else {
                let cause = Finding.NamespaceCause.systemRAM(
                    device.name, online: device.blocks.count { $0.state != .offline })
                var finding = Finding(
                    .namespace(cause), about: object, severity: mayBeRAM ? .loss : .error)
                finding.remedies =
                    [.giveUpRAM(device.name)] + (mayBeRAM ? [.force(.offlineFirst(device.name))] : [])
                throw Refusal([finding])
            }
            return
        }
        guard device.users.isEmpty else {
            throw Refusal(
                .namespace(.deviceInUse(device.name, device.users)), about: object, remedies: .endUsers)
        }
        if let unseen = device.unseenUsers {
            throw Refusal(
                .namespace(.deviceUsersUnseen(device.name, unseen)), about: object, remedies: .letSee(unseen))
        }
    }

    /// Refuses a range that the kernel uses as system RAM by another device, or by none.
    func checkStrayMemory(
        in range: PhysicalRange, _ object: ObjectReference, besides own: DeviceName?
    ) throws(Refusal) {
        let devices = inventory.devices.filter { $0.name != own }
        let strays =
            inventory.unownedMemory.map(\.range)
            + devices.flatMap { $0.driver == .kmem ? $0.ranges : $0.leakedRanges }
        let taken = strays.intersections([range])
        guard taken.isEmpty else {
            throw Refusal(.namespace(.strayMemory(taken)), about: object, remedies: .reboot)
        }
    }

    /// Refuses to lose what a namespace holds, or may hold, unless that is allowed.
    func checkContents(_ namespace: Namespace, _ allowances: Allowances) throws(Refusal) {
        guard !allowances.force else { return }
        throw Refusal(
            .namespace(.holdsData(Finding.NamespaceContents(namespace))), about: .namespace(namespace.name),
            remedies: .force(.loseContents))
    }

    /// Refuses to lose the labels of DIMMs, and with them namespaces, unless that is allowed.
    func checkLabels(
        _ dimms: [KernelName], _ regions: [NvdimmRegion], _ goal: NvdimmGoal
    ) throws(Refusal) {
        guard !goal.allowances.force else { return }
        let namespaces = regions.flatMap { inventory.namespaces(in: $0.name) }
        var losses: [Finding] = []
        for namespace in namespaces where namespace.contents.map({ !$0.signatures.isEmpty }) == true {
            do throws(Refusal) {
                try checkContents(namespace, goal.allowances)
            } catch {
                losses += error.findings
            }
        }
        guard losses.isEmpty else { throw Refusal(losses) }
        guard case .dimm(let name) = goal.object, let dimm = inventory.dimm(name) else { return }
        guard dimm.isLabelled || !namespaces.isEmpty else { return }
        throw Refusal(
            .nvdimm(.labelled(namespaces.map(\.name))), about: goal.object, remedies: .force(.overwriteLabels)
        )
    }
}
