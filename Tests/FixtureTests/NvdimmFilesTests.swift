// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import Glibc
import Testing

/// What the survey reads of NVDIMMs, from a captured host whose files are changed.
@Suite("NVDIMM files", .enabled(if: geteuid() == 0))
struct NvdimmFilesTests {
    private static let nd = "sys/bus/nd/devices"

    @Test
    func regionHasItsRangeItsDimmsAndItsSeeds() async throws {
        try await Fixture.with("pieces") { host in
            let found = try host.view { LinuxHost().survey([.namespaces, .dimmDetails]) }
            #expect(found.gaps.isEmpty, "\(found.gaps)")
            #expect(found.buses == [NvdimmBus(name: "ndbus0", provider: "ACPI.NFIT")])
            var region = NvdimmRegion(
                name: "region0", bus: "ndbus0", size: ByteCount(rawValue: 2 << 30),
                availableSize: ByteCount(rawValue: 512 << 20), isEnabled: true)
            region.range = PhysicalRange("0x100000000-0x17fffffff")
            region.align = ByteCount(rawValue: 16 << 20)
            region.isLabelled = true
            region.mappings = [
                DimmMapping(dimm: "nmem0", offset: 0, size: ByteCount(rawValue: 2 << 30), position: 0)
            ]
            region.setCookie = 0x24_68ac_0012_3456
            region.largestFree = ByteCount(rawValue: 512 << 20)
            (region.targetNode, region.numaNode) = (1, 0)
            region.seeds.namespace = "namespace0.2"
            (region.seeds.dax, region.seeds.pfn, region.seeds.btt) = ("dax0.2", "pfn0.0", "btt0.0")
            region.seeds.daxAlign = ByteCount(rawValue: 2 << 20)
            region.seeds.pfnAlign = ByteCount(rawValue: 2 << 20)
            region.seeds.alignments = [4096, 2 << 20, 1 << 30].map(ByteCount.init(rawValue:))
            region.seeds.sectorSizes = [512, 520, 528, 4096, 4104, 4160, 4224].map(ByteCount.init(rawValue:))
            region.idle = ["namespace0.2"]
            #expect(found.nvdimmRegions.first == region)

            var dimm = Dimm(name: "nmem0", bus: "ndbus0", isEnabled: true)
            (dimm.isActive, dimm.flags, dimm.freeSlots) = (true, ["label"], 16344)
            (dimm.serial, dimm.takesLabels) = ("0x56341200", true)
            (dimm.id, dimm.handle, dimm.physicalID) = ("8680-56341200", 1, 0)
            #expect(found.dimms.first == dimm)
        }
    }

    @Test
    func enablingOfRegionWaitsForItsNamespaces() async throws {
        try await Fixture.with("pieces") { host in
            try await Self.follow("drivers/nd_region/bind", "region0", "mkdir devices/namespace0.9", on: host)
            let isThere = try host.view {
                try? LinuxHost().perform(.nvdimmRegion("region0", .enable))
                return access("/\(Self.nd)/namespace0.9", F_OK) == 0
            }
            #expect(isThere)
        }
    }

    private static let labelled: KernelName = "namespace0.1"
    private static let uuid = "3dfc8376-5e01-4566-add6-2d9c25e59590"

    @Test
    func labelOfAnotherIsNotTaken() async throws {
        try await Fixture.with("pieces") { host in
            let other = "00000000-0000-4000-8000-000000000000"
            #expect(try host.view { Self.takeLabel(other) } == nil)
            let held = try host.view {
                [Condition.Namespace.without(uuid: other), .without(uuid: Self.uuid), .unsized].map {
                    LinuxHost().holds(.namespace(Self.labelled, $0))
                }
            }
            #expect(held == [true, false, false])
        }
    }

    @Test
    func namespaceWhoseLabelIsTakenMayDisappear() async throws {
        try await Fixture.with("pieces") { host in
            let name = Self.labelled
            try await Self.follow(
                "devices/\(name)/size", "0", "rm devices/\(name)/alt_name devices/\(name)", on: host)
            #expect(try host.view { Self.takeLabel(Self.uuid) } == nil)
        }
    }

    private static func takeLabel(_ uuid: String) -> StepFailure? {
        do throws(StepFailure) {
            try LinuxHost().perform(.namespace(labelled, .clear(uuid: uuid)))
            return nil
        } catch {
            return error
        }
    }

