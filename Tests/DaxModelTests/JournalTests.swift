// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("The journal's text")
struct JournalTests {
    private static let runs: [BlockNumber] = Array(33...63) + [70] + Array(80...81) + [79]
    private static let single: [BlockNumber] = stride(from: 0, to: 1000, by: 2).map { $0 }

    private static let actions: [Action] =
        [
            .device(.pmem, .bind(.kmem, bystanders: [])),
            .device(.pmem, .bind(.deviceDax, bystanders: [.hmem, .otherPmem])),
            .device(.pmem, .unbind(.kmem, blocks: [])), .device(.pmem, .unbind(.kmem, blocks: [33])),
            .device(.pmem, .unbind(DriverName(rawValue: "-"), blocks: runs)),
            .device(.hmem, .unbind(DriverName(rawValue: ""), blocks: Array(0..<20_000))),
            .device(.hmem, .unbind(DriverName(rawValue: "é|% \n"), blocks: single)),
            .device(.pmem, .forget(.kmem)), .block(0, .online(nil)), .block(33, .online(.movable)),
            .block(BlockNumber(rawValue: .max), .online(.kernel)),
            .block(7, .offline),
            .setting(.setAutoprobe(.dax, true)), .setting(.setAutoprobe(.nd, false)), .setting(.load(.kmem)),
            .ndDevice(KernelName(rawValue: "dax0.1"), .bind(.daxPmem)),
            .ndDevice(KernelName(rawValue: "dax0.1"), .unbind(.daxPmemCompat, carrying: .pmem)),
            .file(.modprobe(.absent)),
            .file(.modprobe(.text(""))),
            .file(.modprobe(.text("x", FileAccess(permissions: 0o600, user: 1, group: 4_294_967_295)))),
            .file(.modprobe(.text("blacklist a | b\n# 100 %\n"))),
            .file(.modprobe(.link("/usr/share/daxctl/daxctl.conf"))),
            .file(
                .initramfs(.init(path: "/boot/a b", command: ["dracut", "-f", "/boot/a b"], hasFile: true))),
            .file(.initramfs(.init(path: "/boot/x", command: ["", "-"], hasFile: false))),
            .device(.hmem, .create),
            .device(.hmem, .delete),
            .device(.hmem, .setAlign(ByteCount(rawValue: 4096))), .device(.pmem, .setMemmapOnMemory(true)),
            .device(.hmem, .setMemmapOnMemory(false)),
            .device(.hmem, .map(Inventory.blocks(33..<35), after: [])),
            .device(.hmem, .map(Inventory.blocks(33..<35), after: [Inventory.blocks(36..<37)])),
            .device(.hmem, .unmap(Inventory.blocks(33..<35), after: [36..<37, 3..<4].map(Inventory.blocks))),
            .setting(.setDemotion(true)), .setting(.setDemotion(false)), .setting(.setNumaBalancing(3)),
            .setting(.setWeights(.automatic)), .setting(.setWeights(.explicit([:]))),
            .setting(.setWeights(.explicit([10: 1, 0: 255, 2: 30]))),
        ] + AutoOnlinePolicy.allCases.map { .setting(.setAutoOnline($0)) } + nvdimmActions

    private static let namespace = KernelName(rawValue: "namespace0.1")
    private static let region = KernelName(rawValue: "region0")
    private static let dimm = KernelName(rawValue: "nmem0")
    private static let label = NamespaceLabel(
        uuid: "0f1e-2d", altName: "a | b", size: ByteCount(rawValue: 1 << 30),
        sectorSize: ByteCount(rawValue: 512),
        holderClass: .dax)
    private static let patch = BytePatch(at: 4096, [0, 1, 0xff] + [UInt8](repeating: 0, count: 100) + [0x2a])
    private static let unnamed = NamespaceLabel(
        uuid: "-", altName: "", size: .zero, sectorSize: ByteCount(rawValue: 4096), holderClass: .none)
    private static let shapes = [
        HolderShape(.dax, uuid: "0f1e-2d", align: ByteCount(rawValue: 2 << 20), map: .device),
        HolderShape(.pfn, uuid: "0f1e-2d", align: ByteCount(rawValue: 4096), map: .memory),
        HolderShape(.btt, uuid: "-", sectorSize: ByteCount(rawValue: 4096)),
    ]
    private static let aligns = [nil, SeedAlign(.dax, ByteCount(rawValue: 2 << 20)), SeedAlign(.pfn, .zero)]

