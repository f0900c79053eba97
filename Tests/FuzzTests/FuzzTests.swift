// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SampleHosts
import Testing

@testable import DaxHost
@testable import DaxLab
@testable import DaxModel
@testable import DaxshiftCLI

@Suite("Inputs that nobody would write")
struct FuzzTests {
    @Test("device names")
    func names() {
        let seeds = [
            "dax0.0", "dax12.345", "/dev/dax1.0", "region3", "namespace1.0", "0.0", "7",
            "dax9223372036854775807.1",
            "ndbus0", "nmem12",
        ]
        Fuzz("device names", seeds).run { input, _ in
            let text = String(decoding: input, as: UTF8.self)
            _ = KernelName(rawValue: text) < KernelName(rawValue: "region2")
            _ = try? ObjectName.region(text)
            _ = try? ObjectName.namespace(text)
            guard let name = try? ObjectName.device(text) else { return .refused }
            guard DeviceName(name.description) == name, name.region >= 0, name.device >= 0 else {
                return .wrong("\(name)")
            }
            return text.hasSuffix("\(name.region).\(name.device)") ? .taken : .wrong("\(name)")
        }
    }

    @Test("sizes and times")
    func sizes() {
        let seeds = [
            "4G", "128M", "0K", "16777215T", "18446744073709551615", "0x1000", "30", "0.5", "86400",
            "86400.001",
        ]
        Fuzz("sizes and times", seeds).run { input, random in
            let text = String(decoding: input, as: UTF8.self)
            let byteCount = ByteCount(rawValue: random.random.next() >> UInt64(random.below(64)))
            if byteCount.description.isEmpty { return .wrong("no text for \(byteCount.rawValue)") }
            if let time = try? Seconds.duration(text), !(.zero ... .seconds(86_401)).contains(time) {
                return .wrong("\(time)")
            }
            guard let size = MemorySize(text) else { return .refused }
            guard size.rawValue == 0 || MemorySize(size.description) == size else { return .wrong("\(size)") }
            return .taken
        }
    }

    @Test("contents of kernel files")
    func kernelFiles() {
        let seeds = [
            "0,2-3", "0-1023", "Node 2 MemTotal:  1048576 kB\nNode 2 MemFree: 1 kB", "8000000", "0x140000000",
            "1073741824", "online_movable", "going-offline", "Movable", "1", "0x240000000-0x33fffffff",
        ]
        Fuzz("contents of kernel files", seeds).run { input, _ in
            let text = String(decoding: input, as: UTF8.self)
            let nodes = Surveyor.nodeList(text)
            let total = Surveyor.memTotal(text)
            let size = Surveyor.blockSize(text)
            if let size, size.rawValue.nonzeroBitCount != 1 { return .wrong("a block of \(size)") }
            if let number = number(text), hexadecimal(String(number, radix: 16)) != number {
                return .wrong("\(number)")
            }
            _ = byteCount(text)
            _ = Surveyor.flag(text)
            _ = DevicePlace(model: .bus, link: text)
            _ = DevicePlace(model: .class, link: "../../devices/\(text)")
            return Fuzz.Verdict(nodes != nil || total != nil || size != nil)
        }
    }

    @Test("ACPI tables")
    func tables() {
        /// A table with the right signature, length and checksum.
        func table(_ signature: String, _ body: [UInt8]) throws(ACPIError) -> ACPITable {
            let length = (0..<4).map { UInt8(truncatingIfNeeded: (36 + body.count) >> (8 * $0)) }
            var bytes = Array(signature.utf8) + length + [UInt8](repeating: 0, count: 28) + body
            bytes[9] = 0 &- bytes.reduce(0, &+)
            return try ACPITable(signature, parsing: bytes)
        }
        func zeros(_ count: Int) -> String { String(repeating: "\0", count: count) }
        let memory = "\u{1}(\u{1}" + zeros(9) + "\u{1}" + zeros(7) + "\u{1}" + zeros(19)
        let span = zeros(2) + "8" + zeros(9) + "\u{1}" + zeros(43)
        let seeds = [zeros(12) + memory, zeros(4) + span, zeros(12) + memory + memory]
        Fuzz("ACPI tables", seeds).run { input, random in
            let count = 2 << random.below(4)
            let isSRAT = random.below(2) == 0
            do throws(ACPIError) {
                let split = try DomainSplit(
                    of: UInt32(random.below(3)), into: count,
                    srat: table("SRAT", isSRAT ? input : Array(seeds[0].utf8)),
                    slit: table("SLIT", [2, 0, 0, 0, 0, 0, 0, 0, 10, 20, 20, 10]),
                    nfit: table("NFIT", isSRAT ? Array(seeds[1].utf8) : input))
                let sizes = Set(split.parts.map(\.size))
                let isWhole = split.parts.count == count && sizes.count == 1 && sizes != [0]
                return isWhole ? .taken : .wrong("\(split.parts)")
            } catch {
                return .refused
            }
        }
    }

