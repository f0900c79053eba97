// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxshiftCLI

@Suite("What daxshift list is told to list")
struct ListSelectionTests {
    private func names(_ selection: ListSelection) throws -> [String] {
        let host = try selection.listing(of: MadeUpHost.mixed).inventory
        return host.nvdimmRegions.map(\.name.rawValue) + host.regions.map { "\($0.id)" }
            + host.namespaces.map(\.name.rawValue) + host.devices.map { "\($0.name)" }
    }

    @Test func `idle objects come only when asked for`() throws {
        let usual = [
            "region0", "region10", "0", "2", "namespace0.0", "namespace0.2", "dax0.0", "dax2.1", "dax2.10",
        ]
        #expect(try names(ListSelection()) == usual)
        #expect(
            Set(try names(ListSelection(includesIdle: true))).subtracting(usual) == [
                "namespace0.10", "dax2.11",
            ])
    }

    @Test func `a region brings its namespaces and devices`() throws {
        #expect(
            try names(ListSelection(regions: [0])) == [
                "region0", "0", "namespace0.0", "namespace0.2", "dax0.0",
            ])
        #expect(try names(ListSelection(regions: [2])) == ["2", "dax2.1", "dax2.10"])
        #expect(try names(ListSelection(regions: [10])) == ["region10"])
    }

    @Test func `a namespace brings its region and its device`() throws {
        let devdax = KernelName(rawValue: "namespace0.0")
        #expect(try names(ListSelection(namespaces: [devdax])) == ["region0", "0", "namespace0.0", "dax0.0"])
        let idle = KernelName(rawValue: "namespace0.10")
        #expect(try names(ListSelection(namespaces: [idle])) == ["region0", "namespace0.10"])
    }

    @Test func `a device brings its region and its namespace, and may be idle`() throws {
        #expect(
            try names(ListSelection(devices: [DeviceName(region: 0, device: 0)]))
                == ["region0", "0", "namespace0.0", "dax0.0"])
        #expect(try names(ListSelection(devices: [DeviceName(region: 2, device: 11)])) == ["2", "dax2.11"])
    }

    @Test func `several of a kind are listed together, and those of another kind within them`() throws {
        #expect(
            try names(ListSelection(regions: [10, 2])) == ["region10", "2", "dax2.1", "dax2.10"])
        #expect(
            try names(ListSelection(namespaces: ["namespace0.10", "namespace0.0"].map(MadeUpHost.name)))
                == ["region0", "0", "namespace0.0", "namespace0.10", "dax0.0"])
        let devices = [DeviceName(region: 2, device: 11), DeviceName(region: 0, device: 0)]
        #expect(
            try names(ListSelection(devices: devices))
                == ["region0", "0", "2", "namespace0.0", "dax0.0", "dax2.11"])
        #expect(
            try names(ListSelection(regions: [0, 2], devices: Array(devices.prefix(1)))) == ["2", "dax2.11"])
    }

    @Test(arguments: [
        (ListSelection(regions: [7]), "region7 does not exist: there are region0, region2, region10"),
        (
            ListSelection(namespaces: [MadeUpHost.name("namespace0.3")]),
            "namespace0.3 does not exist: there are namespace0.0, namespace0.2, namespace0.10"
        ),
        (
            ListSelection(devices: [DeviceName(region: 2, device: 2)]),
            "dax2.2 does not exist: there are dax0.0, dax2.1, dax2.10, dax2.11"
        ),
        (
            ListSelection(regions: [0], devices: [DeviceName(region: 2, device: 1)]),
            "dax2.1 does not exist in region0: there is only dax0.0"
        ),
        (
            ListSelection(
                regions: [0], namespaces: [MadeUpHost.name("namespace0.2")],
                devices: [DeviceName(region: 0, device: 0)]),
            "dax0.0 does not exist in region0, namespace0.2: there is no device"
        ),
    ])
    func `a name that matches nothing is an error that lists what there is`(
        selection: ListSelection, message: String
    ) {
        let error = #expect(throws: NameNotFound.self) { try selection.listing(of: MadeUpHost.mixed) }
        #expect(error?.description == message)
    }

    @Test func `of many names the nearest are shown`() {
        var host = MadeUpHost.empty
        host.devices = (0..<100).map { DaxDevice(name: DeviceName(region: $0, device: 0), path: "") }
        let error = #expect(throws: NameNotFound.self) {
            try ListSelection(devices: [DeviceName(region: 50, device: 1)]).listing(of: host)
        }
        #expect(
            error?.description == "dax50.1 does not exist: the nearest of 100 are "
                + "dax46.0, dax47.0, dax48.0, dax49.0, dax50.0, dax51.0, dax52.0, dax53.0")
    }

    @Test func `on an empty host a name is an error all the same`() {
        let error = #expect(throws: NameNotFound.self) {
            try ListSelection(regions: [RegionNumber(rawValue: .max)]).listing(of: MadeUpHost.empty)
        }
        #expect(error?.description == "region9223372036854775807 does not exist: there is no region")
    }

    @Test func `notes tell warnings and what could not be read`() throws {
        #expect(
            try ListSelection().listing(of: MadeUpHost.mixed).inventory.notes == [
                "warning: dax2.1 has no /dev/dax2.1, so libdaxctl does not see it",
                "warning: could not read /sys/devices/platform/hmem.0/dax2.1/align: '\u{1}x' is not a number",
                "note: only root can read 1 of the files, so some values are missing",
            ])
        var host = MadeUpHost.empty
        host.gaps = (0..<7).map { Gap(file: "/sys/\($0)", reason: "Input/output error") }
        let notes = try ListSelection().listing(of: host).inventory.notes
        #expect(notes.count == 6)
        #expect(notes.last == "warning: could not read 2 more files, named by 'daxshift list --json'")
    }
}