    private static let nvdimmActions: [Action] =
        [
            .namespace(namespace, .setLabel(label)), .namespace(namespace, .setLabel(unnamed)),
            .namespace(namespace, .clear(uuid: "0f1e-2d")), .namespace(namespace, .enable(nil, nil)),
            .namespace(namespace, .enable(.sector, .ndPmem)), .namespace(namespace, .disable),
            .namespace(namespace, .eraseInfoBlock), .namespace(namespace, .restoreInfoBlock),
            .namespace(namespace, .writeInfoBlock(patch)), .namespace(namespace, .enableRaw),
            .namespace(namespace, .disableRaw), .namespace(namespace, .repairTable([patch])),
            .namespace(namespace, .repairTable([patch, BytePatch(at: 0, []), patch])),
            .nvdimmRegion(region, .enable), .nvdimmRegion(region, .disable),
            .dimm(dimm, .initializeLabels(.v1_1)), .dimm(dimm, .initializeLabels(.v1_2)),
            .dimm(dimm, .zeroLabels), .dimm(dimm, .restoreLabels), .dimm(dimm, .writeLabels(patch)),
            .dimm(dimm, .writeLabels(BytePatch(at: 0, []))), .dimm(dimm, .enable), .dimm(dimm, .disable),
        ] + shapes.map { .namespace(namespace, .make($0)) }
        + aligns.map { .namespace(namespace, .unmake($0)) }

    private static let nvdimmConditions: [Condition] =
        ([
            .identity(uuid: "0f1e-2d", nil), .identity(uuid: nil, Inventory.blocks(32..<33)),
            .identity(uuid: nil, nil), .label(label), .label(unnamed),
            .without(uuid: "0f1e-2d"), .unsized,
            .range(Inventory.blocks(32..<33)), .active(nil, nil), .active(.devdax, .daxPmem), .inactive,
            .unused,
            .infoBlockSaved(true), .infoBlockSaved(false), .raw(true), .raw(false), .repaired,
        ] + shapes.map(Condition.Namespace.made) + aligns.map(Condition.Namespace.released))
        .map { .namespace(namespace, $0) } + [
            .nvdimmRegion(region, .isEnabled(true)), .nvdimmRegion(region, .isEnabled(false)),
            .dimm(dimm, .labelled(true)), .dimm(dimm, .labelled(false)), .dimm(dimm, .areaRestored),
            .dimm(dimm, .holds(patch)), .dimm(dimm, .isEnabled(true)), .dimm(dimm, .isEnabled(false)),
        ]

