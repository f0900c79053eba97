// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel
@testable import DaxshiftCLI

@Suite struct WordsTests {
    /// All faces of this program.
    private static let faces: [Words] = [.daxshift] + verbs.map { Words(face: .dropIn($0)) }
    private static let verbs: [any DropInVerb] = DaxctlVerb.allCases + NdctlVerb.allCases

    @Test func `every code has its words`() throws {
        let samples = Finding.samples
        #expect(Finding.Code.allCases.filter { code in !samples.contains { $0.code == code } } == [])
        let text = samples.map { "\($0.code.rawValue): \(Words.daxshift.line($0))\n" }.joined()
        try Golden.expect(text, in: "findings.txt")
    }

    @Test func `daxctl's words are the same but for options that it lacks`() throws {
        let words = Words(face: .dropIn(DaxctlVerb.disableDevice))
        let text = Finding.samples.filter { words.line($0) != Words.daxshift.line($0) }
            .map { "\($0.code.rawValue): \(words.line($0))\n" }.joined()
        try Golden.expect(text, in: "findings-daxctl.txt")
    }

    @Test func `no command of daxctl or ndctl is told of an option that it lacks`() {
        for verb in Self.verbs {
            let own = Set(verb.options.map(\.long))
            for finding in Finding.samples {
                let line = Words(face: .dropIn(verb)).line(finding)
                #expect(Self.options(in: line).subtracting(own) == [], "\(verb): \(line)")
            }
        }
    }

    /// The options that a line names outside of the command lines of other programs that it quotes.
    private static func options(in line: String) -> Set<String> {
        var rest = line
        for program in ["daxshift", "ndctl", "modprobe", "dracut", "update-initramfs"] {
            let parts = rest.split(separator: "'\(program) ", omittingEmptySubsequences: false)
            rest = parts.prefix(1).joined() + parts.dropFirst().map { $0.drop { $0 != "'" } }.joined()
        }
        return Set(
            rest.split(separator: "--", omittingEmptySubsequences: false).dropFirst()
                .map { String($0.prefix { $0.isLetter || $0 == "-" }) })
    }

    @Test func `a line has one problem, and names its object first`() {
        for words in Self.faces {
            for finding in Finding.samples {
                let place = finding.entry.map { "\($0): " } ?? ""
                #expect(words.line(finding).hasPrefix(place))
                let line = words.line(finding).dropFirst(place.count)
                #expect(!line.contains("\n") && !line.contains("  ") && !line.hasSuffix("; "))
                if let object = finding.object, object.device != nil || object.isNvdimm {
                    #expect(line.hasPrefix("\(object)"))
                }
            }
        }
    }

    @Test func `a note has its severity where something may be wrong`() {
        for finding in Finding.samples {
            #expect(Words.daxshift.note(finding).hasPrefix("warning: ") == (finding.severity == .warning))
        }
    }

    @Test func `many sectors, ranges and blocks are counted, and no more than five named`() {
        let host = Inventory.sample.with(.pmem) { device in
            device.badRanges = (0..<7).flatMap { block in
                (0..<100).compactMap { page in
                    let first = UInt64(8320 + 128 * block + page) << 20
                    return PhysicalRange(start: first, end: first + 4095)
                }
            }
        }
        guard let device = host.device(.pmem) else { return }
        let bad = Finding.BadMemory(
            of: device, in: Array(65...71), ByteCount(rawValue: 128 << 20))
        let line = Words.daxshift.problem(Finding(.blocks(.badSectors(bad))))
        #expect(line.contains("5600 sectors"))
        #expect(line.contains("and 695 more"))
        #expect(line.contains("memory69 and 2 more"))
        #expect(line.utf8.count < 500)
    }
}

extension Finding {
    /// A finding of every code, with the values that its words use.
    fileprivate static var samples: [Finding] {
        starts + requests + devices + blocks + memory + settings + shapes + nvdimms + namespaces + models
            + configuration + layouts + runs
    }

