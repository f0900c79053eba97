// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("The text of a configuration file")
struct IniFileTests {
    /// What iniparser 4.1 makes of the same lines.
    @Test(
        "is read as daxctl's library reads it",
        arguments: [
            ("A = b", "b"), ("a=1;c", "1"), ("a = x y  # c", "x y"), ("  a\t=  b ", "b"), ("a==b", "=b"),
            ("a = \"x;y\" ; z", "x;y"), ("a='q", "q"), ("a = ' b '", " b "), ("a = \"b\"c", "b"),
            ("a = \"it's\" x", "it's"), ("a = b\"c\"", "b\"c\""), ("a=\"", "\""), ("a = \"\"", ""),
            ("a=''", ""), ("a=\"\" # b", ""), ("a=", ""), ("a=;x", ""), ("a = #", ""),
            ("a = x\\\n  y", "x  y"), ("a = x\\\n", "x"), ("a = x\\  \r\ny\r", "xy"),
            ("a = x\\\n#b\\\nc", "x"),
            ("# b\\\n  c = d\na = x", "x"), ("; a = b\na = c", "c"),
        ])
    func dialect(line: String, value: String) {
        #expect(
            IniFile("\n[ Name of it ] \n" + line).sections == [
                section(
                    "Name of it", 2,
                    [("a", value, 3 + (line.hasSuffix("a = x") ? 2 : line.hasPrefix(";") ? 1 : 0))])
            ])
    }

    @Test("has a section for each header, and what no header stands before")
    func sections() {
        #expect(
            IniFile("a=1\n[b]c]\n[d]\ne=f\n[d]").sections == [
                section(nil, 1, [("a", "1", 1)]), section("b", 2), section("d", 3, [("e", "f", 4)]),
                section("d", 5),
            ])
        #expect(IniFile("").sections.isEmpty && IniFile("# a\n\n").sections.isEmpty)
    }

    @Test(
        "has the first line that makes no sense as the fault of its section",
        arguments: [
            ("[a]\nb\nc", 2, .noKey(line: "b")), ("[a]\n=b", 2, .noKey(line: "=b")),
            ("b\\\nc", 1, .noKey(line: "bc")), ("[a", 1, .noHeader(line: "[a")),
            ("[]\n=b", 1, .noHeader(line: "[]")), ("[a] # b=c", 1, .noHeader(line: "[a] # b=c")),
        ] as [(String, Int, Finding.ConfigurationFault)])
    func faults(text: String, line: Int, fault: Finding.ConfigurationFault) {
        let sections = IniFile(text).sections
        #expect(sections.count == 1)
        #expect(sections.first?.fault == IniFile.Fault(line: line, cause: fault))
    }

    private func section(
        _ name: String?, _ line: Int, _ entries: [(String, String, Int)] = []
    ) -> IniFile.Section {
        var section = IniFile.Section(name: name, line: line)
        section.entries = entries.map { IniFile.Entry(key: $0, value: $1, line: $2) }
        return section
    }
}

/// The configuration of one file with a text.
private func configuration(_ text: String) -> DeviceConfiguration {
    DeviceConfiguration([.init(path: "a.conf", text: .success(text))])
}

/// The keys that say which devices are meant.
private let matching = [
    "nvdimm.uuid", "region.id", "region.provider", "cxl.region", "range", "target_node",
]

private let uuid = "ED93e918-e165-49d8-921d-383d7b9660c5"

@Suite("The saved configuration")
struct ConfigurationTests {
    @Test(
        "is a mode, system-ram by default, and for that where the memory goes",
        arguments: [
            ("", .systemRAM(nil)), ("mode = system-ram", .systemRAM(nil)), ("mode = devdax", .devdax),
            ("mode = famfs", .famfs), ("online = true", .systemRAM(nil)),
            ("online = false", .systemRAMOffline),
            ("movable = Yes", .systemRAM(.movable)), ("movable = no", .systemRAM(.kernel)),
            ("ONLINE = 0\nmovable = 1", .systemRAMOffline), ("mode = devdax\nmovable = false", .devdax),
        ] as [(String, Request.Change)])
    func changes(keys: String, change: Request.Change) {
        let read = configuration("[Reconfigure-Device \t x]\nnvdimm.uuid = \(uuid)\n" + keys)
        #expect(read.problems.isEmpty)
        #expect(read.sections.map(\.change) == [change])
    }

