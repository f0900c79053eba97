// SPDX-License-Identifier: Apache-2.0

import DaxModel
import OrderedJSON
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("daxshift list as JSON")
struct ListJSONTests {
    @Test func `memory that no device owns is an array of its own, and a row`() throws {
        var host = MadeUpHost.empty
        let range = try #require(PhysicalRange(start: 0x1_0800_0000, end: 0x1_17ff_ffff))
        host.unownedMemory = [
            UnownedMemory(
                range: range, device: DeviceName(region: 0, device: 1), node: 1,
                blocks: [
                    MemoryBlock(index: 33, state: .online, zone: .movable),
                    MemoryBlock(index: 34, state: .offline, zone: nil),
                ])
        ]
        let listing = try ListSelection().listing(of: host)
        let memory = try #require(
            listing.json().element(of: "unowned_memory", where: "chardev", is: "dax0.1"))
        #expect(memory["start"] == JSON(0x1_0800_0000))
        #expect(memory["size"] == JSON(256 << 20))
        #expect(memory["target_node"] == JSON(1))
        #expect(memory["online_memblocks"] == JSON(1))
        #expect(memory["total_memblocks"] == JSON(2))
        let text = listing.text(in: .table, for: MadeUpHost.screen)
        for part in ["RAM of dax0.1", "system-ram", "partial", "1/2"] { #expect(text.contains(part)) }
        #expect(host.unownedMemory[0].remark.contains("memory33/state"))
        #expect(try ListSelection().listing(of: MadeUpHost.empty).json()["unowned_memory"] == nil)
    }

    @Test func `the whole text, keys in order`() throws {
        let listing = try ListSelection(showsMappings: true, devices: [DeviceName(region: 0, device: 0)])
            .listing(of: MadeUpHost.mixed)
        let terminal = Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true)
        #expect(
            listing.text(in: .json, for: terminal) == #"""
                {
                  "schema": "daxshift.list/1",
                  "kernel": "6.12.0-1-amd64",
                  "model": "bus",
                  "block_size": 134217728,
                  "auto_online_blocks": "offline",
                  "nvdimm_regions": [
                    {
                      "dev": "region0",
                      "bus": "ndbus0",
                      "provider": "ACPI.NFIT",
                      "size": 8589934592,
                      "available_size": 1073741824
                    }
                  ],
                  "regions": [
                    {
                      "path": "/LNXSYSTM:00/LNXSYBUS:00/ACPI0012:00/ndbus0/region0/dax0.1",
                      "id": 0,
                      "provider": "pmem",
                      "kind": "static",
                      "size": 4225761280,
                      "align": 2097152,
                      "target_node": 1,
                      "tier": 22,
                      "distance": 17,
                      "read_bandwidth": 2048,
                      "read_latency": 300,
                      "devices": [
                        "dax0.0"
                      ]
                    }
                  ],
                  "namespaces": [
                    {
                      "dev": "namespace0.0",
                      "region": "region0",
                      "mode": "devdax",
                      "size": 4225761280,
                      "uuid": "aa2a5b30-8c77-4b27-9d7a-5b8fb4a5d9c0",
                      "chardev": "dax0.0"
                    }
                  ],
                  "devices": [
                    {
                      "chardev": "dax0.0",
                      "region": 0,
                      "namespace": "namespace0.0",
                      "provider": "pmem",
                      "model": "bus",
                      "driver": "kmem",
                      "size": 4225761280,
                      "target_node": 1,
                      "numa_node": 0,
                      "tier": 22,
                      "distance": 17,
                      "read_bandwidth": 2048,
                      "read_latency": 300,
                      "align": 2097152,
                      "mode": "system-ram",
                      "memmap_on_memory": false,
                      "usable_memblocks": 31,
                      "online_memblocks": 29,
                      "total_memblocks": 31,
                      "zones": {
                        "Movable": 28,
                        "Normal": 1
                      },
                      "movable": false,
                      "mappings": [
                        {
                          "page_offset": 0,
                          "start": 4364173312,
                          "end": 8589934591,
                          "size": 4225761280
                        }
                      ]
                    }
                  ],
                  "nodes": [
                    {
                      "node": 1,
                      "mem_total": 4026531840,
                      "tier": 22,
                      "distance": 17,
                      "read_bandwidth": 2048,
                      "read_latency": 300
                    }
                  ],
                  "gaps": [
                    {
                      "file": "/sys/devices/platform/hmem.0/dax2.0/resource",
                      "reason": "Permission denied"
                    },
                    {
                      "file": "/sys/devices/platform/hmem.0/dax2.1/align",
                      "reason": "'\u0001x' is not a number"
                    }
                  ],
                  "warnings": [
                    "dax2.1 has no /dev/dax2.1, so libdaxctl does not see it"
                  ]
                }