    private static let gap = Gap(file: "/sys/bus/dax/devices", reason: "Too many open files")
    private static let range = PhysicalRange(start: 0x1_0000_0000, end: 0x1_07ff_ffff)
    private static let ranges = [range].compactMap(\.self)
    private static let users = (1...7).map { DeviceUser(pid: $0, command: "a", uses: [.open]) }
    private static let mebibyte = ByteCount(rawValue: 1 << 20)
    private static let gibibyte = ByteCount(rawValue: 1 << 30)
    private static let kernel = KernelRelease(rawValue: "6.12.0-sample")

    /// A journal that can't be recovered.
    private static var unsafe: [(StartCause, Remedy?)] {
        do throws(Recovery.Unsafe) {
            _ = try Recovery(JournalContents(parsing: Array("garbage\n".utf8)))
            return []
        } catch {
            return [(.unsafeRecovery(error), .abandon(journal: "/run/daxshift/journal"))]
        }
    }

    private static var starts: [Finding] {
        let header = JournalHeader(
            plan: Plan(devices: [], steps: []), boot: "1", pid: 17, since: "2026-11-23T17:29:20Z",
            command: "online-memory")
        let journal = "/run/daxshift/journal"
        let causes: [(StartCause, Remedy?)] = [
            (.notRoot(command: "online-memory"), .planInstead), (.notRoot(command: "recover"), .runAsRoot),
            (.lockHeld("another daxshift is changing this host"), .waitForLock),
            (.fileUnusable("/run/daxshift can't be made: EROFS"), .advice("/run must be writable")),
            (.openJournal(header, path: journal), .recover(isIrreversible: false)),
            (.openJournal(nil, path: journal), .recover(isIrreversible: true)),
            (.unreadableJournal("\(journal) can't be read: EIO"), .advice("look at it as root")),
            (.notFinishable, .undoInstead), (.journalChanged, .tryAgain),
            (.notConfirmed(wasAsked: true), nil), (.notConfirmed(wasAsked: false), .confirm),
            (.noWatchdog("the thread can't be made: EAGAIN"), .advice("raise the limit on processes")),
            (.commandLine("too few words"), nil),
            (.inputFile("cannot read host.json: ENOENT"), nil),
            (.outputFile("cannot write map.svg: EACCES"), nil),
        ]
        return (causes + unsafe).map { cause, remedy in
            var finding = Finding(.start(cause))
            finding.remedies = remedy.map { [$0] } ?? []
            return finding
        }
    }

    private static var requests: [Finding] {
        [
            Finding(.request(.notListed(.device, "dax9.0 does not exist: there is only dax0.0"))),
            Finding(.request(.unlisted(gap)), remedies: .letRead),
            Finding(.request(.noDevice(.hmem)), remedies: .choose(["dax0.0", "dax0.1"])),
            Finding(.request(.noRegion(9)), remedies: .choose((0..<21).map(String.init))),
            Finding(.request(.noNamespace(.uuid("abc"))), remedies: .listAll),
            Finding(.request(.severalNamespaces(.uuid("abc"))), remedies: .choose(["dax0.0", "dax1.0"])),
            Finding(
                .request(.severalNamespaces(.altName("cache"))), remedies: .choose(["dax0.0", "dax1.0"])),
            Finding(.request(.nothingMeant(inDynamicRegions: false)), remedies: .listAll),
            Finding(.request(.nothingMeant(inDynamicRegions: true)), remedies: .listAll),
            Finding(.request(.noDynamicRegion), remedies: .changeNamespace),
            Finding(
                .request(
                    .severalRegions([
                        Candidate(region: 2, provider: .hmem, free: gibibyte),
                        Candidate(region: 4, provider: .cxl, free: mebibyte),
                    ])), remedies: .chooseRegion),
            Finding(
                .request(.namedTwice(.name(KernelName(rawValue: "namespace0.0")))), about: .device(.pmem),
                remedies: .nameOnce),
            Finding(.request(.otherRegion([2, 4])), about: .device(.pmem), remedies: .nameRegion(0)),
            Finding(.request(.severalGoals), about: .device(.pmem)),
        ]
    }