    @Test(
        "means the devices that all of it is true of",
        arguments: [
            ("nvdimm.uuid = \(uuid)", [.pmem]), ("target_node = 2", [.otherPmem]),
            ("region.provider = hmem", [.hmem]), ("region.provider = pmem", [.pmem, .otherPmem]),
            ("region.id = 2\nregion.provider = hmem", [.hmem]),
            ("region.id = region2\nregion.provider = pmem", []), ("cxl.region = region3", [.cxl]),
            ("cxl.region = 3\ntarget_node = 4", [.cxl]), ("cxl.region = 0", []),
            ("range = 0x100000000-0x11fffffff", [.hmem]), ("range = 100000000-120000000", [.hmem]),
            ("range = 0x100000000-0x11ffffffe", []),
            ("range = 0x0-0xfffffffffffffffe", [.pmem, .otherPmem, .hmem]),
        ] as [(String, [DeviceName])])
    func matches(keys: String, names: [DeviceName]) {
        var host = Inventory.sample
        host.namespaces = [
            Namespace(
                name: KernelName(rawValue: "namespace0.0"), region: KernelName(rawValue: "region0"),
                mode: "devdax",
                uuid: uuid, device: .pmem, isEnabled: true)
        ]
        host.regions.append(
            DaxRegion(id: 3, provider: .cxl, kind: .dynamic, path: "/root0/decoder0.0/region3/dax_region3"))
        host.devices.append(
            DaxDevice(
                name: .cxl, path: "/root0/decoder0.0/region3/dax_region3/\(DeviceName.cxl)", targetNode: 4))
        let read = configuration("[reconfigure-device]\n" + keys)
        #expect(read.problems.isEmpty)
        #expect(
            host.devices.filter { read.entry(for: $0, in: host) != .nothing }.map(\.name) == names)
    }

    @Test(
        "is told when it makes no sense, with the file, the line and what would be right",
        arguments: [
            ("", 2, .noDeviceMeant(keys: matching)),
            ("target_node = 1\nmode = ram", 4, .badValue(key: "mode", "ram", .mode)),
            ("target_node = 1\nmode =", 4, .badValue(key: "mode", "", .mode)),
            ("target_node = 1\nonline = on", 4, .badValue(key: "online", "on", .flag)),
            ("target_node = one", 3, .badValue(key: "target_node", "one", .node)),
            ("target_node = 1\nmode = devdax\nonline = false", 2, .onlineInMode(.devdax)),
            ("nvdimm.uuid = x", 3, .badValue(key: "nvdimm.uuid", "x", .uuid)),
            ("region.id = 2", 2, .noProvider),
            ("region.provider = other", 3, .badValue(key: "region.provider", "other", .provider)),
            ("range = 0x2-0x1", 3, .badValue(key: "range", "0x2-0x1", .range)),
            ("cxl.region = dax_region1", 3, .badValue(key: "cxl.region", "dax_region1", .region)),
            ("target_node = 1\ntarget_node = 2", 4, .keyTwice("target_node")),
            (
                "target_node = 1\nsize = 1G", 4,
                .unknownKey("size", known: matching + ["mode", "online", "movable"])
            ),
            ("target_node = 1\nonline false\nsize = 1", 4, .noKey(line: "online false")),
        ] as [(String, Int, Finding.ConfigurationFault)])
    func problems(keys: String, line: Int, fault: Finding.ConfigurationFault) throws {
        let read = configuration("\n[reconfigure-device x]\n" + keys + "\n")
        #expect(read.sections.isEmpty)
        #expect(read.problems.count == 1)
        let problem = try #require(read.problems.first)
        #expect(problem.place == .init(file: "a.conf", line: line))
        #expect(problem.header == "[reconfigure-device x]")
        #expect(problem.fault == fault)
        #expect(problem.finding().remedies == [.correct(fault)])
    }

    @Test("has a problem for each section without sense, and none for those of others")
    func several() {
        let read = DeviceConfiguration([
            .init(
                path: "a",
                text: .success("[core]\nx=1\n[reconfigure-device a]\nx=1\n[reconfigure-device b]\n")),
            .init(path: "b", text: .success("mode=devdax\n[reconfigure-device c\ntarget_node=1")),
            .init(path: "c", text: .failure(.init(reason: "Permission denied"))),
            .init(path: "d", text: .success("[reconfigure-device d]\ntarget_node=1")),
            .init(path: "e", text: .success("[Reconfigure-device D]\ntarget_node=2")),
        ])
        #expect(read.sections.isEmpty)
        #expect(
            read.problems.map(\.place.description) == [
                "a, line 4", "a, line 5", "b, line 1", "b, line 2", "c", "d, line 1", "e, line 1",
            ])
        #expect(
            read.problems.map(\.header) == [
                "[reconfigure-device a]", "[reconfigure-device b]", nil, nil, nil, "[reconfigure-device d]",
                "[Reconfigure-device D]",
            ])
        #expect(
            read.problems.map(\.fault) == [
                .unknownKey("x", known: matching + ["mode", "online", "movable"]),
                .noDeviceMeant(keys: matching), .outsideSection(key: "mode"),
                .noHeader(line: "[reconfigure-device c"), .unreadable("Permission denied"),
                .sameName(.init(file: "e", line: 1)), .sameName(.init(file: "d", line: 1)),
            ])
    }

    @Test("of a section without sense is about the devices that the rest of it means, or about all")
    func concerns() {
        let host = Inventory.sample
        func devices(_ text: String) -> [DeviceName] {
            let read = configuration(text)
            return host.devices.filter { read.entry(for: $0, in: host) == .malformed(read.problems) }.map(
                \.name)
        }
        #expect(devices("[reconfigure-device a]\ntarget_node = 1\nmode = ram") == [.pmem])
        #expect(devices("[reconfigure-device a]\ntarget_nod = 1").count == 3)
        #expect(
            devices(
                "[reconfigure-device a]\nmode = ram\n[reconfigure-device b]\ntarget_node = 1") == [
                    .otherPmem, .hmem,
                ])
    }
}