                """#)
    }

    @Test func `nothing found is an object with empty arrays`() throws {
        let json = try ListSelection().listing(of: MadeUpHost.empty).json()
        #expect(
            json
                == .object([
                    .init("schema", .string("daxshift.list/1")), .init("kernel", .string("6.12.0-1-amd64")),
                    .init("model", .string("none")), .init("nvdimm_regions", .array([])),
                    .init("regions", .array([])), .init("namespaces", .array([])),
                    .init("devices", .array([])),
                    .init("nodes", .array([])), .init("gaps", .array([])), .init("warnings", .array([])),
                ]))
    }

    @Test(
        arguments: [
            ([], "none"), ([.bus], "bus"), ([.class], "class"), ([.bus, .class], "mixed"),
        ] as [(Set<DeviceModel>, String)])
    func `the device model has four names`(models: Set<DeviceModel>, name: String) throws {
        var host = MadeUpHost.empty
        host.models = models
        #expect(try ListSelection().listing(of: host).json()["model"] == .string(name))
    }

    @Test(
        arguments: [
            ([.region], ["nvdimm_regions", "regions"]), ([.namespace], ["namespaces"]),
            ([.device], ["devices"]),
            ([.region, .device], ["nvdimm_regions", "regions", "devices"]),
        ] as [(Set<ListedKind>, [String])])
    func `only the arrays that were asked for are there`(kinds: Set<ListedKind>, arrays: [String]) throws {
        let json = try ListSelection(kinds: kinds).listing(of: MadeUpHost.mixed).json()
        #expect(
            json.keys == ["schema", "kernel", "model", "block_size", "auto_online_blocks"] + arrays
                + ["nodes", "gaps", "warnings"])
        #expect(json["nodes"]?.elements.isEmpty == (kinds == [.namespace]))
    }

    @Test func `by speed, the fastest comes first and what is unknown last`() throws {
        var host = MadeUpHost.mixed
        host.regions.append(DaxRegion(id: 1, provider: .cxl, kind: .dynamic, path: "/cxl/1", targetNode: 7))
        host.regions.append(DaxRegion(id: 3, provider: .other, kind: .dynamic, path: "/other/3"))
        var far = Node(id: 7)
        far.distance = 40
        host.nodes.append(far)
        let json = try ListSelection(isBySpeed: true).listing(of: host).json()
        #expect(json["regions"]?.elements.map { $0["id"] } == [2, 0, 1, 3].map { JSON($0) })
        #expect(json.column("chardev", of: "devices") == ["dax2.1", "dax2.10", "dax0.0"])
        #expect(json.column("dev", of: "namespaces") == ["namespace0.0", "namespace0.2"])
        #expect(json["nodes"]?.elements.map { $0["node"] } == [3, 1, 7].map { JSON($0) })
        #expect(json["regions"]?.elements[2]["distance"] == JSON(40))
        #expect(json["regions"]?.elements[3]["distance"] == nil)
    }

    @Test func `each region of an NVDIMM has its own device, and a device that is named brings only its own`()
        throws
    {
        let json = try ListSelection().listing(of: .sample).json()
        let devices = (json["regions"]?.elements ?? []).map { $0["devices"]?.elements ?? [] }
        #expect(devices == [[.string("dax0.1")], [.string("dax0.0")], [.string("dax2.0")]])
        #expect(json.column("provider", of: "devices") == ["pmem", "pmem", "hmem"])
        let one = try ListSelection(devices: [.otherPmem]).listing(of: .sample).json()
        #expect(one.column("path", of: "regions") == ["/sample/region0/dax0.0"])
        #expect(one.column("chardev", of: "devices") == ["dax0.1"])
    }

    @Test func `lists are sorted by number`() throws {
        let json = try ListSelection(includesIdle: true).listing(of: MadeUpHost.mixed).json()
        #expect(json.column("dev", of: "nvdimm_regions") == ["region0", "region10"])
        #expect(json.column("dev", of: "namespaces") == ["namespace0.0", "namespace0.2", "namespace0.10"])
        #expect(json.column("chardev", of: "devices") == ["dax0.0", "dax2.1", "dax2.10", "dax2.11"])
        #expect(json["nodes"]?.elements.map { $0["node"] } == [.integer(1), .integer(3)])
    }

    @Test func `an unbound device is devdax, disabled, with a null driver`() throws {
        let json = try ListSelection().listing(of: MadeUpHost.mixed).json()
        let device = try #require(json.element(of: "devices", where: "chardev", is: "dax2.10"))
        #expect(device["driver"] == .null)
        #expect(device["mode"] == .string("devdax"))
        #expect(device["state"] == .string("disabled"))
        #expect(
            device.keys == [
                "chardev", "region", "provider", "model", "driver", "size", "target_node", "read_bandwidth",
                "write_bandwidth", "read_latency", "write_latency", "align", "mode", "state",
            ])
    }

    @Test func `daxctl's keys keep daxctl's order`() throws {
        let daxctl = [
            "chardev", "size", "target_node", "align", "mode", "online_memblocks", "total_memblocks",
            "movable",
            "state", "mappings",
        ]
        let json = try ListSelection(showsMappings: true, includesIdle: true).listing(of: MadeUpHost.mixed)
            .json()
        for device in json["devices"]?.elements ?? [] {
            let shared = device.keys.filter(daxctl.contains)
            #expect(shared == daxctl.filter(shared.contains))
        }
    }

    @Test(
        arguments: [
            ([(.online, .movable), (.online, .movable)], .bool(true)),
            ([(.online, .movable), (.offline, nil)], .bool(true)),
            ([(.online, .movable), (.online, .normal)], .bool(false)),
            ([(.online, .normal), (nil, nil)], .bool(false)),
            ([(.online, .movable), (.online, nil)], nil),
            ([(.online, .movable), (nil, nil)], nil),
            ([(.offline, nil)], nil),
        ] as [([(MemoryBlock.State?, Zone?)], JSON?)])
    func `movable is said only when it is known`(blocks: [(MemoryBlock.State?, Zone?)], movable: JSON?) throws
    {
        var host = MadeUpHost.empty
        let memory = blocks.enumerated().map {
            MemoryBlock(index: BlockNumber(rawValue: $0), state: $1.0, zone: $1.1)
        }
        host.devices = [
            DaxDevice(name: DeviceName(region: 1, device: 0), path: "", driver: .kmem, blocks: memory)
        ]
        let device = try ListSelection().listing(of: host).json()["devices"]?.elements.first
        let unknown = blocks.count { $0.0 == nil }
        #expect(device?["movable"] == movable)
        #expect(device?["unknown_memblocks"] == (unknown > 0 ? JSON(unknown) : nil))
        #expect(device?["total_memblocks"] == JSON(blocks.count))
    }

    @Test func `every key stands in docs/json.md`() throws {
        var host = MadeUpHost.mixed
        host.devices[0].blocks[0] = MemoryBlock(index: 33, state: nil, zone: nil)
        host.devices[0].blocks[1] = MemoryBlock(index: 34, state: .online, zone: .movable)
        let json = try ListSelection(showsMappings: true, includesIdle: true).listing(of: host).json()
        let text = try documentation()
        let keys = allKeys(of: json)
        #expect(keys.count > 40)
        for key in keys {
            #expect(text.contains("`\(key)`"), "docs/json.md does not describe \(key)")
        }
    }

    private func allKeys(of json: JSON) -> Set<String> {
        switch json {
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(allKeys(of: $1)) }
        case .object(let members):
            members.reduce(into: []) { $0.formUnion(allKeys(of: $1.value).union([$1.key])) }
        default: []
        }
    }

    private func documentation() throws -> String {
        try Golden.text(at: FilePath(#filePath).removingLastComponent().appending("../../docs/json.md"))
    }
}