    /// Has a host do what the kernel does after a write: a command below `/sys/bus/nd` for which `wait_probe` waits.
    private static func follow(
        _ file: String, _ value: String, _ command: String, on host: Fixture
    ) async throws {
        // Whoever opens a pipe waits until someone else does.
        try await host.alter(
            """
            cd sys/bus/nd && wait=$(readlink -f devices/region0/..)/wait_probe && rm "$wait" && mkfifo "$wait" || exit 1
            timeout 60 sh -c "until grep -q '^\(value)' \(file); do sleep 0.05; done
                \(command); exec 3>$wait; rm $wait; echo 1 >$wait" >/dev/null 2>&1 &
            """)
    }

    @Test
    func seedsAreNoNamespaces() async throws {
        try await Fixture.with("pieces") { host in
            let found = try host.view { LinuxHost().survey(.namespaces) }
            #expect(
                found.namespaces.map(\.name)
                    == ["namespace0.0", "namespace0.1", "namespace0.3", "namespace1.0"])
            let alone = try host.view { LinuxHost().survey(.namespaceFiles) }
            #expect(alone.namespaces == found.namespaces)
        }
    }

    @Test
    func devdaxNamespace() async throws {
        try await Fixture.with("pieces") { host in
            var namespace = Namespace(
                name: "namespace0.1", region: "region0", mode: "devdax",
                size: ByteCount(rawValue: 526_385_152),
                uuid: "71bcfc82-e31e-4a4a-811c-53e1b2dbcf1a", isEnabled: true)
            namespace.labelUUID = "3dfc8376-5e01-4566-add6-2d9c25e59590"
            namespace.rawSize = ByteCount(rawValue: 512 << 20)
            namespace.range = PhysicalRange("0x120000000-0x13fffffff")
            namespace.usable = PhysicalRange("0x120a00000-0x13fffffff")
            (namespace.holder, namespace.ndDevice, namespace.holderClass) = ("dax0.0", "dax0.0", .dax)
            namespace.device = DeviceName(region: 0, device: 1)
            (namespace.align, namespace.map) = (ByteCount(rawValue: 2 << 20), .device)
            (namespace.sectorSize, namespace.driver) = (ByteCount(rawValue: 512), .daxPmem)
            namespace.labelSectorSize = ByteCount(rawValue: 512)
            let found = try Self.namespace("namespace0.1", of: host)
            #expect(found == namespace)
        }
    }

    @Test
    func sectorNamespaceHasTheSizeAndTheSectorsOfItsHolder() async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter(
                """
                cd \(Self.nd)/namespace0.1 && echo btt0.0 >holder && echo btt >holder_class && echo safe >mode
                printf 'log\\033 ä\\n' >alt_name && cd ../btt0.0 && echo '512 520 528 [4096] 4104 4160 4224' >sector_size
                echo 533725184 >size && ln -s ../drivers/nd_pmem driver
                echo 11111111-2222-3333-4444-555555555555 >uuid
                """)
            let namespace = try Self.namespace("namespace0.1", of: host)
            #expect(namespace?.mode == "sector")
            #expect(namespace?.size == ByteCount(rawValue: 533_725_184))
            #expect(namespace?.rawSize == ByteCount(rawValue: 512 << 20))
            #expect(namespace?.sectorSize == ByteCount(rawValue: 4096))
            #expect(namespace?.labelSectorSize == ByteCount(rawValue: 512))
            #expect(namespace?.uuid == "11111111-2222-3333-4444-555555555555")
            #expect(namespace?.labelUUID == "3dfc8376-5e01-4566-add6-2d9c25e59590")
            #expect(namespace?.holder == "btt0.0" && namespace?.holderClass == .btt)
            #expect(namespace?.blockDevice == "pmem0.1s" && namespace?.driver == .ndPmem)
            #expect(namespace?.altName == "log\u{1B} ä")
            #expect(namespace?.align == nil && namespace?.map == nil && namespace?.ndDevice == nil)
        }
    }

    /// libkmod loads four more libraries and reads all of modprobe.d.
    @Test
    func planAsksLibkmodOnlyForDriversThatTheKernelLacks() async throws {
        try await Fixture.with("pieces") { host in
            let request = Request(
                selection: DeviceSelection(names: []),
                change: .nvdimm(.create(NamespaceShape(), in: nil, fillingRegion: false)))
            try await host.alter(
                """
                mkdir -p sys/bus/nd/drivers/dax_pmem sys/module/dax_pmem && cd sys/bus/dax/drivers && rm -rf kmem
                echo live >../../../module/dax_pmem/initstate
                """)
            let known = try host.view { LinuxHost().surveyForPlan(of: request).modules }
            #expect(known == [DriverModule(name: "dax_pmem", state: .loaded)])
            var needingMore = request
            needingMore.deviceChange = .systemRAM(nil)
            let more = needingMore
            let asked = try host.view { LinuxHost().surveyForPlan(of: more).modules }
            #expect(asked.map(\.name) == DriverModule.surveyed)
        }
    }

    @Test
    func planOfANewNamespaceReadsTheSeedsOfItsRegionAlone() async throws {
        try await Fixture.with("pieces") { host in
            let request = Request(
                selection: DeviceSelection(names: []),
                change: .nvdimm(.create(NamespaceShape(), in: "region1", fillingRegion: false)))
            let regions = try host.view { LinuxHost().surveyForPlan(of: request).nvdimmRegions }
            #expect(regions.map { $0.seeds == NvdimmSeeds() } == [true, false])
        }
    }

    /// The kernel finds no other region and no other DIMM by a change of a namespace.
    @Test
    func surveyAfterStepsOnNamespacesReadsThemAlone() async throws {
        try await Fixture.with("pieces") { host in
            let basis = try host.view { LinuxHost().survey(.state) }
            try await host.alter(
                "cd \(Self.nd) && echo new >namespace0.1/alt_name && echo 1 >region1/read_only")
            let name = KernelName(rawValue: "namespace0.1")
            func after(_ action: Action) throws -> Inventory {
                let plan = Plan(devices: [], steps: [Step(action: action, undo: .nothing)])
                return try host.view { LinuxHost().survey(after: plan, from: basis, isComplete: true) }
            }
            let namespaces = try after(.namespace(name, .disable))
            #expect(namespaces.namespace(name)?.altName == "new")
            #expect(namespaces.nvdimmRegions == basis.nvdimmRegions && namespaces.dimms == basis.dimms)
            let regions = try after(.nvdimmRegion("region1", .disable))
            #expect(regions.nvdimmRegion("region1")?.isReadOnly == true)
            #expect(try after(.setting(.load(.kmem))).namespaces == basis.namespaces)
        }
    }

    @Test
    func fsdaxNamespaceMayKeepItsMapInMemory() async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter(
                """
                cd \(Self.nd)/namespace1.0 && echo pfn1.0 >holder && echo pfn >holder_class && echo memory >mode
                cd ../pfn1.0 && echo ram >mode && echo 4096 >align && echo 2145386496 >size
                ln -s ../drivers/nd_pmem driver
                """)
            let namespace = try Self.namespace("namespace1.0", of: host)
            #expect(namespace?.mode == "fsdax" && namespace?.map == .memory)
            #expect(namespace?.align == ByteCount(rawValue: 4096))
            #expect(namespace?.blockDevice == "pmem1")
            #expect(namespace?.uuid == nil && namespace?.labelUUID != nil)
        }
    }

    /// The kernel has no label and no sizes of sectors there, and binds the namespace as it is.
    @Test
    func namespaceWithoutLabelIsRaw() async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter(
                """
                cd \(Self.nd)/region1 && echo 4 >nstype && rm available_size max_available_extent mapping0
                echo 1 >read_only && echo memory_controller >persistence_domain
                cd ../namespace1.0 && rm uuid alt_name sector_size && echo >holder && echo >holder_class
                echo raw >mode && ln -s ../drivers/nd_pmem driver
                """)
            let found = try host.view { LinuxHost().survey(.namespaces) }
            #expect(found.gaps.isEmpty, "\(found.gaps)")
            let region = found.nvdimmRegions.first { $0.name == "region1" }
            #expect(region?.isLabelled == false && region?.mappings.isEmpty == true)
            #expect(region?.availableSize == nil && region?.largestFree == nil)
            #expect(region?.isReadOnly == true && region?.persistenceDomain == "memory_controller")
            let namespace = found.namespaces.first { $0.name == "namespace1.0" }
            #expect(namespace?.mode == "raw" && namespace?.isEnabled == true)
            #expect(namespace?.holder == nil && namespace?.holderClass == HolderClass.none)
            #expect(namespace?.uuid == nil && namespace?.labelUUID == nil && namespace?.sectorSize == nil)
            #expect(namespace?.size == namespace?.rawSize && namespace?.size == ByteCount(rawValue: 2 << 30))
            #expect(namespace?.blockDevice == "pmem1")
        }
    }

    @Test
    func disabledObjectsHaveNoSeedsAndNoFreeSlots() async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter(
                """
                cd \(Self.nd) && rm nmem0/driver nmem0/available_slots region0/driver && echo idle >nmem0/state
                printf 'alias lock \\n' >nmem0/flags && rm nmem1/nfit/serial && echo get_size >nmem1/commands
                """)
            let found = try host.view { LinuxHost().survey(.namespaces) }
            #expect(found.gaps.isEmpty, "\(found.gaps)")
            #expect(found.nvdimmRegions[0].seeds == NvdimmSeeds())
            #expect(!found.nvdimmRegions[0].isEnabled && found.nvdimmRegions[1].isEnabled)
            let (first, second) = (found.dimms[0], found.dimms[1])
            #expect(!first.isEnabled && !first.isActive && first.freeSlots == nil)
            #expect(first.isLocked && !first.isLabelled && first.takesLabels)
            #expect(second.serial == nil && !second.takesLabels && second.freeSlots == nil)
        }
    }

    @Test
    func partsOfDimmsAreOrderedByPosition() async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter(
                """
                cd \(Self.nd)/region0 && echo nmem0,4096,1073741824,1 >mapping0 && echo nmem1,0,1073741824,0 >mapping1
                """)
            let mappings = try host.view { LinuxHost().survey(.namespaces) }.nvdimmRegions[0].mappings
            #expect(mappings.map(\.dimm) == ["nmem1", "nmem0"])
            #expect(mappings.map(\.offset) == [0, 4096])
        }
    }

    @Test(arguments: [
        ("namespace0.1/size", "-1"), ("namespace0.1/holder", "../../x"),
        ("namespace0.1/holder_class", "<unknown>"),
        ("namespace0.1/uuid", "3dfc8376-5e01-4566-add6"), ("namespace0.1/mode", "other"),
        ("namespace0.1/resource", "0xffffffffffffffff"), ("namespace0.1/sector_size", "[512] [4096]"),
        ("dax0.0/uuid", "x"), ("dax0.0/mode", "disk"), ("dax0.0/align", "2M"), ("dax0.0/size", "1.5"),
        ("region0/size", "99999999999999999999"), ("region0/nstype", "9"), ("region0/mapping0", "nmem0,0,1"),
        ("region0/resource", "4G"), ("region0/read_only", "2"), ("region0/dax_seed", "dax"),
        ("region0/available_size", "x"), ("region0/target_node", "x"), ("dax0.2/supported_alignments", "4k"),
        ("btt0.0/sector_size", "512 x"), ("nmem0/state", "busy"), ("nmem0/available_slots", "-1"),
        ("nmem0/flags", "LABEL"), ("nmem0/nfit/serial", "none"),
    ])
    func whatTheKernelNeverWritesIsAGap(file: String, text: String) async throws {
        try await Fixture.with("pieces") { host in
            try await host.alter("echo '\(text)' >\(Self.nd)/\(file)")
            let found = try host.view { LinuxHost().survey([.namespaces, .dimmDetails]) }
            #expect(found.gaps.map(\.file) == ["/\(Self.nd)/\(file)"])
            #expect(found.namespaces.count == 4 && found.nvdimmRegions.count == 2 && found.dimms.count == 2)
        }
    }

    private static func namespace(_ name: KernelName, of host: Fixture) throws -> Namespace? {
        try host.view { LinuxHost().survey(.namespaces) }.namespaces.first { $0.name == name }
    }
}

extension KernelName: ExpressibleByStringLiteral {
    /// Creates a name from a literal, so that expected values are short.
    init(stringLiteral value: String) {
        self.init(rawValue: value)
    }
}