    @Test("hosts with absurd numbers")
    func hosts() {
        let changes: [Request.Change] = [
            .systemRAM(.movable), .systemRAMOffline, .devdax, .onlineMemory(nil),
        ]
        Fuzz("hosts with absurd numbers", ["online", "offline", "Movable", "kmem", "device_dax"]).run {
            input, random in
            func number() -> UInt64 { random.random.next() >> UInt64(random.below(64)) }
            let isKmem = random.below(2) == 0
            var host = Inventory.sample
            let blockSize = number() >> 4
            host.blockSize = ByteCount(rawValue: blockSize)
            host = host.with(.pmem) { device in
                device.driver = isKmem ? .kmem : DriverName(rawValue: String(decoding: input, as: UTF8.self))
                device.size = ByteCount(
                    rawValue: random.below(10_000) == 0 ? number() : min(number(), blockSize) << 3)
                device.resource = device.size.map { $0.rawValue / 2 }
                device.mappings = (0..<random.below(4)).compactMap { index in
                    // Sometimes as large as possible: a plan of millions of steps takes time.
                    let start = number()
                    let size = random.below(10_000) == 0 ? number() : min(number(), blockSize) << 3
                    let end = start.addingReportingOverflow(size).partialValue
                    return PhysicalRange(start: start, end: end).map {
                        Mapping(index: index, range: $0, pageOffset: number())
                    }
                }
                device.targetNode = NodeNumber(rawValue: Int(truncatingIfNeeded: number()))
                let indexes =
                    (host.blockSize ?? .zero).rawValue < 16 << 20
                    ? [] : device.blockIndexes(of: host.blockSize ?? .zero).prefix(8)
                device.blocks = indexes.map {
                    MemoryBlock(index: $0, state: random.below(2) == 0 ? .online : .offline, zone: .normal)
                }
            }
            let request = Request(changes[random.below(changes.count)], .pmem, force: random.below(2) == 0)
            guard let plan = try? Planner(host).plan(request) else { return .refused }
            return plan.steps.count <= 3 * (1 << 22) ? .taken : .wrong("\(plan.steps.count) steps")
        }
    }