    private static let conditions: [Condition] =
        [
            .device(.pmem, .ranges(Inventory.sample.devices.flatMap(\.ranges))), .device(.hmem, .ranges([])),
            .device(.pmem, .driver(nil)), .device(.pmem, .driver(.kmem)), .setting(.registered(.kmem)),
            .device(.pmem, .noneOnline([3, 4, 5, 7])), .device(.pmem, .unused), .device(.pmem, .notSystemRAM),
            .device(.pmem, .unheld), .block(33, .state(.goingOffline)), .block(33, .zone(.movable)),
            .setting(.autoOnline(.onlineKernel)), .setting(.autoprobe(.dax, false)),
            .setting(.demotion(true)), .setting(.numaBalancing(0)), .setting(.weights(.automatic)),
            .setting(.weights(.explicit([0: 3, 1: 1]))),
            .ndDevice(KernelName(rawValue: "dax0.1"), .driver(nil)),
            .ndDevice(KernelName(rawValue: "dax0.1"), .driver(.daxPmem)), .file(.modprobe(.absent)),
            .file(.modprobe(.text("x y\n"))),
            .file(.modprobe(.text("x y\n", FileAccess(permissions: 0, user: 0, group: 5)))),
            .file(.initramfs(path: "/boot/a b", hasFile: true)), .file(.initramfs(path: "", hasFile: false)),
            .device(.hmem, .exists(true)), .device(.hmem, .exists(false)),
            .device(.hmem, .align(ByteCount(rawValue: 1 << 30))), .device(.pmem, .memmapOnMemory(true)),
            .device(.hmem, .memmapOnMemory(false)),
            .node(1, .roomElsewhere(for: ByteCount(rawValue: 4 << 27))),
        ] + nvdimmConditions

    @Test("gives each action back", arguments: actions)
    func roundTrip(action: Action) {
        let syntax = Action.journalSyntax
        #expect(syntax.value(of: syntax.text(of: action)) == action)
        let steps = [
            Step(for: .device(.pmem), action: action, undo: .action(action)),
            Step(
                action: action, undo: .nothing,
                requires: Self.conditions),
        ]
        var guarded = steps[1]
        guarded.undoRequires = Self.conditions
        for step in steps + [guarded] {
            #expect(Step(journalText: step.journalText) == step)
            var line: [UInt8] = []
            JournalRecord.step(4, step).write(to: &line)
            #expect(line.count(where: { $0 == UInt8(ascii: "\n") }) == 1)
            #expect((try? JournalRecord(line: line.dropLast())) == .step(4, step))
            line = []
            JournalRecord.writeBegin(4, step, on: " of dax0.0", to: &line)
            guard case .event(let event, let note) = try? JournalRecord(line: line.dropLast()) else {
                Issue.record("\(String(decoding: line, as: UTF8.self))")
                continue
            }
            #expect(event == JournalEvent(.begin, step: 4) && note.hasSuffix(" of dax0.0"))
            var again: [UInt8] = []
            JournalRecord.event(event, note: note).write(to: &again)
            #expect(again == line)
        }
    }

    @Test("gives the settings of a plan back, each with its former value")
    func settings() throws {
        let goals: [SettingGoal] = [
            .demotion(true), .numaBalancing(1), .weights(.explicit([0: 3, 4: 1])), .autoOnline(.online),
        ]
        let plan = try Router(.tiered).plan(for: goals.map(Goal.setting))
        var bytes: [UInt8] = []
        let header = JournalHeader(plan: plan, boot: "b", pid: 1, since: "x", command: "y settings=2 z")
        for record in [.header(header)] + plan.settings.map(JournalRecord.setting)
            + JournalRecord.records(of: plan.steps)
        {
            record.write(to: &bytes)
        }
        let contents = JournalContents(parsing: bytes)
        #expect(contents.header == header && contents.damage.isEmpty)
        #expect(contents.plan == plan)
        let recovery = try Recovery(contents)
        let undoing = recovery.undoing(in: .tiered)
        #expect(undoing.settings.allSatisfy { $0.isUnchanged })
        for text in [
            "setting", "setting demotion 1 to", "setting demotion 1 to numa-balancing 1", "setting x 1",
        ] {
            var line: [UInt8] = Array(text.utf8)
            let hex = String(Checksum.of(line), radix: 16)
            line += " #\(String(repeating: "0", count: 8 - hex.count))\(hex)".utf8
            #expect(throws: JournalRecord.Flaw.self) { try JournalRecord(line: line[...]) }
        }
    }