    private static var devices: [Finding] {
        [
            (.classModel(.daxPmemCompat), [.migrateToBus]), (.classModelOnly(.daxPmem), [.bootForBus]),
            (.notOnNvdimm, [.nameNvdimmDevices]), (.noSize, [.giveSize]), (.rangesUnread, [.readAsRoot]),
            (.leakedRanges(ranges), [.reboot]), (.leakedRanges(ranges + ranges), [.reboot]),
            (.inUse(Array(users.prefix(1))), [.endUsers, .force(.takeFromUsers)]),
            (.inUse(users), [.endUsers, .force(.takeFromUsers)]),
            (.usersUnseen(.withoutPtrace), [.letSee(.withoutPtrace), .force(.takeFromUsers)]),
            (.usersUnseen(.otherNamespace), [.letSee(.otherNamespace), .force(.takeFromUsers)]),
            (.usersUnseen(.unreadable(gap)), [.letSee(.unreadable(gap)), .force(.takeFromUsers)]),
            (.holdsData(at: 4096), [.force(.overwrite)]),
            (.dataUnread(gap), [.readAsRoot, .force(.overwrite)]),
            (.dataUnread(nil), [.makeDevdax(.pmem), .force(.overwrite)]),
            (.noTargetNode, [.updateFirmware]),
            (.noWholeBlock(mebibyte, blockSize: gibibyte), [.largerDevice(blockSize: gibibyte)]),
            (.noWholeBlock(mebibyte, blockSize: gibibyte), [.sizes([gibibyte])]),
            (.noWholeBlock(mebibyte, blockSize: gibibyte), [.showRegion(2), .makeRoom([.hmem])]),
            (.noWholeBlock(mebibyte, blockSize: gibibyte), [.modeWithoutBlocks]),
            (.notSystemRAM, [.makeSystemRAM(.pmem)]), (.passedOver, []),
            (.contents(gibibyte), [.force(.giveUpContents)]), (.severalRanges(ranges + ranges), []),
            (.keptAsFirst, []), (.heldWithoutMemory(.kmem), [.disable(.pmem)]),
            (.driverWithoutMemory, [.leaveOutModeOrSize]),
            (.oddRange(ranges[0], align: gibibyte), [.align(.pmem, mebibyte)]),
        ].map { (cause: DeviceCause, remedies: [Remedy]) in
            finding(.device(cause), .device(.pmem), remedies)
        }
    }

    private static var blocks: [Finding] {
        let device = Inventory.sample.with(.pmem) { $0.badRanges = $0.ranges }.device(.pmem)
        let bad = device.map { BadMemory(of: $0, in: [65, 66], ByteCount(rawValue: 128 << 20)) }
        let causes: [(BlockCause, [Remedy])] =
            [
                (.unread, [.readAsRoot]), (.stateUnread(66), [.waitForOthers]),
                (.goingOffline(66), [.waitForOthers]),
                (.otherZone(2, of: 7, wanted: .movable), [.force(.moveBlocks(.movable))]),
                (.kernelZone(2, of: 7), [.moveToMovable(.pmem)]),
                (.online(2, of: 7), [.force(.offlineFirst(.pmem))]), (.poisonForgotten(mebibyte), []),
            ]
            + (bad.map {
                [
                    (.badSectors($0), [.clearErrors, .force(.useBadMemory)]), (.badSectorsForced($0), []),
                    (.badSectorsOffline($0), [.keepOffline]),
                ]
            } ?? [])
        return causes.map { finding(.blocks($0), .device(.pmem), $1) }
    }

