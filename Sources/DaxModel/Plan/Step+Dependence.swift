// SPDX-License-Identifier: Apache-2.0

extension Step {
    /// Whether this step can be undone only after a later one of its plan.
    ///
    /// What an NVDIMM has is built one upon the other: DIMMs with labels, regions, namespaces, their devices. A step on one of these
    /// is undone while all that was built on it later is gone again, and all that it stands on is as it was. Labels share the space
    /// of their region, so a label finds its place again only in the order in which the others lost theirs.
    ///
    /// - Parameter later: The later step.
    /// - Returns: Whether the undo of the later step must come first; false for any two steps on devices alone.
    public func isUndone(after later: Step) -> Bool {
        guard changesNvdimm || later.changesNvdimm, let inner = place.first, let other = later.place.first
        else { return false }
        if place.contains(other) || later.place.contains(inner) { return true }
        guard case .label(let name) = action.subject, case .label(let neighbour) = later.action.subject else {
            return false
        }
        return KernelFile.region(of: name) == KernelFile.region(of: neighbour)
    }

    private var changesNvdimm: Bool {
        switch action {
        case .namespace, .nvdimmRegion, .dimm: true
        case .device, .block, .ndDevice, .setting, .file: false
        }
    }

    /// What the step changes, and then what that is part of.
    private var place: [ObjectReference] {
        switch action {
        case .namespace(let name, _): Self.place(of: name)
        case .nvdimmRegion(let name, _): [.nvdimmRegion(name)]
        case .dimm(let name, _):
            [.dimm(name)]
                + requires.compactMap {
                    if case .nvdimmRegion(let region, _) = $0 { .nvdimmRegion(region) } else { nil }
                }
        case .device(let name, _): Self.place(of: name)
        case .block, .ndDevice: object.device.map(Self.place) ?? []
        case .setting, .file: []
        }
    }

    private static func place(of device: DeviceName) -> [ObjectReference] {
        [.device(device)] + place(of: KernelName(rawValue: "namespace\(device.region).\(device.device)"))
    }

    private static func place(of namespace: KernelName) -> [ObjectReference] {
        [.namespace(namespace), .nvdimmRegion(KernelFile.region(of: namespace))]
    }
}