    @Test("has one record for steps on neighbouring blocks that are equal otherwise")
    func series() throws {
        let node = Condition.node(1, .roomElsewhere(for: ByteCount(rawValue: 1 << 31)))
        func step(_ block: BlockNumber, _ zone: MemoryZone? = .movable, requires: [Condition] = []) -> Step {
            Step(
                for: .device(.pmem), action: .block(block, .offline),
                undo: .action(.block(block, .online(zone))),
                requires: requires)
        }
        var poisoned = step(21)
        poisoned.skipsPoisoned = true
        let steps =
            [step(40)] + (20...33).reversed().map { step($0) } + [step(19, requires: [node])] + [
                step(18), step(17),
            ]
            + [step(16, .kernel), step(20), poisoned] + [step(50), step(51), step(52), step(51), step(54)]
            + [Step(action: .setting(.load(.kmem)), undo: .nothing)]
        let records = JournalRecord.records(of: steps)
        let counts = records.map { if case .steps(_, let series) = $0 { series.count } else { 1 } }
        #expect(counts == [1, 14, 1, 2, 1, 1, 1, 3, 1, 1, 1])
        var bytes: [UInt8] = []
        let plan = Plan(devices: [], steps: steps)
        for record in [.header(JournalHeader(plan: plan, boot: "b", pid: 1, since: "x", command: "y"))]
            + records
        {
            record.write(to: &bytes)
            let line = bytes.split(separator: UInt8(ascii: "\n")).last ?? []
            #expect(try JournalRecord(line: line) == record)
        }
        #expect(JournalContents(parsing: bytes).plan == plan)
    }