    private static var memory: [Finding] {
        let need = MapNeed(
            devices: [.pmem], size: mebibyte, pageSize: ByteCount(rawValue: 4096), margin: mebibyte,
            free: mebibyte)
        var needOfTwo = need
        needOfTwo.devices.append(.otherPmem)
        let departure = Departure(
            nodes: [1], size: gibibyte, shared: mebibyte, locked: .zero, others: [0, 2], isBound: true,
            ram: mebibyte, swap: .zero)
        let causes: [(MemoryCause, [Remedy])] = [
            (.noHotplug, [.bootForHotplug]), (.mapNotOffered, [.leaveMapOutside]),
            (.mapTurnedOff(file: "/sys/file"), [.bootWith(argument: "a=1")]),
            (.mapIsOutside, [.makeDevdax(.pmem)]), (.noRoomForMaps(need), [.freeMemory, .smallerDevice]),
            (
                .noRoomForMaps(needOfTwo),
                [.freeMemory, .smallerDevice, .keepMapInMemory(.otherPmem, afterBoot: false)]
            ),
            (
                .noRoomForMaps(need),
                [.freeMemory, .smallerDevice, .keepMapInMemory(.pmem, afterBoot: true)]
            ),
            (.noHugePages(.init(size: gibibyte, used: 2, free: 1), node: 1), [.moveHugePages]),
            (.noRoomElsewhere(departure), [.makeRoomInMemory, .allowOOM]),
        ]
        return causes.map { finding(.memory($0), .device(.pmem), $1) } + [
            Finding(
                .memory(.mostlyMovable(gibibyte, kernel: mebibyte, usualRatio: 4)), remedies: .kernelZone),
            Finding(.memory(.sharedNode(SharedNode(device: .pmem, node: 0)))),
            Finding(.driver(.missing(module: "kmem", kernel)), remedies: .installModule("kmem")),
            Finding(
                .driver(.blacklisted(module: "kmem")), remedies: .removeBlacklist(module: "kmem")),
            Finding(
                .driver(.substituted(module: "kmem", command: "/bin/false")),
                remedies: .removeInstall(module: "kmem", command: "/bin/false")),
        ]
    }

    private static var settings: [Finding] {
        let causes: [(SettingCause, ObjectReference.Setting, [Remedy])] = [
            (.notOffered, .demotion, [.bootLinux(since: "5.15")]),
            (.noPromotion, .numaBalancing, [.bootLinux(since: "6.1")]),
            (.unread(nil), .weights, [.readAsRoot]), (.unread(gap), .numaBalancing, [.readAsRoot]),
            (.badMode(4), .numaBalancing, []), (.badWeight(256, 1), .weights, []),
            (.noNode(2), .weights, [.choose(["node0", "node1"])]), (.noBandwidth, .weights, [.giveWeights]),
            (.laterBandwidth([1, 2]), .weights, []),
        ]
        return causes.map { finding(.setting($0), .setting($1), $2) }
    }

    private static var shapes: [Finding] {
        let vacancy = Vacancy(holes: [mebibyte, gibibyte], usable: gibibyte, align: gibibyte)
        let causes: [(ShapeCause, [Remedy])] = [
            (.layoutUnknown, [.readRegionAsRoot]),
            (.unknownAlignment(ByteCount(rawValue: 8192)), [.alignments(DaxRegion.alignments)]),
            (.misalignedRange(ranges[0], granule: gibibyte), [.fittingRanges]),
            (.misalignedRange(ranges[0], granule: gibibyte), [.smallerAlign(mebibyte)]),
            (.unevenSize(mebibyte, granule: gibibyte, align: gibibyte), [.sizes([gibibyte])]),
            (.unevenSize(mebibyte, granule: gibibyte, align: gibibyte), [.sizeUpTo(mebibyte)]),
            (.shareTooSmall(percent: 1, of: gibibyte, granule: gibibyte), [.leastSize(gibibyte)]),
            (.zeroSize, [.sizes([gibibyte])]), (.full, [.showRegion(2), .makeRoom([.hmem])]),
            (.full, [.showRegion(2), .makeRoom((0..<7).map { DeviceName(region: 2, device: $0) })]),
            (.noRoom(gibibyte, vacancy), [.largestSize(mebibyte)]),
            (.noRoom(gibibyte, vacancy), [.showRegion(2)]),
            (
                .misalignedAddress(0x1_4800_1000, granule: mebibyte),
                [.addresses([0x1_4800_0000, 0x1_4810_0000])]
            ),
            (.noRoomAt(0x1_4800_0000, gibibyte, free: mebibyte), [.largestSize(mebibyte)]),
            (.rangeTaken(ranges[0], by: .hmem), [.showRegion(2)]),
            (.rangeOutside(ranges[0], region: range), [.showRegion(2)]),
            (.rangeTwice(ranges[0]), [.showRegion(2)]),
        ]
        return causes.map { finding(.shape($0, region: 2), .daxRegion(path: "/sample/hmem.0"), $1) } + [
            Finding(.shape(.isStatic, region: 0), about: .device(.pmem), remedies: .changeNamespace),
            Finding(.shape(.zeroSize, region: 2), about: .device(.hmem), remedies: .destroy(.hmem)),
        ]
    }