    @Test("regions at the end of all addresses")
    func regions() {
        let changes: [Request.Change] = [
            .reshaped(DeviceShape(.maximum), then: nil), .reshaped(DeviceShape(.percent(100)), then: nil),
            .created(DeviceShape(.maximum), then: .devdax), .created(DeviceShape(.percent(1)), then: .devdax),
            .destroyed, .devdax,
        ]
        Fuzz("regions at the end of all addresses", ["kmem", "device_dax"]).run(dividedBy: 20) {
            input, random in
            func number() -> UInt64 { random.random.next() >> UInt64(random.below(64)) }
            /// Two in three numbers lie at the limit of 64 bits, or of a unit.
            func extreme() -> UInt64 {
                switch random.below(6) {
                case 0: .max
                case 1: .max - UInt64(random.below(3))
                case 2: .max << UInt64(random.below(64))
                case 3: 1 << UInt64(random.below(64))
                default: number()
                }
            }
            func range() -> PhysicalRange? {
                let size = number()
                return random.below(2) == 0
                    ? PhysicalRange(start: .max - size, end: .max)
                    : PhysicalRange(start: extreme(), end: extreme())
            }
            var host = Inventory.cut
            host.blockSize = ByteCount(rawValue: extreme())
            let region = host.regions.count - 1
            host.regions[0].range = range()
            host = host.with(.pmem) { $0 = $0.withRanges([]) }
            host.regions[region].range = range()
            host.regions[region].size = ByteCount(rawValue: extreme())
            host.regions[region].align =
                random.below(3) == 0 ? ByteCount(rawValue: extreme()) : DaxRegion.alignments[random.below(3)]
            for index in host.devices.indices where host.devices[index].name.region == DeviceName.hmem.region
            {
                let whole = host.regions[region].range
                // Parts of the region, so that most layouts make sense.
                host.devices[index] = host.devices[index].withRanges(
                    (0..<random.below(3)).compactMap { _ in
                        guard let whole, random.below(4) > 0 else { return range() }
                        let start = whole.start &+ number() % whole.size.rawValue
                        let length = number() % (whole.end - start &+ 1 == 0 ? 1 : whole.end - start &+ 1)
                        return PhysicalRange(start: start, end: start + length)
                    })
                if random.below(4) == 0 {
                    host.devices[index].mappings = []
                    host.devices[index].resource = extreme()
                    host.devices[index].size = ByteCount(rawValue: extreme())
                }
                host.devices[index].driver = DriverName(rawValue: String(decoding: input, as: UTF8.self))
                host.devices[index].targetNode = NodeNumber(rawValue: Int(truncatingIfNeeded: extreme()))
                host.devices[index].blocks = [
                    MemoryBlock(
                        index: BlockNumber(rawValue: Int(truncatingIfNeeded: extreme())), state: .online,
                        zone: .movable)
                ]
            }
            if let layout = RegionLayout(of: host.regions[region], devices: host.devices) {
                let whole = layout.parts.map(\.range)
                let follows = zip(whole, whole.dropFirst()).allSatisfy { $0.end + 1 == $1.start }
                guard follows, whole.first?.start == host.regions[region].range?.start,
                    whole.last?.end == host.regions[region].range?.end
                else { return .wrong("\(whole) of \(host.regions[region])") }
                let granule = DaxRegion.granule(for: DaxRegion.alignments[random.below(3)])
                let size = ByteCount(rawValue: extreme()).roundedDown(to: granule)
                let found = layout.ranges(
                    resizing: host.device(.hmem)?.ranges ?? [], to: size, granule: granule,
                    filling: host.blockSize)
                if let found, found.size != size { return .wrong("\(found) are not \(size)") }
            }
            _ = Picture(of: host).svg()
            _ = Picture(of: host).lines(
                for: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
            let listing = Listing(of: host, kinds: Set(ListedKind.allCases), showsMappings: true)
            _ = (
                listing.json(),
                listing.lines(
                    for: .init(
                        isInteractive: false, width: nil, usesColor: false, usesUTF8: false))
            )
            var change = changes[random.below(changes.count)]
            if case .created(var shape, let then) = change, random.below(2) == 0 {
                shape.start = extreme()
                change = .created(shape, then: then)
            }
            let request = Request(change, .hmem, force: true)
            guard let plan = try? Planner(host).plan(request) else { return .refused }
            _ = plan.steps.prefix(100).map(\.journalText)
            return .taken
        }
    }

    @Test("journals")
    func journals() {
        let lines = Self.journals.joined().split(separator: UInt8(ascii: "\n")).map {
            String(decoding: $0.dropLast(10), as: UTF8.self)
        }
        Fuzz("journal lines", lines).run { input, random in
            // Half of the lines get the checksum that makes them look intact.
            var line = input
            if random.below(2) == 0 {
                let hex = String(Checksum.of(input[...]), radix: 16)
                line += Array((" #" + String(repeating: "0", count: 8 - hex.count) + hex).utf8)
            }
            guard let record = try? JournalRecord(line: line[...]) else { return .refused }
            var written: [UInt8] = []
            record.write(to: &written)
            return written.dropLast() == line[...] ? .taken : .wrong("\(record)")
        }
    }

    @Test("whole journals")
    func wholeJournals() {
        let lines = Self.journals.map {
            $0.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        }
        Fuzz("whole journals", Self.journals.map { String(decoding: $0, as: UTF8.self) }).run {
            input, random in
            // Bytes are changed, or whole lines, which keep their checksums.
            var bytes = input
            if random.below(2) == 0 {
                var some = lines[random.below(lines.count)]
                for _ in 0..<1 + random.below(3) where some.count > 1 {
                    switch random.below(3) {
                    case 0: some.remove(at: random.below(some.count))
                    case 1: some.insert(some[random.below(some.count)], at: random.below(some.count))
                    default: some.swapAt(random.below(some.count), random.below(some.count))
                    }
                }
                bytes = Array(some.joined(separator: [UInt8(ascii: "\n")]))
            }
            guard let recovery = try? Recovery(JournalContents(parsing: bytes)) else { return .refused }
            let plan = recovery.undoing(in: .sample)
            _ = recovery.finishing(in: .sample)
            return recovery.begun.allSatisfy { recovery.plan.steps.indices.contains($0) }
                && plan.steps.count < 1000
                && (recovery.pointOfNoReturn == nil || recovery.next != nil)
                ? .taken : .wrong("\(recovery.begun)")
        }
    }

    @Test("host files")
    func hostFiles() {
        let seeds = [
            #"{"nodes":[{"cpus":2,"memory":"2G","latency":100,"bandwidth":"8G"},{"latency":300,"bandwidth":"2G"}],"#
                + #""nvdimms":[{"size":"4G","node":1},{"size":"4G","label_size":"128K"}],"qemu":"8.1"}"#,
            #"{"nodes":[{"cpus":2,"memory":"3G"},{"soft_reserved":"1G","initiator":0}],"kernel_arguments":["a=b"]}"#,
            #"{"description":"x","nodes":[{"cpus":64,"memory":"1024G","legacy_pmem":"1024G"}]}"#,
        ]
        Fuzz("host files", seeds).run { input, _ in
            guard let host = try? Host(parsing: String(decoding: input, as: UTF8.self), name: "fuzz") else {
                return .refused
            }
            return host.nodes.isEmpty ? .wrong("a host without nodes") : .taken
        }
    }

    @Test("configuration files")
    func configurations() {
        let seeds = [
            "[reconfigure-device a]\nnvdimm.uuid = ed93e918-e165-49d8-921d-383d7b9660c5\nmode=\"devdax\" # x\n",
            "# x\\\n y\n[core]\na=b\n[reconfigure-device]\nregion.id=2\nregion.provider = 'hmem'\nonline = n\n",
            "[reconfigure-device b]\nrange = 0x240000000-0x33fffffff\ncxl.region = region1\ntarget_node=3\nmovable=1",
        ]
        Fuzz("configuration files", seeds).run { input, _ in
            let text = String(decoding: input, as: UTF8.self)
            let file = IniFile(text)
            let lines = text.unicodeScalars.count { $0 == "\n" } + 1
            // A section that is written again, in quotes, is parsed as the same section.
            for section in file.sections where section.fault == nil {
                let header = section.name.map { "[\($0)]\n" } ?? ""
                let entries = section.entries.filter { !$0.value.contains("\"") }
                let again = IniFile(header + entries.map { "\($0.key) = \"\($0.value)\"\n" }.joined())
                guard again.sections.flatMap(\.entries).map(\.value) == entries.map(\.value),
                    section.entries.allSatisfy({ $0.line <= lines })
                else { return .wrong("\(section)") }
            }
            let read = DeviceConfiguration([.init(path: "x.conf", text: .success(text))])
            for device in Inventory.sample.devices { _ = read.entry(for: device, in: .sample) }
            guard read.sections.allSatisfy({ $0.match != DeviceMatch() }) else {
                return .wrong("a section about all")
            }
            return Fuzz.Verdict(!read.sections.isEmpty)
        }
    }

    @Test("JSON")
    func json() {
        let seeds = [
            #"{"a":[1,-2.5e3,"\u00e9\ud83d\ude00\n",true,false,null,{}],"b":{"c":18446744073709551615}}"#,
            "[[[[]]]]",
            #""text""#,
        ]
        Fuzz("JSON", seeds).run { input, _ in
            guard let json = try? JSON(parsing: input) else { return .refused }
            guard let again = try? JSON(parsing: json.line()), again == json else {
                return .wrong(json.line())
            }
            return (try? JSON(parsing: json.text())) == json ? .taken : .wrong(json.text())
        }
    }

    /// The journals of a run that fails, and of one that fails once something is destroyed for good.
    private static let journals: [[UInt8]] = [failing, irreversible]

    /// The journal of a run that destroys two devices for good, and whose last step failed.
    private static let irreversible: [UInt8] = {
        let request = Request(.destroyed, DeviceName(region: 2, device: 1), .hmem, force: true)
        guard let plan = try? Planner(.cut).plan(request).withoutWayBack else { return [] }
        let journal = SimulatedJournal(plan)
        let host = SimulatedHost(.cut, fault: .refused(at: plan.steps.count, .inputOutput))
        _ = Executor(host: host).run(plan, basis: .cut, journal: journal)
        return journal.bytes
    }()

    /// The journal of a run that takes one device from kmem, which failed, and was put back in part.
    private static let failing: [UInt8] = {
        var start = Inventory.sample.inKmem(.pmem, online: .movable)
        start.autoOnline = .online
        guard let plan = try? Planner(start).plan(Request(.devdax, .pmem, force: true)) else { return [] }
        let life = SimulatedLife(writes: 40)
        let journal = SimulatedJournal(plan, life: life)
        let host = SimulatedHost(start, fault: .refused(at: 10, .inputOutput), life: life)
        _ = Executor(host: host).run(plan, basis: start, journal: journal)
        return journal.bytes
    }()
}
