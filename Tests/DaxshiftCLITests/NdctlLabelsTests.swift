// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import OrderedJSON
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("ndctl's commands about labels")
struct NdctlLabelsTests {
    private static func name(_ text: String) -> KernelName { KernelName(rawValue: text) }

    /// Four idle DIMMs, of which nmem3 has no driver: labels 1.2 on nmem0, 1.1 on nmem1, none on the others.
    private static func host(_ inventory: Inventory = .idleNvdimms) throws -> SimulatedHost {
        let host = SimulatedHost(inventory)
        host.stored = [
            name("nmem0"): try CapturedArea.bytes("labels-1.2.hex"),
            name("nmem1"): try CapturedArea.bytes("labels-1.1.hex"),
            name("nmem2"): [UInt8](repeating: 0, count: 128 << 10),
            name("nmem3"): [UInt8](repeating: 0, count: 128 << 10),
        ]
        return host
    }

    /// What ndctl prints of an area, without the labels in slots that are free: it prints those too.
    private static func printed(_ file: String, _ area: LabelArea) throws -> String {
        let text = try CapturedArea.text(file)
        let json = try JSON(parsing: text)
        #expect(json.text(.jsonC, terminator: "\n") == text)
        let objects = json.elements.map { object -> JSON in
            guard case .object(let members) = object else { return object }
            return .object(
                members.map { member in
                    guard member.key == "label" else { return member }
                    let used = member.value.elements.filter { label in
                        area.labels.contains { label["slot"] == JSON($0.slot) }
                    }
                    return .init("label", .array(used))
                })
        }
        return JSON.array(objects).text(.jsonC, terminator: "\n")
    }

    @Test(
        "print what ndctl prints of a captured area",
        arguments: [
            ("-j nmem0", "labels-1.2"), ("-u nmem0", "labels-1.2-human"), ("-j nmem1", "labels-1.1"),
        ])
    func json(operands: String, file: String) throws {
        let host = try Self.host()
        let area = LabelArea(parsing: try CapturedArea.bytes(file.prefix(10) + ".hex"))
        #expect(area.labels.count == 4)
        #expect(area.labelFaults.isEmpty)
        let line = NdctlLine(line: "read-labels \(operands)", on: host)
        #expect(line.output == (try Self.printed(file + ".json", area)))
        #expect(line.lines == ["read 1 nmem"])
        #expect(line.status == 0)
        #expect(host.performed.isEmpty)
    }

    @Test("print the index blocks alone, both of them whatever the version")
    func index() throws {
        let json = try JSON(parsing: NdctlLine(line: "read-labels -I -j nmem0", on: Self.host()).output)
        let object = try #require(json.elements.first)
        #expect(object["label"] == nil)
        #expect(object["index"]?.elements.map { $0["seq"] } == [JSON(2), JSON(1)])
        #expect(object["index"]?.elements.map { $0["labelsize"] } == [JSON(256), JSON(256)])
    }

    @Test("print a blank area as ndctl does, but for the label that it takes slot 0 for")
    func blank() throws {
        let line = NdctlLine(line: "read-labels -j nmem2", on: try Self.host())
        let object = try #require(try JSON(parsing: line.output).elements.first)
        #expect(object["index"]?.elements.map { $0["signature"] } == [.string(""), .string("")])
        #expect(object["index"]?.elements.map { $0["nslot"] } == [JSON(0), JSON(0)])
        #expect(object["label"]?.elements.isEmpty == true)
        #expect(line.status == 0)
    }

    @Test(
        "print the bytes",
        arguments: [
            ("nmem0", 0..<2 << 20), ("-s 100 nmem0", 0..<100), ("-s 16 -O 4 nmem0", 4..<20),
            ("-O 4096 nmem0", 4096..<2 << 20), ("-I nmem0", 0..<4608), ("-s 0 nmem0", 0..<2 << 20),
        ] as [(String, Range<Int>)])
    func bytes(operands: String, range: Range<Int>) throws {
        let line = NdctlLine(line: "read-labels \(operands)", on: try Self.host())
        #expect(line.bytes.elementsEqual(try CapturedArea.bytes("labels-1.2.hex")[range]))
        #expect(line.lines == ["read 1 nmem"])
        #expect(line.status == 0)
    }