    private static let region = KernelName(rawValue: "region0")
    private static let otherRegion = KernelName(rawValue: "region1")
    private static let dimm = KernelName(rawValue: "nmem0")
    private static let otherDimm = KernelName(rawValue: "nmem1")
    private static let namespace = KernelName(rawValue: "namespace0.0")
    private static let uuid = "07bc7573-aca8-406e-90d0-17524d99b28d"

    private static var nvdimms: [Finding] {
        let ofRegion: [(NvdimmCause, [Remedy])] = [
            (.disabled, [.enableRegion(region)]),
            (.readOnly, [.makeWritable(file: KernelFile.nvdimm(region) + "/read_only")]),
            (.unread(nil), [.readAsRoot]), (.unread(gap), [.readAsRoot]),
            (.noLabels([dimm]), [.force(.overwriteLabels)]),
            (.noLabels([dimm, otherDimm]), [.initializeLabels([dimm, otherDimm])]),
            (.takesNoLabels, []), (.noSlot(dimm), [.destroyNamespaces([namespace])]),
            (.halfMade(namespace), [.destroyNamespaces([namespace])]),
            (.full, [.destroyNamespaces([namespace, KernelName(rawValue: "namespace0.1")])]),
            (.full, [.destroyNamespaces([])]),
            (.noRoom(gibibyte, pieces: ranges), [.largestSize(mebibyte)]),
            (.noRoom(gibibyte, pieces: ranges + ranges), [.largestSize(mebibyte)]),
            (.badSize(mebibyte, granule: ByteCount(rawValue: 16 << 20)), [.sizes([gibibyte])]),
            (.noUsableSize(mebibyte), [.sizes([gibibyte])]),
            (.noUsableSize(mebibyte), [.otherAlign(Array(DaxRegion.alignments.dropLast()))]),
            (.noUsableSize(mebibyte), [.chooseRaw]),
            (.badAlign(mebibyte), [.alignments(DaxRegion.alignments)]),
            (.badSectorSize(mebibyte), [.sectorSizes([512, 4096].map { ByteCount(rawValue: $0) })]),
            (.active([otherRegion]), [.disableRegions([otherRegion])]),
            (.active([region, otherRegion]), [.disableRegions([region, otherRegion])]),
        ]
        let ofDimm: [(NvdimmCause, [Remedy])] = [
            (.locked(dimm), []), (.dimmDisabled(dimm), []),
            (.labelled([]), [.force(.overwriteLabels)]), (.labelled([namespace]), [.force(.overwriteLabels)]),
            (.labelledUntilBoot([dimm]), []),
        ]
        return [
            Finding(.nvdimm(.noRegion(otherRegion)), remedies: .chooseNvdimmRegion([region])),
            Finding(.nvdimm(.noDimm(otherDimm)), remedies: .choose(["nmem0"])),
            Finding(.nvdimm(.none), remedies: .listAll),
            Finding(.nvdimm(.severalRegions([])), remedies: .chooseNvdimmRegion([region, otherRegion])),
            Finding(
                .nvdimm(.severalRegions([region, otherRegion])),
                remedies: .chooseNvdimmRegion([region, otherRegion])),
        ] + ofRegion.map { finding(.nvdimm($0), .nvdimmRegion(region), $1) }
            + ofDimm.map { finding(.nvdimm($0), .dimm(dimm), $1) }
    }

