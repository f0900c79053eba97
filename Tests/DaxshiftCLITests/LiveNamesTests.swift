// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@testable import DaxshiftCLI

/// What the shell is offered for the names of objects and columns.
@Suite struct LiveNamesTests {
    /// The sample with a namespace that carries `dax0.0`, one that carries nothing, and one without a UUID.
    private static var host: Inventory {
        var host = Inventory.sample
        func add(_ name: String, _ mode: String, _ uuid: String?, carrying device: DeviceName? = nil) {
            host.namespaces.append(
                Namespace(
                    name: KernelName(rawValue: name), region: KernelName(rawValue: "region0"), mode: mode,
                    uuid: uuid, device: device, isEnabled: true))
        }
        add("namespace0.0", "devdax", "07bc7573-aca8-406e-90d0-17524d99b28d", carrying: .pmem)
        add("namespace0.1", "devdax", nil, carrying: .otherPmem)
        add("namespace0.2", "fsdax", "d386b6ff-cca4-428f-a25f-453f2b84b8fe")
        return host
    }

    @Test func `a device has its name, and the name and the UUID of its namespace`() {
        #expect(LiveNames.devices(of: Self.host) == ["dax0.0", "dax0.1", "dax2.0"])
        #expect(
            LiveNames.carriers(of: Self.host) == [
                "dax0.0", "dax0.1", "dax2.0", "namespace0.0", "namespace0.1",
                "07bc7573-aca8-406e-90d0-17524d99b28d",
            ])
    }

    @Test func `every name that is offered for a device means one`() throws {
        for name in LiveNames.carriers(of: Self.host) { #expect(try CarrierName(name).description == name) }
    }

    @Test func `regions of one number are offered once`() throws {
        #expect(Self.host.regions.map(\.id) == [0, 0, 2])
        #expect(LiveNames.regions(of: Self.host) == ["region0", "region2"])
    }

    @Test func `a host without memory offers nothing`() {
        let host = Inventory(kernel: KernelRelease(rawValue: "6.12.0"))
        #expect(LiveNames.carriers(of: host) == [])
        #expect(LiveNames.regions(of: host) == [])
    }

    @Test(arguments: [
        ("", ListColumn.allCases.map(\.rawValue)), ("+", ["+UUID", "+ALTNAME"]), ("S", ["STATE", "SIZE"]),
        ("si", ["size"]), ("NAME,S", ["NAME,STATE", "NAME,SIZE"]), ("state,s", ["state,size"]),
        ("NAME,SIZE,UUID,B", ["NAME,SIZE,UUID,BLOCKS"]), ("+u", ["+uuid"]), ("+S", []),
        ("+UUID,", ["+UUID,ALTNAME"]),
        ("x", []), ("name,,", ListColumn.allCases.dropFirst().map { "name,," + $0.rawValue.lowercased() }),
    ])
    func `a list of columns goes on with those it lacks`(_ list: String, _ offered: [String]) {
        #expect(ColumnList.continuations(of: list) == offered)
    }
}