    @Test("read several DIMMs, each in the place that it was named at")
    func several() throws {
        let host = try Self.host()
        func names(_ words: String) throws -> [JSON?] {
            try JSON(parsing: NdctlLine(line: "read-labels -j \(words)", on: host).output).elements.map {
                $0["dev"]
            }
        }
        #expect(try names("nmem1 nmem0") == [.string("nmem1"), .string("nmem0")])
        #expect(try names("all").count == 4)
        #expect(try names("nmem0 all").count == 4)
        #expect(try names("-b ACPI.NFIT nmem0").count == 1)
        #expect(NdctlLine(line: "read-labels -j all", on: host).lines == ["read 4 nmems"])
    }

    @Test(
        "end with ndctl's status",
        arguments: [
            ("read-labels", 129, nil), ("read-labels foo", 129, "'foo' is not a valid dimm name"),
            ("read-labels 0", 129, "'0' is not a valid dimm name"),
            ("read-labels foo nmem0 -I", 0, "'foo' is not a valid dimm name"),
            ("init-labels foo nmem0", 129, "'foo' is not a valid dimm name"),
            ("read-labels -s 5 -j nmem0", 129, "--size and --offset are incompatible with --json"),
            ("read-labels -s 5 -I nmem0", 129, "pick either --size, or --index, not both"),
            ("read-labels -s 4k nmem0", 129, "  Error: switch `s' expects a numerical value"),
            ("read-labels -s -5 nmem0", 129, "  Error: option `size' expects a numerical value"),
            ("read-labels -s 4000000 nmem0", 1, "nmem0: its label area has 2097152 bytes"),
            ("read-labels nmem9", 1, "no DIMM nmem9"),
            ("zero-labels nmem0 nmem9", 1, "no DIMM nmem9"),
            ("read-labels -b foo nmem0", 1, "no DIMM nmem0 on this bus"),
            ("check-labels nmem0 nmem1", 0, "successfully verified 2 nmem labels"),
            ("check-labels nmem2", 1, "successfully verified 0 nmem label"),
            ("init-labels nmem0", 1, "nmem0: error: labels already initialized"),
            ("init-labels -V 3.0 nmem0", 1, "'3.0' is not a valid label version"),
            ("write-labels -i /dev/null nmem0", 1, "/dev/null is empty: nothing was written"),
            (
                "write-labels -i /nonexistent nmem0", 1,
                "failed to open: /nonexistent: (No such file or directory)"
            ),
            (
                "write-labels -i /dev/null all", 129,
                "  Error: write-labels only supports writing a single dimm"
            ),
            ("zero-labels -s 3 nmem2", 0, "zeroed 1 nmem"),
            ("zero-labels -s 131073 nmem2", 1, "zeroed 0 nmem"),
        ] as [(String, UInt8, String?)])
    func status(line: String, status: UInt8, text: String?) throws {
        let host = try Self.host()
        let ended = NdctlLine(line: line, on: host)
        #expect(ended.status == status, "\(ended.lines)")
        if let text { #expect(ended.lines.contains(text), "\(ended.lines)") }
        if status != 0 { #expect(host.performed.isEmpty) }
    }

    @Test(
        "leave DIMMs in use alone",
        arguments: [
            ("init-labels -f nmem0", "nmem0: regions active, abort label write", "initialized 0 nmem"),
            ("zero-labels nmem0", "nmem0: regions active, abort label write", "zeroed 0 nmem"),
            ("write-labels nmem0", "dimm is active, abort label write", "wrote 0 nmem"),
            ("disable-dimm nmem0", "nmem0 is active, skipping...", "disabled 0 nmem"),
        ])
    func active(line: String, refusal: String, closing: String) throws {
        let host = try Self.host(.smallNvdimms)
        let ended = NdctlLine(line: line, on: host)
        #expect(ended.lines == [refusal, closing])
        #expect(ended.status == 1)
        #expect(host.performed.isEmpty)
    }

    @Test(
        "write labels of the version that is named, 1.2 without a word",
        arguments: [("", LabelVersion.v1_2), ("-V 1.1", .v1_1), ("-V v1.2", .v1_2), ("-V v1.1", .v1_1)])
    func initialize(option: String, version: LabelVersion) throws {
        let host = try Self.host()
        let ended = NdctlLine(line: "init-labels \(option) nmem2", on: host)
        #expect(ended.lines.last == "initialized 1 nmem")
        #expect(ended.status == 0)
        #expect(host.performed == [.dimm(Self.name("nmem2"), .initializeLabels(version))])
    }

    @Test("say which labels are overwritten, and save the area first")
    func overwritten() throws {
        let host = try Self.host()
        let ended = NdctlLine(line: "init-labels -f nmem0", on: host)
        #expect(ended.lines.count { $0.hasPrefix("nmem0: overwrites the label of ") } == 4)
        #expect(ended.lines.contains { $0.hasPrefix("nmem0: overwrites the label of first, ") })
        #expect(ended.lines.dropFirst(4) == ["initialized 1 nmem"])
        #expect(host.performed == [.dimm(Self.name("nmem0"), .initializeLabels(.v1_2))])
    }

    @Test("erase all of an area, or a part that breaks nothing")
    func zero() throws {
        let host = try Self.host()
        #expect(NdctlLine(line: "zero-labels nmem0", on: host).status == 0)
        let zeros = BytePatch(at: 0, [UInt8](repeating: 0, count: 2 << 20))
        #expect(host.performed == [.dimm(Self.name("nmem0"), .writeLabels(zeros))])

        let next = try Self.host()
        #expect(NdctlLine(line: "zero-labels -s 100 -O 1000000 nmem0", on: next).lines == ["zeroed 1 nmem"])
        let part = BytePatch(at: 1_000_000, [UInt8](repeating: 0, count: 100))
        #expect(next.performed == [.dimm(Self.name("nmem0"), .writeLabels(part))])
    }

    @Test(
        "refuse to erase a part of what is in use",
        arguments: [
            ("-s 3", "bytes 0 to 2559, or none"), ("-s 2559", "bytes 0 to 2559, or none"),
            ("-s 1 -O 2559", "bytes 0 to 2559, or none"), ("-O 2559", "bytes 0 to 2559, or none"),
            ("-O 2560", "which is in use"),
        ])
    func broken(option: String, reason: String) throws {
        let host = try Self.host()
        let ended = NdctlLine(line: "zero-labels \(option) nmem0", on: host)
        #expect(ended.status == 1)
        #expect(ended.lines.count == 2)
        #expect(ended.lines[0].contains(reason), "\(ended.lines)")
        #expect(ended.lines[1] == "zeroed 0 nmem")
        #expect(host.performed.isEmpty)
    }

    @Test("write the bytes of a file, at most so many, and no more than there is room for")
    func write() throws {
        try withTemporaryFolder { folder in
            let bytes = try CapturedArea.bytes("labels-1.1.hex")
            _ = try ResultFile(path: folder + "/area").write { try $0.writeAll(bytes + [1]) }
            let host = try Self.host()
            let ended = NdctlLine(line: "write-labels -i \(folder)/area -s 2097152 nmem0", on: host)
            #expect(ended.lines.last == "wrote 1 nmem")
            #expect(host.performed == [.dimm(Self.name("nmem0"), .writeLabels(BytePatch(at: 0, bytes)))])
            let refused = NdctlLine(line: "write-labels -i \(folder)/area nmem1", on: host)
            #expect(refused.lines.last == "wrote 0 nmem")
            #expect(refused.status == 1)
            #expect(host.performed.count == 1)
        }
    }

    @Test("give a DIMM a driver or take it, and count what is so already")
    func drivers() throws {
        let host = try Self.host()
        #expect(NdctlLine(line: "enable-dimm all", on: host).lines == ["enabled 4 nmems"])
        #expect(host.performed == [.dimm(Self.name("nmem3"), .enable)])
        #expect(NdctlLine(line: "disable-dimm nmem1 nmem1", on: host).lines == ["disabled 1 nmem"])
        #expect(host.inventory.dimms.map(\.isEnabled) == [true, false, true, true])
    }

    @Test("leave a DIMM without a driver that had none")
    func disabledDimm() throws {
        let host = try Self.host()
        #expect(NdctlLine(line: "init-labels nmem3", on: host).status == 0)
        let name = Self.name("nmem3")
        #expect(
            host.performed == [
                .dimm(name, .enable), .dimm(name, .initializeLabels(.v1_2)), .dimm(name, .disable),
            ])
    }

    @Test("need root", arguments: ["read-labels", "check-labels", "zero-labels", "enable-dimm"])
    func root(verb: String) throws {
        let host = try Self.host()
        let ended = NdctlLine(line: "\(verb) nmem0", on: host, isRoot: false)
        #expect(ended.status == 1)
        #expect(ended.bytes.isEmpty)
        #expect(host.performed.isEmpty)
    }
}

@Suite("ndctl's commands about info blocks")
struct NdctlInfoBlockTests {
    private static let uuid = "8b8c7cd9-e338-4efb-93fb-b816785a10d6"