    private static var namespaces: [Finding] {
        var held = Namespace(name: namespace, region: region, mode: "fsdax", uuid: uuid, isEnabled: true)
        let unseen = NamespaceContents(held)
        held.altName = "cache"
        held.rawSize = gibibyte
        held.contents = BlockContents()
        let blank = NamespaceContents(held)
        held.contents?.signatures = [
            BlockSignature(usage: .partitionTable, type: "gpt"),
            BlockSignature(usage: .filesystem, type: "ext4", label: "data", uuid: uuid),
        ]
        let full = NamespaceContents(held)
        let uses: [BlockHolder.Use] = [
            .mount(at: "/mnt"), .swap, .blockDevice(KernelName(rawValue: "dm-0")), .process(users[0]),
            .unseen,
        ]
        let holders = uses.map { BlockHolder(device: KernelName(rawValue: "pmem0"), use: $0) }
        let causes: [(NamespaceCause, [Remedy])] = [
            (.enabled, [.disableNamespace(namespace)]),
            (.inUse(holders), [.endBlockUsers]), (.usersUnseen(gap), [.readAsRoot]),
            (.processesUnseen(.withoutPtrace), [.letSee(.withoutPtrace)]),
            (.deviceInUse(.pmem, users), [.endUsers]),
            (.deviceUsersUnseen(.pmem, .withoutPtrace), [.letSee(.withoutPtrace)]),
            (.systemRAM(.pmem, online: 0), [.giveUpRAM(.pmem)]), (.systemRAM(.pmem, online: 1), []),
            (.systemRAM(.pmem, online: 31), [.giveUpRAM(.pmem), .force(.offlineFirst(.pmem))]),
            (.strayMemory(ranges), [.reboot]), (.holdsData(unseen), [.force(.loseContents)]),
            (.holdsData(blank), [.force(.loseContents)]), (.holdsData(full), [.force(.loseContents)]),
            (.uuidTaken(uuid, by: namespace), [.otherUUID]), (.noLabel, [.leaveOutLabel]),
            (.unknownMode("odd"), []),
            (.nameNotText("B\u{fffd}cher"), [.writeName(file: KernelFile.namespaceAltName(namespace))]),
            (.needless([.align, .map], .sector), []),
            (.needless([.sectorSize], .devdax), []), (.notDevdax(.fsdax), [.chooseDevdax]),
            (.keepsContents(gibibyte), []),
        ]
        return [
            Finding(.namespace(.missing(.altName("cache"), in: nil)), remedies: .choose(["namespace0.0"])),
            Finding(.namespace(.missing(.uuid(uuid), in: otherRegion)), remedies: .listAll),
            Finding(.namespace(.longName(String(repeating: "a", count: 64)))),
            Finding(
                .request(.namedTwice(.altName("cache"))), about: .namespace(namespace), remedies: .nameOnce),
        ] + causes.map { finding(.namespace($0), .namespace(namespace), $1) }
    }

    private static var models: [Finding] {
        let statement = ModprobeStatement(
            file: "/etc/modprobe.d/site.conf", lines: 4...4, directive: .blacklist(.daxPmem),
            text: "blacklist dax_pmem")
        return [
            Finding(.model(.notOffered(.class, kernel)), remedies: .useBus),
            Finding(.model(.notOffered(.bus, kernel)), remedies: .installBusDriver),
            Finding(.model(.noDevice)), Finding(.model(.reached(.bus, isOnly: true))),
            Finding(.boot(.chosen(.bus, withFile: true))), Finding(.boot(.chosen(.class, withFile: false))),
            Finding(.boot(.reached(.bus))),
            Finding(.boot(.fileUnread), about: .setting(.modprobe), remedies: .lookAtFile),
            Finding(
                .boot(.fileIsLink(target: "/dev/null")), about: .setting(.modprobe),
                remedies: .removeLink(target: "/dev/null", lines: ["blacklist a", "alias b c"])),
            Finding(.boot(.linkRemoved(target: "/dev/null"))), Finding(.boot(.linesKept(1))),
            Finding(.boot(.linesKept(2))),
            Finding(.boot(.builtIn(.daxPmemCompat)), remedies: .switchAfterBoot),
            Finding(.boot(.contradiction(statement, .bus)), remedies: .removeLine),
            Finding(.boot(.noInitramfs(kernel))), Finding(.boot(.initramfsAgrees(path: "/boot/image"))),
            Finding(
                .boot(.initramfsDisagrees(path: "/boot/image")),
                remedies: .rebuildInitramfs(["update-initramfs", "-u"], isDue: true)),
            Finding(.boot(.initramfsMade(path: "/boot/image"))),
            Finding(
                .boot(.initramfsUnchecked(path: "/boot/image")),
                about: .setting(.initramfs(path: "/boot/image")),
                remedies: .rebuildInitramfs(["dracut", "-f"], isDue: false)),
            Finding(
                .boot(.initramfsUnread(path: "/boot/image")),
                remedies: .rebuildInitramfs(["dracut", "-f"], isDue: false)),
        ]
    }