    @Test(
        "takes no series that it does not write",
        arguments: [
            "steps 1-1 ascending ", "steps 2-1 ascending ", "steps 0-3 ascending ", "steps 1-03 ascending ",
            "steps 1-2-3 ascending ", "steps 1 ascending ", "steps 1-3 ", "steps 1-3 sideways ",
            "steps 1-4194305 ascending ", "steps 1-9223372036854775807 ascending ", "steps 1-35 descending ",
        ])
    func oddSeries(prefix: String) {
        func taken(_ text: String) -> Bool {
            let hex = String(Checksum.of(Array(text.utf8)), radix: 16)
            let line = Array("\(text) #\(String(repeating: "0", count: 8 - hex.count))\(hex)".utf8)
            return (try? JournalRecord(line: line[...])) != nil
        }
        let step = Step(for: .device(.pmem), action: .block(33, .offline), undo: .nothing)
        #expect(taken("steps 1-34 descending " + step.journalText))
        #expect(!taken(prefix + step.journalText))
        #expect(
            !taken("steps 1-3 ascending " + Step(action: .setting(.load(.kmem)), undo: .nothing).journalText))
    }

    @Test("takes no series that has more steps than the plan")
    func longSeries() {
        let step = Step(for: .device(.pmem), action: .block(33, .offline), undo: .nothing)
        guard let series = StepSeries(first: step, count: 3, isDescending: false) else {
            Issue.record("no series")
            return
        }
        for (count, isTaken) in [(3, true), (2, false)] {
            var bytes: [UInt8] = []
            let plan = Plan(devices: [], steps: Array(series.steps.prefix(count)))
            JournalRecord.header(JournalHeader(plan: plan, boot: "b", pid: 1, since: "x", command: "y"))
                .write(to: &bytes)
            JournalRecord.steps(0, series).write(to: &bytes)
            let contents = JournalContents(parsing: bytes)
            #expect(contents.damage.map(\.flaw) == (isTaken ? [] : [.order]))
            #expect(contents.steps.count == (isTaken ? 3 : 0))
        }
    }

    @Test("writes runs of blocks short, and takes nothing else")
    func blocks() {
        #expect(JournalText.blocks(Array(33...63) + [70]) == "33-63,70")
        #expect(JournalText.blocks(parsing: "33-63,70") == Array(33...63) + [70])
        #expect(JournalText.blocks(parsing: "-") == [])
        for text in [
            "", ",", "1,", "1-", "-1", "2-1", "1-1", "1,2", "01", "1-2-3", "1 ", "0-4194304",
            "0-4194303,0", "9223372036854775807-9223372036854775808", "1-9223372036854775807",
        ] {
            #expect(JournalText.blocks(parsing: Substring(text)) == nil, "\(text)")
        }
    }

    @Test(
        "takes nothing but what it writes",
        arguments: [
            "", " ", "block", "block 33", "block 33 ", "block 33 online", "block 33 online ",
            "block 33 online dma", "block  33 online -", "block 033 online -", "block -1 online -",
            "block +1 online -", "block 33 online - ", "block 33 offline 34", "block memory33 offline",
            "online 33 -", "device dax0.0", "device dax0.0 bind", "device dax0.0 bind kmem",
            "device dax0.0 bind kmem sparing=", "device dax0.0 bind kmem sparing=dax0",
            "device dax0.0 bind kmem sparing", "device dax0.0 bind kmem blocks=-",
            "device dax0.0 bind - sparing=-", "device dax0.0 bind % sparing= -",
            "device dax0.0 bind %6bmem sparing=-", "device dax0.0 bind %zz sparing=-",
            "device dax0.0 bind %6 sparing=-", "device dax0.0 bind %ff sparing=-",
            "device dax0.0 unbind kmem blocks", "device dax0.0 unbind kmem blocks=33,",
            "device dax2 create", "device dax2.0 delete 1", "device dax2.0 align", "device dax2.0 align 4K",
            "device dax2.0 align 04096", "device dax2.0 memmap-on-memory 2",
            "device dax2.0 map 0x1000-0x1fff", "device dax2.0 map 0x1000-0x1fff after=",
            "device dax2.0 map 0x1fff-0x1000 after=-", "device dax2.0 unmap 0x01000-0x1fff after=-",
            "device dax2.0 unmap - after=-", "nd-device dax0.1 bind", "nd-device - bind dax_pmem",
            "nd-device dax0.1 unbind dax_pmem carrying=-", "setting", "setting auto-online",
            "setting auto-online on", "setting autoprobe dax", "setting autoprobe dax 2",
            "setting autoprobe dax 01", "setting load", "setting load -", "setting load kmem kmem",
            "setting demotion true", "setting numa-balancing -1", "setting weights", "setting weights 0",
            "setting weights 0=1,", "setting weights 1=1,0=1", "setting weights 0=1,0=1",
            "setting weights 0=01",
            "file modprobe", "file modprobe absent x", "file modprobe text", "file modprobe text a/b",
            "file modprobe private 644,0,0 x", "file modprobe private 0600,1,1 x",
            "file modprobe private 600,1 x", "reboot",
            "namespace namespace0.1", "namespace namespace0.1 make", "namespace namespace0.1 clear x",
            "namespace namespace0.1 enable", "namespace namespace0.1 enable dma -",
            "namespace namespace0.1 unmake dax", "namespace namespace0.1 unmake dax.02",
            "namespace - disable", "nvdimm-region region0", "dimm nmem0 labels",
        ])
    func strict(text: String) {
        #expect(Action.journalSyntax.value(of: text) == nil)
    }

    @Test("reads its devices and header back")
    func header() throws {
        let ranges = Inventory.sample.devices.flatMap(\.ranges)
        for memory: DevicePlan.Goal.Memory in [
            .any, .offline, .online(nil), .online(.kernel), .online(.movable),
        ] {
            for driver in [nil, DriverName.kmem] {
                var plan = DevicePlan(
                    name: .pmem, identity: ObjectIdentity(ranges: ranges),
                    goal: .init(driver: driver, memory: memory), isUnchanged: driver == nil)
                for goal in [nil, [], ranges] {
                    plan.goal.ranges = goal
                    for name in [nil, "0f1e-2d", "dax0.1", "-", "", " %"] {
                        (plan.identity.uuid, plan.identity.provider) = (name, "hmem.0")
                        #expect(DevicePlan(journalText: plan.journalText) == plan)
                        (plan.identity.uuid, plan.identity.provider) = ("0f1e-2d", name)
                        #expect(DevicePlan(journalText: plan.journalText) == plan)
                    }
                }
            }
        }
        let header = JournalHeader(
            plan: Plan(devices: [], steps: []), boot: "0-f", pid: 7, since: "now", command: "50% | é")
        #expect(JournalHeader(journalText: header.journalText) == header)
    }

    @Test(
        "reads its namespaces, NVDIMM regions and DIMMs back, and takes no more of them than the header says")
    func nvdimms() {
        var states = NamespaceMode.allCases.map {
            NamespaceState($0, uuid: $0 == .raw ? nil : "0f1e-2d", range: Inventory.blocks(32..<40))
        }
        (states[0].altName, states[0].align, states[0].map) = ("a b", ByteCount(rawValue: 4096), .memory)
        (states[2].sectorSize, states[2].labels) = (ByteCount(rawValue: 512), .v1_1)
        var plans = states.map { NvdimmPlan(.namespace(Self.namespace), goal: .namespace($0)) }
        plans.append(
            NvdimmPlan(
                .namespace(Self.namespace),
                identity: ObjectIdentity(uuid: "0f1e-2d", ranges: [Inventory.blocks(32..<40)]), goal: .gone))
        for flag in [true, false] {
            plans.append(NvdimmPlan(.nvdimmRegion(Self.region), goal: .enabled(flag)))
            plans.append(NvdimmPlan(.dimm(Self.dimm), goal: .labels(flag)))
            plans[plans.count - 1].isUnchanged = flag
        }
        for nvdimm in plans {
            let syntax = NvdimmPlan.journalSyntax
            #expect(syntax.value(of: syntax.text(of: nvdimm)) == nvdimm)
            let plan = Plan(
                devices: [], nvdimms: [nvdimm], steps: [Step(action: .setting(.load(.kmem)), undo: .nothing)])
            let header = JournalHeader(plan: plan, boot: "0-f", pid: 7, since: "now", command: "50% | é")
            #expect(header.nvdimmCount == 1)
            #expect(JournalHeader(journalText: header.journalText) == header)
            var bytes: [UInt8] = []
            let records: [JournalRecord] = [.header(header), .nvdimm(nvdimm), .step(0, plan.steps[0])]
            for record in records { record.write(to: &bytes) }
            #expect(JournalContents(parsing: bytes).plan == plan)
            bytes = []
            for record in [records[0], records[2]] { record.write(to: &bytes) }
            #expect(JournalContents(parsing: bytes).plan == nil)
        }
        let header = "daxshift-journal/1 boot=a pid=1 since=x devices=1 nvdimms=0 steps=1 command=x"
        #expect(JournalHeader(journalText: header) == nil)
        #expect(
            JournalHeader(journalText: header.replacing("nvdimms=0", with: "nvdimms=2"))?.nvdimmCount == 2)
    }

    @Test("survives any input")
    func anything() throws {
        var random = SystemRandomNumberGenerator()
        let samples =
            Self.actions.map(Action.journalSyntax.text).filter { $0.utf8.count < 200 } + [
                "begin 1", "done 1 x", "step 1 setting module kmem | setting load kmem | nothing",
                "device dax0.0 uuid=- provider=- ranges=0x0-0xf driver=- memory=any unchanged=no becoming=same",
                "daxshift-journal/1 boot=a pid=1 since=x devices=1 steps=67108864 command=x",
            ]
        for _ in 0..<1000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                var text = Array((samples.randomElement(using: &random) ?? "").utf8)
                for _ in 0..<Int.random(in: 0...3, using: &random) where !text.isEmpty {
                    let index = Int.random(in: 0..<text.count, using: &random)
                    switch UInt8.random(in: 0...2, using: &random) {
                    case 0: text[index] = .random(in: 0...255, using: &random)
                    case 1: text.remove(at: index)
                    default: text.insert(.random(in: 0x20...0x7e, using: &random), at: index)
                    }
                }
                _ = Action.journalSyntax.value(of: String(decoding: text, as: UTF8.self))
                let hex = String(Checksum.of(text[...]), radix: 16)
                text += " #\(String(repeating: "0", count: 8 - hex.count))\(hex)\n".utf8
                bytes += text
            }
            _ = try? Recovery(JournalContents(parsing: bytes))
        }
    }

    @Test(
        "of a later form is told as such, whatever stands in it",
        arguments: ["2 x=y", "10", "2 devices=\u{1} #0"])
    func newer(form: String) {
        let contents = JournalContents(parsing: Array("daxshift-journal/\(form)\nstep 1\nnonsense\n".utf8))
        #expect(contents.damage.first?.flaw == .newer)
        #expect(contents.header == nil && contents.events.isEmpty)
        #expect(throws: Recovery.Unsafe.self) { try Recovery(contents) }
        let other = JournalContents(parsing: Array("daxshift-journal/x\n".utf8))
        #expect(other.damage.map(\.flaw) == [.checksum])
    }

    @Test("is read in time that grows with its length", .timeLimit(.minutes(10)))
    func length() {
        var bytes: [UInt8] = []
        for number in 0..<60_000 {
            let plan = DevicePlan(
                name: DeviceName(region: 0, device: number), identity: ObjectIdentity(ranges: []),
                goal: .init(driver: nil, memory: .any), isUnchanged: true)
            JournalRecord.device(plan).write(to: &bytes)
        }
        #expect(JournalContents(parsing: bytes).devices.count == 60_000)
        let empty = JournalContents(parsing: [UInt8](repeating: UInt8(ascii: "\n"), count: 1 << 22))
        #expect(empty.damage.count <= 1001 && empty.wholeLength == 1 << 22)
    }

    @Test("takes no line for whole in which a bit is another, be it of its checksum")
    func damagedBit() {
        var line: [UInt8] = []
        let step = Step(
            for: .device(.pmem), action: .block(33, .online(.movable)), undo: .action(.block(33, .offline)))
        JournalRecord.step(4, step).write(to: &line)
        line.removeLast()
        #expect((try? JournalRecord(line: line[...])) == .step(4, step))
        for index in line.indices {
            for bit in 0..<8 {
                var damaged = line
                damaged[index] ^= 1 << bit
                #expect(throws: JournalRecord.Flaw.checksum, "byte \(index), bit \(bit)") {
                    try JournalRecord(line: damaged[...])
                }
            }
        }
    }

    @Test("takes a torn last line for what it is, and zeros for damage")
    func torn() {
        let plan = Plan(
            devices: [], steps: [Step(action: .setting(.load(.kmem)), undo: .nothing)])
        var bytes: [UInt8] = []
        let header = JournalHeader(plan: plan, boot: "b", pid: 1, since: "x", command: "y")
        JournalRecord.header(header).write(to: &bytes)
        JournalRecord.step(0, plan.steps[0]).write(to: &bytes)
        let torn = JournalContents(parsing: bytes + Array("begin 1 /sys".utf8))
        #expect(torn.damage.isEmpty && torn.wholeLength == bytes.count && torn.tornBegin == 0)
        let zeros = [UInt8](repeating: 0, count: 50)
        #expect(JournalContents(parsing: bytes + zeros + Array("\n".utf8)).damage.map(\.line) == [3])
        #expect(JournalContents(parsing: zeros + bytes).damage.first?.line == 1)
        var middle = bytes
        middle[bytes.count - 20] = 0
        #expect(JournalContents(parsing: middle).damage.map(\.line) == [2])
    }

    @Test("has the checksum that zlib has")
    func checksum() {
        #expect(Checksum.of(Array("123456789".utf8)[...]) == 0xcbf4_3926)
    }
}
