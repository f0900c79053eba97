// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts

extension Situation {
    /// Plans for namespaces, NVDIMM regions and DIMMs of every kind.
    static let namespaces: [Situation] = {
        let hosts: [(Inventory, [NvdimmChange], Request.Change?)] = [
            (.nvdimms, creations(in: "region1") + remakings + others, nil),
            (
                .nvdimms,
                [.create(shape(.devdax), in: KernelName(rawValue: "region1"), fillingRegion: false)],
                .systemRAM(nil)
            ),
            (
                .nvdimms,
                [
                    .reconfigure(name("namespace0.1"), shape(.devdax)),
                    .reconfigure(name("namespace0.0"), resized),
                ],
                .systemRAM(nil)
            ),
            (.nvdimmAsRAM, [.destroy([name("namespace0.0")], in: nil)], nil),
            (.blankNvdimm, creations(in: "region0") + [.initializeLabels(nil), .disableRegions(nil)], nil),
            (.blankNvdimm, [.create(shape(.devdax), in: nil, fillingRegion: false)], .systemRAM(.movable)),
            (
                .legacyNvdimm,
                remakings.filter(isOfLegacy) + [.destroy(nil, in: nil), .disable(nil, in: nil)], nil
            ),
            (.smallNvdimms, [.zeroLabels(nil), .initializeLabels(nil), .disableRegions(nil)], nil),
            (
                .idleNvdimms,
                [
                    .enableDimms(nil), .disableDimms(nil), .initializeLabels(nil, .v1_1), .zeroLabels(nil),
                    .writeLabels(KernelName(rawValue: "nmem0"), BytePatch(at: 0, [1, 2, 3])),
                    .writeLabels(KernelName(rawValue: "nmem3"), BytePatch(at: 0, [1, 2, 3])),
                ], nil
            ),
        ]
        var seen: Set<[Step]> = []
        return hosts.flatMap { start, changes, device in
            changes.compactMap { change -> Situation? in
                var request = Request(.nvdimm(change), force: true)
                request.deviceChange = device
                request.overwritesData = true
                guard let plan = try? Planner(start).plan(request), !plan.steps.isEmpty,
                    seen.insert(plan.steps).inserted
                else { return nil }
                guard case .suspend(.name(let name), raw: true) = change else {
                    return Situation(start: start, plan: plan)
                }
                let repair = Step(
                    action: .namespace(
                        name, .repairTable([BytePatch(at: 4096, [1]), BytePatch(at: 0, [2])])),
                    undo: .action(.namespace(name, .restoreInfoBlock)))
                return Situation(start: start, plan: plan, during: [repair])
            }
        }
    }()

    private static func name(_ text: String) -> NamespaceReference { .name(KernelName(rawValue: text)) }

    private static func shape(
        _ mode: NamespaceMode?, _ extent: NamespaceShape.Extent? = nil, _ map: MapPlace? = nil,
        align: ByteCount? = nil
    ) -> NamespaceShape {
        var shape = NamespaceShape()
        (shape.mode, shape.extent, shape.map, shape.align) = (mode, extent, map, align)
        return shape
    }

    private static let resized = shape(.devdax, .size(.mebibytes(512)))

    private static func creations(in region: String) -> [NvdimmChange] {
        let region = KernelName(rawValue: region)
        return NamespaceMode.allCases.map {
            .create(shape($0, .size(.mebibytes(512))), in: region, fillingRegion: false)
        } + [
            .create(shape(.fsdax, .maximum, .memory), in: region, fillingRegion: false),
            .create(
                shape(.devdax, .size(.mebibytes(2048)), align: .mebibytes(1024)), in: region,
                fillingRegion: false),
            .create(shape(.sector, .size(.mebibytes(1024))), in: region, fillingRegion: true),
        ]
    }

    private static let remakings: [NvdimmChange] = {
        var named = NamespaceShape()
        named.altName = "data"
        let names = [
            "namespace0.0", "namespace0.1", "namespace0.2", "namespace0.3", "namespace1.0", "namespace1.1",
        ]
        let shapes = NamespaceMode.allCases.map { shape($0) } + [named, shape(nil, .size(.mebibytes(256)))]
        return names.flatMap { name in shapes.map { .reconfigure(.name(KernelName(rawValue: name)), $0) } }
            + [
                .reconfigure(name("namespace0.3"), shape(.devdax, .maximum)),
                .reconfigure(name("namespace0.1"), shape(.fsdax, nil, .memory)),
            ]
    }()

    private static func isOfLegacy(_ change: NvdimmChange) -> Bool {
        if case .reconfigure(name("namespace0.0"), _) = change { true } else { false }
    }

    private static let infoBlock =
        InfoBlock.created(
            .fsdax, size: .mebibytes(512), align: .mebibytes(2), map: .device,
            uuid: Inventory.sampleUUID(8, 8), parentUUID: Inventory.sampleUUID(1, 1)) ?? BytePatch(at: 0, [])

    private static let others: [NvdimmChange] = {
        let region = KernelName(rawValue: "region1")
        let all = [
            "namespace0.0", "namespace0.1", "namespace0.2", "namespace0.3", "namespace1.0", "namespace1.1",
        ]
        return all.map { .destroy([name($0)], in: nil) } + [
            .destroy(nil, in: nil), .disable(nil, in: nil), .disable([name("namespace0.0")], in: nil),
            .enable(nil, in: nil),
            .disableRegions(nil), .disableRegions([region]), .initializeLabels(nil), .zeroLabels(nil),
            .zeroLabels([KernelName(rawValue: "nmem1")]),
            .inscribe(name("namespace1.1"), infoBlock), .suspend(name("namespace1.1"), raw: true),
            .suspend(name("namespace0.2"), raw: true),
        ]
    }()
}
