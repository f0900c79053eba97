// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("Which step is undone before which")
struct StepDependenceTests {
    private static let label = NamespaceLabel(
        uuid: Inventory.sampleUUID(0, 1), altName: "", size: .mebibytes(512),
        sectorSize: ByteCount(rawValue: 512),
        holderClass: .dax)

    private static func step(_ action: Action, for device: DeviceName? = nil) -> Step {
        Step(for: device.map { .device($0) }, action: action, undo: .nothing)
    }

    private static func namespace(_ name: String, _ change: Action.Namespace) -> Step {
        step(.namespace(KernelName(rawValue: name), change))
    }

    private static func region(_ name: String) -> Step {
        step(.nvdimmRegion(KernelName(rawValue: name), .disable))
    }

    private static func dimm(in region: String) -> Step {
        Step(
            action: .dimm(KernelName(rawValue: "nmem0"), .zeroLabels), undo: .nothing,
            requires: [.nvdimmRegion(KernelName(rawValue: region), .isEnabled(false))])
    }

    private static func device(_ region: RegionNumber, _ device: Int) -> Step {
        step(.device(DeviceName(region: region, device: device), .unbind(.kmem, blocks: [])))
    }

    private static func block(_ region: RegionNumber, _ device: Int) -> Step {
        step(
            .block(BlockNumber(rawValue: 33), .offline), for: DeviceName(region: region, device: device))
    }

    @Test(
        "what stands on the same namespace, region or DIMM is undone in the order in which it was built",
        arguments: [
            (namespace("namespace0.1", .disable), namespace("namespace0.1", .clear(uuid: label.uuid))),
            (namespace("namespace0.1", .disable), region("region0")),
            (region("region0"), namespace("namespace0.1", .setLabel(label))),
            (region("region0"), dimm(in: "region0")),
            (dimm(in: "region0"), region("region0")),
            (device(0, 1), namespace("namespace0.1", .disable)),
            (block(0, 1), namespace("namespace0.1", .disable)),
            (namespace("namespace0.1", .make(HolderShape(.dax, uuid: label.uuid))), device(0, 1)),
            (block(0, 1), region("region0")),
            (
                namespace("namespace0.1", .clear(uuid: label.uuid)),
                namespace("namespace0.2", .setLabel(label))
            ),
        ])
    func order(_ earlier: Step, _ later: Step) {
        #expect(earlier.isUndone(after: later))
    }

    @Test(
        "what has nothing in common is undone whatever becomes of the other",
        arguments: [
            (namespace("namespace0.1", .clear(uuid: label.uuid)), namespace("namespace0.2", .disable)),
            (
                namespace("namespace0.1", .clear(uuid: label.uuid)),
                namespace("namespace1.1", .clear(uuid: label.uuid))
            ),
            (namespace("namespace1.1", .disable), region("region0")),
            (region("region1"), dimm(in: "region0")),
            (device(0, 2), namespace("namespace0.1", .disable)),
            (device(0, 1), device(0, 1)),
            (block(0, 1), block(0, 1)),
            (step(.setting(.setAutoOnline(.offline))), namespace("namespace0.1", .disable)),
        ])
    func independence(_ earlier: Step, _ later: Step) {
        #expect(!earlier.isUndone(after: later))
    }
}
