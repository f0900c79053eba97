// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
import OrderedJSON
import SampleHosts
import Testing
import Yaml

@Suite("Layouts")
struct LayoutTextTests {
    private static func file(_ text: String, _ path: String = "a.yaml") -> Layout.File {
        Layout.File(path: path, text: .success(Array(text.utf8)))
    }

    private static func key(_ path: String, _ line: Int, _ column: Int, in file: String = "a.yaml")
        -> Layout.Key
    {
        let names = path.split(separator: ".").map(String.init)
        return Layout.Key(names, at: Layout.Place(file: file, line: line, column: column))
    }

    private static func errors(_ files: Layout.File...) -> [LayoutError] {
        do throws(LayoutErrors) {
            _ = try LayoutText.layout(parsing: files)
            return []
        } catch {
            return error.all
        }
    }

    // MARK: What is read

    private static let whole = """
        schema: daxshift.layout/1
        regions:
          pmem:
            match: {serials: ["0x1234", '0x5678'], name: region0}
            exclusive: true
            allow: [destroy]
          expander:
            match: {provider: cxl, target_node: 2, cxl_region: region1, range: 0x140000000-0x23fffffff, speed: tier 4}
            devices:
              rest: {size: max, mode: devdax, align: 2M, allow: [destroy]}
              ram: {size: 50%, mode: system-ram, zone: movable, online: true}
              cold: {size: 1G, mode: system-ram, online: false}
        namespaces:
          data:
            region: pmem
            uuid: 07BC7573-aca8-406e-90d0-17524d99b28d
            name: "5"
            mode: fsdax
            size: 4G
            map: dev
          ram:
            mode: devdax
            size: 40%
            device: {mode: system-ram, zone: kernel}
          log: {mode: sector, sector_size: 4096, allow: [destroy]}
        devices:
          hbm: {match: {speed: fastest}, mode: system-ram}
          one: {match: {uuid: 00000000-0000-0000-0000-000000000001, name: dax0.0}, mode: famfs}
          two: {match: {namespace: data}, mode: disabled, allow: []}
        device_model: bus
        next_boot: "class"
        auto_online_blocks: online_movable
        tiering: {profile: off, demotion: true, numa_balancing: 2, weights: {0: 10, 2: 3}}

        """

