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

    @Test func `a namespace has its name, its UUID and the name that it was given`() throws {
        var host = Self.host
        host.namespaces[0].altName = "cache"
        host.namespaces[2].labelUUID = "f1d9a9a3-7e0c-4c5e-8a53-5cf2b6c6f3d1"
        let names = LiveNames.namespaceNames(of: host)
        #expect(
            names == [
                "namespace0.0", "namespace0.1", "namespace0.2", "07bc7573-aca8-406e-90d0-17524d99b28d",
                "f1d9a9a3-7e0c-4c5e-8a53-5cf2b6c6f3d1", "cache",
            ])
        for name in names {
            let reference = try NvdimmName.namespace(name)
            #expect(host.namespaces.count(where: reference.means) == 1)
        }
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

    /// The columns that a list shows only when they are named.
    private static let added = [
        "UUID", "ALTNAME", "FLAGS", "SLOTS", "HEALTH", "SERIAL", "WAYS", "ALIGN", "FREE", "BAD", "RO",
        "PERSISTENCE",
        "MAP", "BLOCKDEV",
    ]

    @Test(arguments: [
        ("", ListColumn.allCases.map(\.rawValue)), ("+", added.map { "+" + $0 }),
        ("S", ["STATE", "SIZE", "SLOTS", "SERIAL"]), ("si", ["size"]),
        ("NAME,S", ["NAME,STATE", "NAME,SIZE", "NAME,SLOTS", "NAME,SERIAL"]),
        ("state,s", ["state,size", "state,slots", "state,serial"]),
        ("NAME,SIZE,UUID,B", ["NAME,SIZE,UUID,BLOCKS", "NAME,SIZE,UUID,BAD", "NAME,SIZE,UUID,BLOCKDEV"]),
        ("+u", ["+uuid"]), ("+S", ["+SLOTS", "+SERIAL"]),
        ("+UUID,", added.dropFirst().map { "+UUID," + $0 }),
        ("x", []), ("name,,", ListColumn.allCases.dropFirst().map { "name,," + $0.rawValue.lowercased() }),
    ])
    func `a list of columns goes on with those it lacks`(_ list: String, _ offered: [String]) {
        #expect(ColumnList.continuations(of: list) == offered)
    }
}
