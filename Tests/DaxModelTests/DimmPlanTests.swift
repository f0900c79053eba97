// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("Plans for DIMMs and info blocks")
struct DimmPlanTests {
    private static let dimm = KernelName(rawValue: "nmem0")
    private static let bare = KernelName(rawValue: "nmem3")
    private static let patch = BytePatch(at: 0, [1, 2, 3])

    private func plan(_ change: NvdimmChange, on host: Inventory) throws(Refusal) -> Plan {
        try Planner(host).plan(Request(nvdimm: change, force: true))
    }

    private func refusal(_ change: NvdimmChange, on host: Inventory, force: Bool = true) -> Finding? {
        do throws(Refusal) {
            _ = try Planner(host).plan(Request(nvdimm: change, force: force))
            return nil
        } catch {
            return error.findings.first
        }
    }

    @Test("enable and disable DIMMs, and leave those that are so")
    func drivers() throws {
        let enabled = try plan(.enableDimms(nil), on: .idleNvdimms)
        #expect(enabled.steps.map(\.action) == [.dimm(Self.bare, .enable)])
        #expect(enabled.steps.map(\.undo) == [.action(.dimm(Self.bare, .disable))])
        #expect(enabled.nvdimms.map(\.isUnchanged) == [true, true, true, false])
        let disabled = try plan(.disableDimms([Self.dimm]), on: .idleNvdimms)
        #expect(disabled.steps.map(\.action) == [.dimm(Self.dimm, .disable)])
        #expect(disabled.steps.map(\.undo) == [.action(.dimm(Self.dimm, .enable))])
        let region = KernelName(rawValue: "region0")
        #expect(disabled.steps.map(\.requires) == [[.nvdimmRegion(region, .isEnabled(false))]])
    }

    @Test("do not disable a DIMM that a region uses")
    func active() {
        let finding = refusal(.disableDimms([Self.dimm]), on: .smallNvdimms)
        #expect(finding?.cause == .nvdimm(.active([KernelName(rawValue: "region0")])))
        #expect(finding?.object == .dimm(Self.dimm))
        #expect(finding?.remedies == [.disableRegions([KernelName(rawValue: "region0")])])
    }

    @Test("write labels of the version that is asked for, and the old area back")
    func version() throws {
        for version in LabelVersion.allCases {
            let plan = try plan(.initializeLabels([Self.dimm], version), on: .idleNvdimms)
            #expect(plan.steps.map(\.action) == [.dimm(Self.dimm, .initializeLabels(version))])
            #expect(plan.steps.map(\.undo) == [.action(.dimm(Self.dimm, .restoreLabels))])
        }
    }

    @Test("enable a DIMM without a driver while its labels are written")
    func bare() throws {
        let plan = try plan(.writeLabels(Self.bare, Self.patch), on: .idleNvdimms)
        #expect(
            plan.steps.map(\.action) == [
                .dimm(Self.bare, .enable), .dimm(Self.bare, .writeLabels(Self.patch)),
                .dimm(Self.bare, .disable),
            ])
        #expect(plan.nvdimms.map(\.goal) == [.enabled(false)])
        #expect(plan.steps[1].action.after == .dimm(Self.bare, .holds(Self.patch)))
    }

    @Test("disable the regions of a DIMM around a write, and warn of the labels that are lost")
    func regions() throws {
        let plan = try plan(.writeLabels(Self.dimm, Self.patch), on: .smallNvdimms)
        let region = KernelName(rawValue: "region0")
        #expect(
            plan.steps.map(\.action) == [
                .nvdimmRegion(region, .disable), .dimm(Self.dimm, .writeLabels(Self.patch)),
                .nvdimmRegion(region, .enable),
            ])
        #expect(plan.nvdimms.first?.losses == [.labels])
        let finding = refusal(.writeLabels(Self.dimm, Self.patch), on: .smallNvdimms, force: false)
        #expect(finding?.cause == .nvdimm(.labelled([])))
    }

    @Test("write the info block of a disabled namespace, and the old one back")
    func inscribe() throws {
        let name = KernelName(rawValue: "namespace1.1")
        let plan = try plan(.inscribe(.name(name), Self.patch), on: .nvdimms)
        #expect(plan.steps.map(\.action) == [.namespace(name, .writeInfoBlock(Self.patch))])
        #expect(plan.steps.map(\.undo) == [.action(.namespace(name, .restoreInfoBlock))])
        #expect(plan.nvdimms.map(\.goal) == [.enabled(false)])
        #expect(plan.nvdimms.first?.losses == [.namespaceContents(.mebibytes(512))])
        let lost = refusal(.inscribe(.name(name), Self.patch), on: .nvdimms, force: false)
        #expect(lost?.severity == .loss)
    }

    @Test("leave the info block of a namespace with a driver")
    func enabled() {
        let name = KernelName(rawValue: "namespace0.0")
        let finding = refusal(.inscribe(.name(name), Self.patch), on: .nvdimms)
        #expect(finding?.cause == .namespace(.enabled))
        #expect(finding?.remedies == [.disableNamespace(name)])
    }
}

@Suite("What a write over a part of an area of labels breaks")
struct LabelPartTests {
    private static let area: LabelArea = {
        var sample = LabelAreaSample(.v1_2)
        sample.add(1, name: "first")
        sample.sign()
        return LabelArea(parsing: sample.bytes)
    }()

    @Test(
        "is nothing where both index blocks go, or no label in use does",
        arguments: [0..<512, 0..<2048, 0..<600, 512..<768, 1024..<2048, 5..<5])
    func nothing(range: Range<Int>) {
        #expect(Self.area.brokenPart(byWriting: range) == nil)
    }

    @Test("is the index blocks", arguments: [0..<1, 0..<511, 1..<512, 511..<512, 300..<2048])
    func indexes(range: Range<Int>) {
        #expect(Self.area.brokenPart(byWriting: range) == .indexes(0..<512))
    }

    @Test("is a label in use", arguments: [768..<769, 1023..<1024, 512..<2048, 768..<1024])
    func label(range: Range<Int>) {
        #expect(Self.area.brokenPart(byWriting: range) == .label(slot: 1, 768..<1024))
    }

    @Test func `is nothing in a blank area`() {
        let blank = LabelArea(parsing: [UInt8](repeating: 0, count: 2048))
        #expect(blank.brokenPart(byWriting: 3..<5) == nil)
        #expect(blank.fields.map(\.signature) == ["", ""])
    }

    @Test func `the index blocks have the size that those of 128 bytes have at most`() {
        #expect(LabelArea.indexesSize(ofArea: 2 << 20) == 4608)
        #expect(LabelArea.indexesSize(ofArea: 128 << 10) == 512)
        #expect(LabelArea.indexesSize(ofArea: 100) == 0)
    }
}