    private static func name(_ text: String) -> KernelName { KernelName(rawValue: text) }

    /// Disabled namespaces that begin with what was captured.
    private static func host() throws -> SimulatedHost {
        var inventory = Inventory.nvdimms
        let template = try #require(inventory.namespaces.last)
        let json = try JSON(parsing: CapturedArea.text("info-blocks.json"))
        inventory.namespaces = []
        var stored: [KernelName: [UInt8]] = [:]
        let bytes = try CapturedArea.bytes("info-blocks.hex")
        for (index, object) in json.elements.enumerated() {
            guard case .string(let dev) = object["dev"], case .string(let parent) = object["parent_uuid"]
            else {
                continue
            }
            var namespace = template
            namespace.name = name(dev)
            namespace.region = KernelFile.region(of: namespace.name)
            namespace.labelUUID = parent
            inventory.namespaces.append(namespace)
            stored[namespace.name] = Array(bytes[index * 8192..<(index + 1) * 8192])
        }
        let host = SimulatedHost(inventory)
        host.stored = stored
        return host
    }

    @Test(
        "print what ndctl prints of captured blocks",
        arguments: [
            ("-j", "info-blocks.json"), ("-u", "info-blocks-human.json"), ("-j -V", "info-blocks.json"),
        ])
    func json(option: String, file: String) throws {
        let line = NdctlLine(line: "read-infoblock \(option) all", on: try Self.host())
        #expect(line.output == (try CapturedArea.text(file)))
        #expect(line.lines == ["read 8 infoblocks"])
        #expect(line.status == 0)
    }