    @Test("say what each kind of object is to be, with places, by key")
    func reading() throws {
        let (layout, notes) = try LayoutText.layout(parsing: [Self.file(Self.whole)])

        let expander = Self.key("regions.expander", 7, 3)
        #expect(layout.regions.map(\.key) == [expander, Self.key("regions.pmem", 3, 3)])
        var match = Layout.Match()
        match.provider = .cxl
        match.targetNode = 2
        match.cxlRegion = 1
        match.range = PhysicalRange("0x140000000-0x23fffffff")
        match.speed = .tier(4)
        #expect(layout.regions[0].match == match)
        #expect(!layout.regions[0].isExclusive && !layout.regions[0].allowsDestroying)
        match = Layout.Match()
        match.serials = ["0x1234", "0x5678"]
        match.name = "region0"
        #expect(layout.regions[1].match == match)
        #expect(layout.regions[1].isExclusive && layout.regions[1].allowsDestroying)
        #expect(layout.regions[1].devices == nil)

        let parts = try #require(layout.regions[0].devices)
        #expect(
            parts.map(\.key) == [
                Self.key("regions.expander.devices.cold", 12, 7),
                Self.key("regions.expander.devices.ram", 11, 7),
                Self.key("regions.expander.devices.rest", 10, 7),
            ])
        #expect(
            parts.map(\.shape) == [
                DeviceShape(.size(ByteCount(rawValue: 1 << 30))), DeviceShape(.percent(50)),
                DeviceShape(.maximum, align: ByteCount(rawValue: 2 << 20)),
            ])
        #expect(parts.map(\.use) == [.systemRAMOffline, .systemRAM(.movable), .devdax])
        #expect(parts.map(\.allowsDestroying) == [false, false, true])

        let uuid = "07bc7573-aca8-406e-90d0-17524d99b28d"
        #expect(layout.namespaces.map(\.key.name) == ["data", "log", "ram"])
        #expect(layout.namespaces.map(\.reference) == [.uuid(uuid), .altName("log"), .altName("ram")])
        #expect(layout.namespaces.map(\.shape.altName) == ["5", "log", "ram"])
        #expect(layout.namespaces.map(\.shape.uuid) == [uuid, nil, nil])
        #expect(layout.namespaces.map(\.shape.mode) == [.fsdax, .sector, .devdax])
        #expect(
            layout.namespaces.map(\.shape.extent) == [.size(ByteCount(rawValue: 4 << 30)), nil, .percent(40)])
        #expect(layout.namespaces.map(\.shape.map) == [.device, nil, nil])
        #expect(layout.namespaces.map(\.shape.sectorSize) == [nil, ByteCount(rawValue: 4096), nil])
        #expect(layout.namespaces.map(\.region) == ["pmem", nil, nil])
        #expect(layout.namespaces.map(\.use) == [nil, nil, .systemRAM(.kernel)])
        #expect(layout.namespaces.map(\.allowsDestroying) == [false, true, false])

        #expect(layout.devices.map(\.use) == [.systemRAM(nil), .famfs, .disabled])
        #expect(layout.devices.map(\.match.speed) == [.fastest, nil, nil])
        #expect(
            layout.devices.map(\.match.namespace) == [
                nil, .uuid("00000000-0000-0000-0000-000000000001"), .altName("data"),
            ])
        #expect(layout.devices.map(\.match.name) == [nil, "dax0.0", nil])
        #expect(layout.devices.map(\.allowsDestroying) == [false, false, false])

        #expect(layout.model == .init(Self.key("device_model", 30, 1), .bus))
        #expect(layout.nextBoot == .init(Self.key("next_boot", 31, 1), .class))
        #expect(layout.autoOnline == .init(Self.key("auto_online_blocks", 32, 1), .onlineMovable))
        var tiering = Layout.Tiering()
        tiering.profile = .off
        tiering.demotion = true
        tiering.numaBalancing = 2
        tiering.weights = .explicit([0: 10, 2: 3])
        #expect(layout.tiering == .init(Self.key("tiering", 33, 1), tiering))

        #expect(
            notes == [
                .kernelNumber(Self.key("regions.expander.match.cxl_region", 8, 44)),
                .kernelNumber(Self.key("regions.pmem.match.name", 4, 44)),
                .kernelNumber(Self.key("devices.one.match.name", 28, 61)),
            ])
    }

    @Test(
        "give speeds in words",
        arguments: [
            ("fastest", .fastest), ("slowest", .slowest), ("tier 0", .tier(0)),
            (">= 100 GB/s", .bandwidth(atLeast: 100_000_000_000)),
            ("≥ 1 MB/s", .bandwidth(atLeast: 1_000_000)),
            (">=7 B/s", .bandwidth(atLeast: 7)), ("≥2 kB/s", .bandwidth(atLeast: 2000)),
            (">= 2 TB/s", .bandwidth(atLeast: 2_000_000_000_000)), ("<= 200 ns", .latency(atMost: 200)),
            ("≤200 ns", .latency(atMost: 200)),
        ] as [(String, Layout.Speed)])
    func speeds(text: String, speed: Layout.Speed) throws {
        #expect(try Self.speed(text) == speed)
    }

    @Test(
        "give no other speeds",
        arguments: [
            "", "fast", "tier", "tier -1", "tier 4 5", ">= 100", ">= 100 GiB/s", ">= 0 GB/s", "<= 0 ns",
            "<= 1 us", "> 1 GB/s",
            ">= 1.5 GB/s", ">= 18446744073709551615 GB/s", ">= 9223372036854775807 GB/s", "100 GB/s", "GB/s",
            ">=", ">= ns", "<= 5 GB/s",
            ">= 100GB/s", "≥", "≤ ns", ">= 5 ns",
        ])
    func noSpeeds(text: String) { #expect(throws: LayoutErrors.self) { try Self.speed(text) } }

    private static func speed(_ text: String) throws -> Layout.Speed? {
        let text = "schema: daxshift.layout/1\ndevices: {a: {match: {speed: \"\(text)\"}, mode: devdax}}\n"
        return try LayoutText.layout(parsing: [file(text)]).layout.devices[0].match.speed
    }

    // MARK: Several files

    @Test("are merged by key: later entries replace earlier ones, and are named with both places")
    func merging() throws {
        let first = Self.file(Self.whole, "layout.yaml")
        let second = Self.file(
            """
            schema: daxshift.layout/1
            namespaces:
              data: {region: pmem}
              more: {region: pmem, size: 10%}
            device_model: class
            tiering: {}
            """, "layout.d/5.yaml")
        let (layout, notes) = try LayoutText.layout(parsing: [first, second])
        #expect(layout.namespaces.map(\.key.name) == ["data", "log", "more", "ram"])
        #expect(layout.namespaces[0].shape.uuid == nil)
        #expect(layout.namespaces[0].key == Self.key("namespaces.data", 3, 3, in: "layout.d/5.yaml"))
        #expect(layout.model?.content == .class)
        #expect(layout.tiering?.content == Layout.Tiering())
        #expect(layout.regions.count == 2)
        #expect(
            notes.suffix(3) == [
                .replaces(
                    Self.key("namespaces.data", 3, 3, in: "layout.d/5.yaml"),
                    Self.key("", 14, 3, in: "layout.yaml").place),
                .replaces(
                    Self.key("device_model", 5, 1, in: "layout.d/5.yaml"),
                    Self.key("", 30, 1, in: "layout.yaml").place),
                .replaces(
                    Self.key("tiering", 6, 1, in: "layout.d/5.yaml"),
                    Self.key("", 33, 1, in: "layout.yaml").place),
            ])
        #expect(throws: Never.self) { try LayoutText.layout(parsing: []) }
    }

    @Test("mean the same in whichever order their entries stand")
    func order() throws {
        let turned = """
            tiering: {weights: {2: 3, 0: 10}, demotion: true, profile: off, numa_balancing: 2}
            device_model: bus
            auto_online_blocks: online_movable
            next_boot: class
            namespaces:
              ram: {size: 40%, device: {zone: kernel, mode: system-ram}, mode: devdax}
              log: {sector_size: 4K, allow: [destroy], mode: sector}
              data: {map: dev, size: 4G, mode: fsdax, name: '5', uuid: 07bc7573-aca8-406e-90d0-17524d99b28d, region: pmem}
            devices:
              two: {mode: disabled, match: {namespace: data}}
              one: {mode: famfs, match: {name: dax0.0, uuid: 00000000-0000-0000-0000-000000000001}}
              hbm: {mode: system-ram, online: true, match: {speed: fastest}}
            regions:
              expander:
                devices:
                  cold: {size: 1024M, online: false, mode: system-ram}
                  ram: {mode: system-ram, size: 50%, zone: movable}
                  rest: {allow: [destroy], size: max, mode: devdax, align: 2MiB}
                match: {speed: "tier 4", provider: cxl, target_node: 2, cxl_region: 1, range: 140000000-23fffffff}
              pmem: {allow: [destroy], exclusive: true, match: {name: region0, serials: ["0x1234", "0x5678"]}}
            schema: daxshift.layout/1
            """
        let whole = try LayoutText.layout(parsing: [Self.file(Self.whole)]).layout
        #expect(
            try LayoutText.layout(parsing: [Self.file(turned)]).layout.withoutPlaces == whole.withoutPlaces)
    }

    // MARK: Writing

    @Test("are read as they were written, from YAML and from JSON")
    func roundTrip() throws {
        var layouts = RandomLayout(seed: 17)
        var sizes = Set<Int>()
        for _ in 0..<1000 {
            let layout = layouts.layout()
            sizes.insert(layout.namespaces.count)
            var forms = [LayoutText.text(of: layout)]
            let json = LayoutText.json(of: layout)
            // In JSON a next line stands as it is, which libyaml takes for the end of a line.
            if !json.line().unicodeScalars.contains("\u{85}") { forms += [json.text(), json.line()] }
            for form in forms {
                do throws(LayoutErrors) {
                    let read = try LayoutText.layout(parsing: [Self.file(form)]).layout
                    if read.withoutPlaces != layout { Issue.record("\(form) is read as \(read)") }
                } catch {
                    Issue.record("\(form): \(error.all)")
                }
            }
        }
        #expect(sizes.count > 2)
    }

    @Test("are written in one order, with quotes where YAML needs them")
    func written() throws {
        let whole = try LayoutText.layout(parsing: [Self.file(Self.whole)]).layout
        #expect(
            LayoutText.text(of: whole) == """
                schema: daxshift.layout/1
                regions:
                  expander:
                    match:
                      provider: cxl
                      cxl_region: 1
                      range: "0x140000000-0x23fffffff"
                      target_node: 2
                      speed: "tier 4"
                    devices:
                      cold:
                        size: 1G
                        mode: system-ram
                        online: false
                      ram:
                        size: 50%
                        mode: system-ram
                        zone: movable
                      rest:
                        size: max
                        align: 2M
                        mode: devdax
                        allow: [destroy]
                  pmem:
                    match:
                      name: region0
                      serials: ["0x1234", "0x5678"]
                    exclusive: true
                    allow: [destroy]
                namespaces:
                  data:
                    region: pmem
                    uuid: "07bc7573-aca8-406e-90d0-17524d99b28d"
                    name: "5"
                    mode: fsdax
                    size: 4G
                    map: dev
                  log:
                    mode: sector
                    sector_size: 4K
                    allow: [destroy]
                  ram:
                    mode: devdax
                    size: 40%
                    device:
                      mode: system-ram
                      zone: kernel
                devices:
                  hbm:
                    match:
                      speed: fastest
                    mode: system-ram
                  one:
                    match:
                      name: dax0.0
                      uuid: "00000000-0000-0000-0000-000000000001"
                    mode: famfs
                  two:
                    match:
                      namespace: data
                    mode: disabled
                device_model: bus
                next_boot: class
                auto_online_blocks: online_movable
                tiering:
                  profile: "off"
                  demotion: true
                  numa_balancing: 2
                  weights:
                    "0": 10
                    "2": 3

                """)
        #expect(LayoutText.text(of: Layout()) == "schema: daxshift.layout/1\n")
    }

    // MARK: Bad input

    private static let shared = ["provider", "cxl_region", "range", "target_node", "speed", "name"]
    private static let modes = LayoutError.Form.word(["system-ram", "devdax", "famfs", "disabled"])
    private static let longName = String(repeating: "é", count: 32)

    /// A text after the line with the schema, the keys and the place of its one error, and the fault.
    private static let bad: [(String, String, Int, Int, LayoutError.Fault)] = [
        // YAML
        ("regions: &a {}\n", "", 2, 10, .yaml(.anchor)),
        ("regions: *a\n", "", 2, 10, .yaml(.alias)),
        (
            "next_boot: bus\nnext_boot: bus\n", "", 3, 1,
            .yaml(.keyTwice("next_boot", first: YamlPlace(line: 2, column: 1)))
        ),
        ("next_boot: !!str bus\n", "", 2, 12, .yaml(.tag("tag:yaml.org,2002:str"))),
        ("---\na: 1\n", "", 2, 1, .yaml(.secondDocument)),
        (
            "regions: [\n", "", 3, 1,
            .yaml(.syntax("did not find expected node content", context: "while parsing a flow node"))
        ),
        // Keys
        ("region: {}\n", "region", 2, 1, .unknownKey(known: roots)),
        ("namespaces: {a: {szie: 4G}}\n", "namespaces.a.szie", 2, 18, .unknownKey(known: namespaceKeys)),
        (
            "regions: {a: {match: {uuid: x, speed: fastest}}}\n", "regions.a.match.uuid", 2, 23,
            .unknownKey(known: ["serials"] + shared)
        ),
        (
            "devices: {a: {match: {serials: [x], speed: fastest}, mode: devdax}}\n",
            "devices.a.match.serials", 2, 23,
            .unknownKey(known: ["uuid", "namespace"] + shared)
        ),
        ("namespaces: {\"\": {}}\n", "namespaces.", 2, 14, .value(.plain(""), .name)),
        ("namespaces: {\(longName): {}}\n", "namespaces." + longName, 2, 14, .value(.plain(longName), .name)),
        ("namespaces: {\"a\\n\": {}}\n", "namespaces.a\n", 2, 14, .value(.plain("a\n"), .name)),
        // Types
        ("regions: []\n", "regions", 2, 10, .value(.list, .mapping)),
        ("regions:\n", "regions", 2, 9, .value(.nothing, .mapping)),
        ("namespaces: {a: ~}\n", "namespaces.a", 2, 17, .value(.nothing, .mapping)),
        ("namespaces: {a: fsdax}\n", "namespaces.a", 2, 17, .value(.plain("fsdax"), .mapping)),
        (
            "regions: {a: {match: {speed: fastest}, exclusive: yes}}\n", "regions.a.exclusive", 2, 51,
            .value(.plain("yes"), .flag)
        ),
        (
            "regions: {a: {match: {speed: fastest}, exclusive: \"true\"}}\n", "regions.a.exclusive", 2, 51,
            .value(.quoted("true"), .flag)
        ),
        ("tiering: {demotion: 1}\n", "tiering.demotion", 2, 21, .value(.plain("1"), .flag)),
        (
            "tiering: {numa_balancing: 4}\n", "tiering.numa_balancing", 2, 27,
            .value(.plain("4"), .number(0...3))
        ),
        (
            "tiering: {numa_balancing: '2'}\n", "tiering.numa_balancing", 2, 27,
            .value(.quoted("2"), .number(0...3))
        ),
        (
            "tiering: {numa_balancing: -1}\n", "tiering.numa_balancing", 2, 27,
            .value(.plain("-1"), .number(0...3))
        ),
        (
            "tiering: {profile: fast}\n", "tiering.profile", 2, 20,
            .value(.plain("fast"), .word(["capacity", "bandwidth", "latency", "off"]))
        ),
        ("tiering: {weights: all}\n", "tiering.weights", 2, 20, .value(.plain("all"), .weights)),
        ("tiering: {weights: {}}\n", "tiering.weights", 2, 20, .value(.mapping, .weights)),
        ("tiering: {weights: {0: 0}}\n", "tiering.weights.0", 2, 24, .value(.plain("0"), .number(1...255))),
        (
            "tiering: {weights: {0: 256}}\n", "tiering.weights.0", 2, 24,
            .value(.plain("256"), .number(1...255))
        ),
        ("tiering: {weights: {node0: 1}}\n", "tiering.weights.node0", 2, 21, .value(.plain("node0"), .node)),
        ("device_model: true\n", "device_model", 2, 15, .value(.plain("true"), .word(["bus", "class"]))),
        ("next_boot: [bus]\n", "next_boot", 2, 12, .value(.list, .word(["bus", "class"]))),
        (
            "auto_online_blocks: movable\n", "auto_online_blocks", 2, 21,
            .value(.plain("movable"), .word(["offline", "online", "online_kernel", "online_movable"]))
        ),
        (
            "namespaces: {a: {mode: dax}}\n", "namespaces.a.mode", 2, 24,
            .value(.plain("dax"), .word(["fsdax", "devdax", "sector", "raw"]))
        ),
        (
            "namespaces: {a: {map: ram}}\n", "namespaces.a.map", 2, 23,
            .value(.plain("ram"), .word(["mem", "dev"]))
        ),
        ("namespaces: {a: {name: 5}}\n", "namespaces.a.name", 2, 24, .value(.plain("5"), .name)),
        ("namespaces: {a: {name: true}}\n", "namespaces.a.name", 2, 24, .value(.plain("true"), .name)),
        ("namespaces: {a: {name: ''}}\n", "namespaces.a.name", 2, 24, .value(.quoted(""), .name)),
        (
            "namespaces: {a: {name: \(longName)}}\n", "namespaces.a.name", 2, 24,
            .value(.plain(longName), .name)
        ),
        ("namespaces: {a: {uuid: abc}}\n", "namespaces.a.uuid", 2, 24, .value(.plain("abc"), .uuid)),
        (
            "namespaces: {a: {uuid: 00000000-0000-0000-0000-000000000000}}\n", "namespaces.a.uuid", 2, 24,
            .value(.plain("00000000-0000-0000-0000-000000000000"), .uuid)
        ),
        ("namespaces: {a: {region: {}}}\n", "namespaces.a.region", 2, 26, .value(.mapping, .regionKey)),
        (
            "namespaces: {a: {allow: destroy}}\n", "namespaces.a.allow", 2, 25,
            .value(.plain("destroy"), .words(["destroy"]))
        ),
        (
            "namespaces: {a: {allow: [all]}}\n", "namespaces.a.allow", 2, 26,
            .value(.plain("all"), .words(["destroy"]))
        ),
        // Sizes
        ("namespaces: {a: {size: 4X}}\n", "namespaces.a.size", 2, 24, .value(.plain("4X"), .extent)),
        ("namespaces: {a: {size: 0}}\n", "namespaces.a.size", 2, 24, .value(.plain("0"), .extent)),
        ("namespaces: {a: {size: 0%}}\n", "namespaces.a.size", 2, 24, .value(.plain("0%"), .extent)),
        ("namespaces: {a: {size: 101%}}\n", "namespaces.a.size", 2, 24, .value(.plain("101%"), .extent)),
        ("namespaces: {a: {size: -1}}\n", "namespaces.a.size", 2, 24, .value(.plain("-1"), .extent)),
        (
            "namespaces: {a: {size: 16777216T}}\n", "namespaces.a.size", 2, 24,
            .value(.plain("16777216T"), .extent)
        ),
        ("namespaces: {a: {align: max}}\n", "namespaces.a.align", 2, 25, .value(.plain("max"), .size)),
        (
            "namespaces: {a: {sector_size: 50%}}\n", "namespaces.a.sector_size", 2, 31,
            .value(.plain("50%"), .size)
        ),
        // Matches
        (
            "regions: {a: {match: {}}}\n", "regions.a.match", 2, 15, .noMatch(keys: ["serials"] + shared)
        ),
        ("regions: {a: {}}\n", "regions.a.match", 2, 11, .missing(.mapping)),
        ("regions: {a: {match: fastest}}\n", "regions.a.match", 2, 22, .value(.plain("fastest"), .mapping)),
        (
            "regions: {a: {match: {serials: [0x1234]}}}\n", "regions.a.match.serials", 2, 33,
            .value(.plain("0x1234"), .serials)
        ),
        ("regions: {a: {match: {serials: []}}}\n", "regions.a.match.serials", 2, 32, .value(.list, .serials)),
        (
            "regions: {a: {match: {serials: x}}}\n", "regions.a.match.serials", 2, 32,
            .value(.plain("x"), .serials)
        ),
        (
            "regions: {a: {match: {provider: other}}}\n", "regions.a.match.provider", 2, 33,
            .value(.plain("other"), .word(["pmem", "hmem", "cxl"]))
        ),
        (
            "regions: {a: {match: {range: 5-3}}}\n", "regions.a.match.range", 2, 30,
            .value(.plain("5-3"), .range)
        ),
        (
            "regions: {a: {match: {target_node: -1}}}\n", "regions.a.match.target_node", 2, 36,
            .value(.plain("-1"), .node)
        ),
        (
            "regions: {a: {match: {cxl_region: x}}}\n", "regions.a.match.cxl_region", 2, 35,
            .value(.plain("x"), .cxlRegion)
        ),
        (
            "regions: {a: {match: {name: dax0.0}}}\n", "regions.a.match.name", 2, 29,
            .value(.plain("dax0.0"), .regionName)
        ),
        (
            "devices: {a: {match: {name: region0}, mode: devdax}}\n", "devices.a.match.name", 2, 29,
            .value(.plain("region0"), .deviceName)
        ),
        (
            "regions: {a: {match: {speed: quick}}}\n", "regions.a.match.speed", 2, 30,
            .value(.plain("quick"), .speed)
        ),
        (
            "devices: {a: {match: {namespace: b, uuid: 07bc7573-aca8-406e-90d0-17524d99b28d}, mode: devdax}}\n",
            "devices.a.match.namespace", 2, 23, .notWith("uuid")
        ),
        // What does not go together
        ("devices: {a: {match: {speed: fastest}}}\n", "devices.a.mode", 2, 11, .missing(modes)),
        (
            "devices: {a: {match: {speed: fastest}, mode: devdax, zone: kernel}}\n", "devices.a.zone", 2, 54,
            .onlyWith("mode: system-ram")
        ),
        (
            "devices: {a: {match: {speed: fastest}, mode: famfs, online: true}}\n", "devices.a.online", 2, 53,
            .onlyWith("mode: system-ram")
        ),
        (
            "devices: {a: {match: {speed: fastest}, mode: system-ram, zone: kernel, online: false}}\n",
            "devices.a.zone",
            2, 58, .notWith("online: false")
        ),
        (
            "namespaces: {a: {mode: fsdax, device: {mode: devdax}}}\n", "namespaces.a.device", 2, 31,
            .onlyWith("mode: devdax")
        ),
        (
            "namespaces: {a: {device: {mode: devdax}}}\n", "namespaces.a.device", 2, 18,
            .onlyWith("mode: devdax")
        ),
        ("namespaces: {a: {mode: devdax, device: {}}}\n", "namespaces.a.device.mode", 2, 32, .missing(modes)),
        (
            "regions: {a: {match: {speed: fastest}, devices: {b: {mode: devdax}}}}\n",
            "regions.a.devices.b.size", 2, 50,
            .missing(.extent)
        ),
        (
            "regions: {a: {match: {speed: fastest}, devices: {b: {size: 4G, zone: kernel}}}}\n",
            "regions.a.devices.b.mode", 2, 50, .missing(modes)
        ),
        // Entries that contradict each other
        (
            "regions:\n  a:\n    match: {speed: fastest}\n    devices:\n      b: {size: 60%, mode: devdax}\n"
                + "      a: {size: 41%, mode: devdax}\n",
            "regions.a.devices.a", 7, 7, .shares(101)
        ),
        (
            "regions:\n  a:\n    match: {speed: fastest}\n    devices:\n      b: {size: max, mode: devdax}\n"
                + "      a: {size: max, mode: devdax}\n",
            "regions.a.devices.a", 7, 7, .secondMaximum(first: key("regions.a.devices.b", 6, 7))
        ),
        ("namespaces:\n  b: {size: 60%}\n  a: {size: 60%}\n", "namespaces.a", 4, 3, .shares(120)),
        (
            "namespaces:\n  b: {size: max}\n  a: {size: max}\n", "namespaces.a", 4, 3,
            .secondMaximum(first: key("namespaces.b", 3, 3))
        ),
        (
            "regions: {b: {match: {speed: fastest}}}\nnamespaces: {a: {region: c}}\n", "namespaces.a", 3, 14,
            .unknownRegion("c", known: ["b"])
        ),
        (
            "namespaces: {a: {name: x}, x: {size: 1G}}\n", "namespaces.x", 2, 28,
            .sameObject(first: key("namespaces.a", 2, 14))
        ),
        (
            "devices: {b: {match: {target_node: 2}, mode: devdax}, a: {match: {target_node: 2}, mode: famfs}}\n",
            "devices.a", 2, 55, .sameObject(first: key("devices.b", 2, 11))
        ),
        (
            "regions: {b: {match: {serials: [x]}}, a: {match: {serials: [x]}}}\n", "regions.a", 2, 39,
            .sameObject(first: key("regions.b", 2, 11))
        ),
    ]

    private static let roots = [
        "schema", "regions", "namespaces", "devices", "device_model", "next_boot", "auto_online_blocks",
        "tiering",
    ]
    private static let namespaceKeys = [
        "region", "uuid", "name", "mode", "size", "align", "map", "sector_size", "device", "allow",
    ]

    @Test("are refused with the place and the fault", arguments: bad.indices)
    func refused(index: Int) {
        let (text, path, line, column, fault) = Self.bad[index]
        let errors = Self.errors(Self.file("schema: daxshift.layout/1\n" + text))
        #expect(errors.map(\.fault) == [fault], "\(text)")
        #expect(errors.map(\.key.place) == [Self.key("", line, column).place], "\(text)")
        #expect(errors.map { $0.key.path.joined(separator: ".") } == [path], "\(text)")
        #expect(errors.allSatisfy { !$0.isOfWholeFile })
    }

    @Test(
        "have a schema",
        arguments: [
            ("", 1, 1, .value(.nothing, .mapping)), ("# none\n", 1, 1, .value(.nothing, .mapping)),
            ("{}", 1, 1, .missing(.schema)),
            ("schema: daxshift.layout/2\n", 1, 9, .value(.plain("daxshift.layout/2"), .schema)),
            ("schema: 1\n", 1, 9, .value(.plain("1"), .schema)), ("[]", 1, 1, .value(.list, .mapping)),
            ("layout", 1, 1, .value(.plain("layout"), .mapping)),
        ] as [(String, Int, Int, LayoutError.Fault)])
    func schema(text: String, line: Int, column: Int, fault: LayoutError.Fault) {
        let errors = Self.errors(Self.file(text))
        #expect(errors.map(\.fault) == [fault])
        #expect(errors.map(\.key.place) == [Self.key("", line, column).place])
    }

    @Test("are refused with all errors of all files at once, by place")
    func all() {
        let errors = Self.errors(
            Self.file(
                "schema: daxshift.layout/1\nnamespaces: {a: {size: x, mode: y, region: none}}\ntier: 1\n"),
            Layout.File(path: "b.yaml", text: .failure(.init(reason: "it is not a plain file"))),
            Self.file(String(repeating: " ", count: 1 << 20 + 1), "c.yaml"),
            Self.file("schema: daxshift.layout/1\n\ttiering", "d.yaml"))
        #expect(errors.map(\.key.place.file) == ["a.yaml", "a.yaml", "a.yaml", "b.yaml", "c.yaml", "d.yaml"])
        #expect(errors.prefix(3).map(\.key.place.column) == [24, 33, 1])
        #expect(errors[3].fault == .unreadable("it is not a plain file"))
        #expect(errors[4].fault == .yaml(.tooLarge(limit: 1 << 20)))
        #expect(errors.map(\.isOfWholeFile) == [false, false, false, true, true, false])
        #expect(Self.errors(Self.file((0..<1000).map { "a\($0): 1\n" }.joined())).count == 100)
    }
}