    private static var configuration: [Finding] {
        let text = """
            [reconfigure-device a]
            target_node = 1
            [reconfigure-device b]
            target_node = 1
            [reconfigure-device c]
            [reconfigure-device d]
            region.id = 2
            [reconfigure-device e]
            target_node = 1
            mode = devdax
            online = false
            [reconfigure-device f]
            target_node = 1
            target_node = 2
            [reconfigure-device g]
            size = 1G
            [reconfigure-device h]
            nvdimm.uuid = x
            [reconfigure-device i]
            range = 0x2-0x1
            [reconfigure-device j
            [reconfigure-device k]
            online false
            [reconfigure-device l]
            [reconfigure-device L]
            """
        let read = DeviceConfiguration([
            .init(path: "a.conf", text: .success(text)), .init(path: "b.conf", text: .success("mode=devdax")),
            .init(path: "c.conf", text: .failure(.init(reason: "Permission denied"))),
        ])
        return [
            Finding(.configuration(.noSection), about: .device(.pmem)),
            Finding(
                .configuration(.severalSections(read.sections)), about: .device(.pmem),
                remedies: .keepOneSection),
        ] + read.problems.map { $0.finding() }
    }

    private static var layouts: [Finding] {
        let place = Layout.Place(file: "layout.yaml", line: 4, column: 3)
        let key = Layout.Key(["regions", "fast"], at: place)
        var match = Layout.Match()
        (match.name, match.namespace, match.serials) = ("dax0.0", .altName("data"), ["0x1", "0x2"])
        (match.provider, match.cxlRegion, match.targetNode) = (.cxl, 2, 3)
        match.range = PhysicalRange(start: 4096, end: 8191)
        let speeds: [Layout.Speed] = [
            .fastest, .slowest, .tier(4), .bandwidth(atLeast: 100_000_000_000),
            .bandwidth(atLeast: 1_500_000), .latency(atMost: 200),
        ]
        let section = DeviceConfiguration([
            .init(
                path: "a.conf",
                text: .success("[reconfigure-device a]\nregion.id = 0\nregion.provider = pmem\n"))
        ]).sections[0]
        let causes: [(Finding.LayoutCause, Finding.Remedy?)] =
            [(.noMatch(match), .listAll)]
            + speeds.map { speed in
                var match = Layout.Match()
                match.speed = speed
                return (.noMatch(match), nil)
            } + [
                (.severalMatch(["dax0.0", "dax0.1"]), nil), (.sameObject(key), .keepOneEntry),
                (.devicesOfNvdimm, .nameNamespaces), (.namespaceInDaxRegion("fast"), .nameDevices),
                (.otherRegion(KernelName(rawValue: "region1")), nil), (.otherPlan, .planAnew),
                (.numberedRegion(section), nil), (.conflict(section), nil),
            ]
        return causes.map { cause, remedy in
            var finding = Finding(.layout(cause))
            finding.remedies = remedy.map { [$0] } ?? []
            finding.entry = key
            return finding
        } + [
            Finding(
                .device(.contents(gibibyte)), about: .device(.pmem), remedies: .force(.giveUpContents)
            ).of(key)
        ]
    }