    @Test("print the bytes")
    func bytes() throws {
        let line = NdctlLine(line: "read-infoblock all", on: try Self.host())
        #expect(line.bytes == (try CapturedArea.bytes("info-blocks.hex")))
        #expect(NdctlLine(line: "read-infoblock -r region0 all", on: try Self.host()).bytes.count == 4 * 8192)
    }

    @Test(
        "end with ndctl's status",
        arguments: [
            ("read-infoblock namespace0.0", 240, "error reading infoblock data: Device or resource busy"),
            ("read-infoblock nonexist", 250, "error reading infoblock data: No such device or address"),
            ("read-infoblock -b foo all", 0, "read 0 infoblocks"),
            (
                "read-infoblock -i /nonexistent", 254,
                "error reading infoblock data: No such file or directory"
            ),
            ("read-infoblock -i /dev/null", 251, "error reading infoblock data: Input/output error"),
            (
                "read-infoblock -i /dev/null namespace0.0", 129,
                "  Error: specify a namespace, or --input, not both"
            ),
            (
                "read-infoblock namespace0.0 namespace0.1", 129,
                "  Error: unknown extra parameter \"namespace0.1\""
            ),
            ("write-infoblock", 129, "  Error: specify a namespace to write-infoblock, or \"all\""),
            ("write-infoblock -c", 129, "  Error: --size required with --stdout"),
            (
                "write-infoblock -c -s 1G namespace0.0", 129,
                "  Error: specify only one of a namespace filter, --output, or --stdout"
            ),
            ("write-infoblock -c -s 1G -m sector", 129, "  Error: unsupported mode 'sector'"),
            ("write-infoblock -c -s 1G -m foo", 129, "  Error: invalid mode 'foo'"),
            ("write-infoblock -c -s 1G -M foo", 129, "  Error: invalid map location 'foo'"),
            ("write-infoblock -c -s foo", 129, "  Error: failed to parse namespace size 'foo'"),
            ("write-infoblock -c -s 0", 129, "  Error: failed to parse namespace size '0'"),
            ("write-infoblock -c -s 1G -u foo", 129, "  Error: failed to parse uuid: 'foo'"),
            ("write-infoblock -c -s 1G -a 3k", 129, "  Error: align must be a power-of-2 greater than 4096"),
            ("write-infoblock -c -s 1G -a 1G", 250, "  Error: unable to satisfy requested alignment"),
            ("write-infoblock namespace0.0", 240, "error checking infoblocks: Device or resource busy"),
            ("write-infoblock nonexist", 250, "error checking infoblocks: No such device or address"),
            ("write-infoblock -s 100000 namespace1.1", 234, "  Error: --size=100000 not aligned to 4096"),
        ] as [(String, UInt8, String)])
    func status(line: String, status: UInt8, text: String) throws {
        let host = SimulatedHost(.nvdimms)
        let ended = NdctlLine(line: line, on: host)
        #expect(ended.status == status, "\(ended.lines)")
        #expect(ended.lines.contains(text), "\(ended.lines)")
        #expect(ended.bytes.isEmpty)
        #expect(host.performed.isEmpty)
    }