@Suite("A request for what is written down")
struct ConfiguredRequestTests {
    private func host(_ text: String) -> Inventory {
        var host = Inventory.sample
        host.configuration = configuration(text)
        return host
    }

    private func refusal(_ request: Request, on host: Inventory) -> [Finding] {
        do throws(Refusal) {
            _ = try Planner(host).plan(request)
            return []
        } catch {
            return error.findings
        }
    }

    @Test("is the plan of the request that says the same")
    func same() throws {
        let host = host(
            "[reconfigure-device a]\ntarget_node = 1\nmovable = false\n[reconfigure-device b]\ntarget_node = 3"
        )
        let plan = try Planner(host).plan(Request(.configured))
        #expect(plan.devices.map(\.isUnchanged) == [false, true, false])
        #expect(plan.devices[1].notes.map(\.cause) == [.configuration(.noSection)])
        #expect(
            try Planner(host).plan(Request(.configured, .pmem))
                == Planner(host).plan(Request(.systemRAM(.kernel), .pmem)))
        #expect(
            try Planner(host).plan(Request(.configured, .hmem))
                == Planner(host).plan(Request(.systemRAM(nil), .hmem)))
    }

    @Test("brings a device of the class model to the bus only where a section is about it")
    func migrates() throws {
        var host = Inventory.classSample
        host.configuration = configuration("[reconfigure-device a]\ntarget_node = 1")
        var request = Request(.configured, .pmem, .otherPmem)
        request.migrates = true
        #expect(try Planner(host).plan(request).devices.map(\.isUnchanged) == [false, true])
    }

    @Test(
        "takes memory offline that the kernel brought online, where it may",
        arguments: [DaxDevice.Mode.devdax, .famfs])
    func offline(mode: DaxDevice.Mode) throws {
        var host = Inventory.sample.inKmem(.pmem, online: .movable)
        host.modules.append(DriverModule(name: "fsdev_dax", state: .loaded))
        host.configuration = configuration("[reconfigure-device a]\ntarget_node = 1\nmode = \(mode.rawValue)")
        var request = Request(.configured, .pmem)
        #expect(throws: Refusal.self) { try Planner(host).plan(request) }
        request.takesConfiguredOffline = true
        let steps = try Planner(host).plan(request).steps
        let blocks = host.device(.pmem)?.blocks.map(\.index) ?? []
        let offline = steps.compactMap {
            if case .block(let index, .offline) = $0.action { index } else { nil }
        }
        #expect(!blocks.isEmpty && offline.sorted() == blocks)
        // What a section does not say is lost only by --force.
        host.configuration = configuration("[reconfigure-device a]\ntarget_node = 1\nmovable = false")
        #expect(throws: Refusal.self) { try Planner(host).plan(request) }
    }

    @Test("is refused for a device that two sections are about, as for one UUID given twice")
    func twice() {
        let host = host(
            "[reconfigure-device a]\ntarget_node = 1\n[reconfigure-device b]\nregion.provider = pmem")
        let sections = host.configuration.sections
        #expect(sections.map(\.place.line) == [1, 3])
        #expect(
            refusal(Request(.configured), on: host) == [
                Finding(
                    .configuration(.severalSections(sections)), about: .device(.pmem),
                    remedies: .keepOneSection)
            ])
    }

    @Test("is refused once for each section without sense, and warns of those that are about no device named")
    func malformed() throws {
        let host = host(
            "[reconfigure-device a]\nmode = ram\n[reconfigure-device b]\ntarget_node = 1\n[reconfigure-device c]\nx = y"
        )
        let problems = host.configuration.problems
        #expect(problems.count == 2)
        #expect(refusal(Request(.configured), on: host) == problems.map { $0.finding() })
        #expect(
            try Planner(host).plan(Request(.configured, .pmem)).notes
                == problems.map { $0.finding(.warning) })
        #expect(try Planner(host).plan(Request(.devdax, .otherPmem)).notes.isEmpty)
    }
}

extension DeviceName {
    fileprivate static let cxl = DeviceName(region: 3, device: 0)
}