    private static var runs: [Finding] {
        let offline = Action.block(66, .offline)
        let bind = Action.device(.pmem, .bind(.kmem, bystanders: []))
        let make = Action.file(
            .initramfs(.init(path: "/boot/image", command: ["dracut", "-f"], hasFile: true)))
        let failures = [
            StepFailure(offline, .refused(file: "/sys/file", value: "offline", .busy)),
            StepFailure(
                Action.block(66, .online(.movable)), .refused(file: "/sys/file", value: "online", .poisoned)),
            StepFailure(offline, .timedOut(file: "/sys/file", .interrupted)),
            StepFailure(bind, .unreadable(file: "/sys/file", .inputOutput)),
            StepFailure(.setting(.load(.kmem)), .notLoaded(module: "kmem", .noSuchFile)),
            StepFailure(offline, .unmet(.node(1, .roomElsewhere(for: ByteCount(rawValue: 4 << 27))))),
            StepFailure(bind, .unmet(.device(.pmem, .unused))),
            StepFailure(bind, .noEffect(bind.after)),
            StepFailure(make, .failed(program: ["dracut", "-f"], status: 3)),
            StepFailure(make, .failed(program: ["dracut", "-f"], status: nil)),
            StepFailure(make, .noEffect(make.after)),
        ]
        let label = NamespaceLabel(
            uuid: uuid, altName: "", size: gibibyte, sectorSize: ByteCount(rawValue: 512), holderClass: .dax)
        let ofNamespace: [(Action.Namespace, ErrorNumber)] = [
            (.setLabel(label), .busy), (.setLabel(label), .noSpace), (.setLabel(label), .invalid),
            (.clear(uuid: uuid), .busy), (.make(HolderShape(.dax, uuid: uuid)), .noSuchDeviceOrAddress),
            (.make(HolderShape(.btt, uuid: uuid)), .busy), (.enable(nil, nil), .noSuchDevice),
            (.eraseInfoBlock, .busy),
        ]
        let ofDimm: [ErrorNumber] = [.busy, .notPermitted]
        let block = MemoryBlock(index: 66, state: .online, zone: .normal)
        let shortfalls: [Shortfall] = [
            .gone, .otherRanges, .driver(nil, wanted: .kmem), .blocks(1, of: 7, first: block), .unknown(gap),
        ]
        let fields = NamespaceField.allCases.map(Shortfall.namespace)
        let use = DaxDevice(name: .hmem, path: "/sample").use
        let changes: [ChangeCause] = [.appeared, .gone, .used(from: use, to: use)]
        let explanations: [Explanation] = [
            .users(Array(users.prefix(2))), .usersUnseen(.withoutPtrace), .heldBack(ranges[0]),
            .policy(.online), .udevRule(file: "/etc/udev/rules.d/a.rules", line: 2, text: "ACTION==\"add\""),
            .zone(block: 66, .movable, .pmem, kernelBlocks: 0, of: 7),
            .zone(block: 66, nil, .pmem, kernelBlocks: 6, of: 7),
            .kernelLog(["page_type: f5(slab)", "page dumped because: unmovable page"]),
        ]
        let nvdimmFailures =
            ofNamespace.map { action, errno in
                Finding(
                    .run(
                        .step(
                            StepFailure(
                                .namespace(namespace, action),
                                .refused(file: "/sys/file", value: "1", errno)))),
                    about: .namespace(namespace))
            }
            + ofDimm.map { errno in
                Finding(
                    .run(
                        .step(
                            StepFailure(
                                .dimm(dimm, .initializeLabels(.v1_2)),
                                .refused(file: "ndctl_dimm_init_labels", value: "nmem0", errno)))),
                    about: .dimm(dimm))
            }
        return failures.map { Finding(.run(.step($0)), about: .device(.pmem)) } + nvdimmFailures
            + fields.map { Finding(.run(.shortfall($0)), about: .namespace(namespace)) }
            + [Finding(.change(.remade), about: .namespace(namespace))]
            + shortfalls.map { Finding(.run(.shortfall($0)), about: .device(.pmem)) }
            + [
                Finding(.run(.renamed), about: .device(.pmem)), Finding(.run(.interrupted)),
                Finding(.run(.journal("could not write /run/daxshift/journal: No space left on device"))),
                Finding(.run(.notPutBack)),
                Finding(.run(.notRevocable), about: .device(.pmem)),
            ]
            + changes.map { Finding(.change($0), about: .device(.hmem)) }
            + explanations.map { Finding(.explanation($0)) }
    }

    private static func finding(
        _ cause: Cause, _ object: ObjectReference, _ remedies: [Remedy]
    ) -> Finding {
        var finding = Finding(cause, about: object)
        finding.remedies = remedies
        return finding
    }
}