    @Test("verify the checksum and the namespace that a block is of")
    func verify() throws {
        let host = try Self.host()
        let name = Self.name("namespace0.0")
        host.stored[name]?[4096 + 60] ^= 1
        let line = NdctlLine(line: "read-infoblock -j -V namespace0.0", on: host)
        #expect(line.output == "[\n]\n")
        #expect(line.lines.first == "namespace0.0: the checksum of its info block is wrong")
        #expect(line.lines.last == "read 1 infoblock")
        host.stored[name] = host.stored[Self.name("namespace0.1")]
        let other = NdctlLine(line: "read-infoblock -j -V namespace0.0", on: host)
        #expect(other.output == "[\n]\n")
        #expect(other.lines.first?.hasPrefix("namespace0.0: its info block is of the namespace ") == true)
    }

    @Test("write a new block over that of a disabled namespace, for its label and its size")
    func inscribe() throws {
        let host = SimulatedHost(.nvdimms)
        let ended = NdctlLine(line: "write-infoblock -m devdax -u \(Self.uuid) namespace1.1", on: host)
        #expect(ended.lines.last == "wrote 1 infoblock")
        let expected = try #require(
            InfoBlock.created(
                .devdax, size: ByteCount(rawValue: 512 << 20), align: ByteCount(rawValue: 4096), map: .device,
                uuid: Self.uuid, parentUUID: Inventory.sampleUUID(1, 1)))
        #expect(host.performed == [.namespace(Self.name("namespace1.1"), .writeInfoBlock(expected))])
    }

    @Test("write to a file, which keeps what is behind the block, and to standard output")
    func file() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/image"
            _ = try ResultFile(path: path).write { try $0.writeAll([UInt8](repeating: 7, count: 16 << 20)) }
            let host = SimulatedHost(.nvdimms)
            #expect(NdctlLine(line: "write-infoblock -o \(path) -u \(Self.uuid)", on: host).status == 0)
            let printed = NdctlLine(line: "write-infoblock -c -s 16M -u \(Self.uuid)", on: host)
            #expect(printed.bytes.count == 8192)
            #expect(NdctlLine(line: "read-infoblock -i \(path)", on: host).bytes == printed.bytes)
            let read = try JSON(parsing: NdctlLine(line: "read-infoblock -j -i \(path)", on: host).output)
            #expect(read.elements.first?["file"] == .string(path))
            #expect(read.elements.first?["npfns"] == JSON(3584))
            #expect(try InputFile(path: path).bytes().last == 7)
        }
    }
}
