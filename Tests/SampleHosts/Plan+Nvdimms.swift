// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension Plan {
    /// A plan with an object and a step of every kind that NVDIMMs have.
    public static var ofNvdimms: Plan {
        let gibibyte = ByteCount(rawValue: 1 << 30)
        let (namespace, other) = (KernelName(rawValue: "namespace0.0"), KernelName(rawValue: "namespace0.1"))
        let (region, dimm) = (KernelName(rawValue: "region0"), KernelName(rawValue: "nmem0"))
        let states = NamespaceState.samples
        var made = NvdimmPlan(.namespace(namespace), goal: .namespace(states[0]))
        made.losses = [.namespaceMetadata(ByteCount(rawValue: 18 << 20))]
        var gone = NvdimmPlan(.namespace(other), goal: .gone)
        gone.losses = [.namespaceContents(gibibyte)]
        gone.notes = [Finding(.namespace(.keepsContents(gibibyte)), about: .namespace(other))]
        var labelled = NvdimmPlan(.dimm(dimm), goal: .labels(true))
        labelled.losses = [.labels]
        var enabled = NvdimmPlan(.nvdimmRegion(region), goal: .enabled(true))
        enabled.isUnchanged = true
        let label = NamespaceLabel(
            uuid: states[0].uuid ?? "", altName: "cache", size: gibibyte,
            sectorSize: ByteCount(rawValue: 512), holderClass: .dax)
        let shape = HolderShape(
            .dax, uuid: label.uuid, align: ByteCount(rawValue: 2 << 20), map: .device)
        return Plan(
            devices: [],
            nvdimms: [
                made, NvdimmPlan(.namespace(namespace), goal: .namespace(states[1])), gone, labelled, enabled,
            ],
            steps: [
                Step(
                    action: .nvdimmRegion(region, .disable), undo: .action(.nvdimmRegion(region, .enable))),
                Step(
                    action: .dimm(dimm, .initializeLabels(.v1_2)), undo: .action(.dimm(dimm, .restoreLabels))),
                Step(
                    action: .namespace(other, .eraseInfoBlock),
                    undo: .action(.namespace(other, .restoreInfoBlock))),
                Step(
                    action: .namespace(namespace, .setLabel(label)),
                    undo: .action(.namespace(namespace, .clear(uuid: label.uuid)))),
                Step(
                    action: .namespace(namespace, .make(shape)),
                    undo: .action(.namespace(namespace, .unmake(nil)))),
            ])
    }
}

extension NamespaceState {
    /// A devdax namespace with a name, and a sector namespace without one.
    public static var samples: [NamespaceState] {
        let range = PhysicalRange(start: 0x1_4000_0000, end: 0x1_7fff_ffff)
        return [range].compactMap(\.self).flatMap { range in
            var devdax = NamespaceState(.devdax, uuid: "07bc7573-aca8-406e-90d0-17524d99b28d", range: range)
            (devdax.altName, devdax.align, devdax.map) = ("cache", ByteCount(rawValue: 2 << 20), .device)
            var sector = NamespaceState(.sector, uuid: nil, range: range)
            sector.sectorSize = ByteCount(rawValue: 4096)
            return [devdax, sector]
        }
    }
}

extension Outcome {
    /// The end of a run on NVDIMMs: one object of every kind, and one that is gone.
    public static var ofNvdimms: Outcome {
        var inventory = Inventory(kernel: KernelRelease(rawValue: "6.12.0-sample"))
        let region = KernelName(rawValue: "region0")
        var namespace = Namespace(
            name: KernelName(rawValue: "namespace0.0"), region: region, mode: "devdax",
            size: ByteCount(rawValue: 1006 << 20), uuid: "07bc7573-aca8-406e-90d0-17524d99b28d",
            device: DeviceName(region: 0, device: 0), isEnabled: true)
        namespace.altName = "cache"
        inventory.namespaces = [namespace]
        inventory.nvdimmRegions = [
            NvdimmRegion(name: region, bus: KernelName(rawValue: "ndbus0"), isEnabled: false)
        ]
        var dimm = Dimm(
            name: KernelName(rawValue: "nmem0"), bus: KernelName(rawValue: "ndbus0"), isEnabled: true)
        dimm.flags = ["label"]
        inventory.dimms = [dimm]
        var outcome = Outcome(devices: [], inventory: inventory)
        outcome.nvdimms = [
            NvdimmOutcome(.namespace(namespace.name), .changed),
            NvdimmOutcome(.namespace(KernelName(rawValue: "namespace0.1")), .changed),
            NvdimmOutcome(.nvdimmRegion(region), .unchanged), NvdimmOutcome(.dimm(dimm.name), .changed),
        ]
        return outcome
    }
}
