// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

@Suite("Plans for namespaces")
struct NamespaceTests {
    private static func name(_ text: String) -> KernelName { KernelName(rawValue: text) }

    private static func shape(
        _ mode: NamespaceMode? = nil, _ extent: NamespaceShape.Extent? = nil, align: ByteCount? = nil
    ) -> NamespaceShape {
        var shape = NamespaceShape()
        (shape.mode, shape.extent, shape.align) = (mode, extent, align)
        return shape
    }

    private static func create(
        _ shape: NamespaceShape, in region: String? = "region0", filling: Bool = false
    ) -> NvdimmChange {
        .create(shape, in: region.map(name), fillingRegion: filling)
    }

    private func refusal(_ change: NvdimmChange, on host: Inventory, force: Bool = false) -> Finding? {
        do throws(Refusal) {
            _ = try Planner(host).plan(Request(.nvdimm(change), force: force))
            return nil
        } catch {
            return error.findings.first
        }
    }

    private func range(_ start: UInt64, _ size: UInt64) -> PhysicalRange? {
        PhysicalRange(start: start << 20, end: (start + size) << 20 - 1)
    }

    private func places(_ plan: Plan) -> [PhysicalRange] {
        plan.nvdimms.compactMap { if case .namespace(let state) = $0.goal { state.range } else { nil } }
    }

    @Test("put a new namespace into the first piece that is large enough, with the name of the seed")
    func firstFit() throws {
        for (size, start) in [(512, 5632), (256, 5632), (1024, 7168)] as [(UInt64, UInt64)] {
            let change = Self.create(Self.shape(.devdax, .size(.mebibytes(size))))
            let plan = try Planner(.nvdimms).plan(Request(.nvdimm(change)))
            #expect(places(plan) == [range(start, size)])
            #expect(plan.nvdimms.map(\.object) == [.namespace(Self.name("namespace0.4"))])
        }
        let largest = try Planner(.nvdimms).plan(Request(.nvdimm(Self.create(Self.shape(.fsdax)))))
        #expect(places(largest) == [range(7168, 1024)])
        let share = Self.create(Self.shape(.fsdax, .percent(10)), in: "region1")
        #expect(try places(Planner(.nvdimms).plan(Request(.nvdimm(share)))) == [range(9728, 400)])
    }

    @Test("fill a region piece by piece")
    func filling() throws {
        let plan = try Planner(.nvdimms).plan(
            Request(.nvdimm(Self.create(Self.shape(.fsdax), filling: true))))
        #expect(places(plan) == [range(7168, 1024), range(5632, 512)])
        #expect(Set(plan.nvdimms.map(\.object)).count == 2)
    }

    @Test("refuse what can't be, with what works instead")
    func refusals() {
        let host = Inventory.nvdimms
        let misfit = refusal(Self.create(Self.shape(.devdax, .size(.mebibytes(1000)))), on: host)
        #expect(misfit?.cause == .nvdimm(.badSize(.mebibytes(1000), granule: .mebibytes(16))))
        #expect(misfit?.remedies == [.sizes([.mebibytes(992), .mebibytes(1008)])])
        let large = refusal(Self.create(Self.shape(.devdax, .size(.mebibytes(1536)))), on: host)
        #expect(
            large?.cause
                == .nvdimm(
                    .noRoom(
                        .mebibytes(1536), pieces: [range(5632, 512), range(7168, 1024)].compactMap { $0 })))
        #expect(large?.remedies == [.largestSize(.mebibytes(1024))])
        let gibibyte = ByteCount.mebibytes(1024)
        let noUse = refusal(Self.create(Self.shape(.devdax, .size(gibibyte), align: gibibyte)), on: host)
        #expect(noUse?.cause == .nvdimm(.noUsableSize(gibibyte)))
        #expect(noUse?.remedies == [.otherAlign([.kibibytes(4), .mebibytes(2)])])
        let align = refusal(Self.create(Self.shape(.devdax, align: .mebibytes(4))), on: host)
        #expect(align?.cause == .nvdimm(.badAlign(.mebibytes(4))))
        var sector = Self.shape(.sector)
        sector.sectorSize = ByteCount(rawValue: 1000)
        #expect(
            refusal(Self.create(sector), on: host)?.cause
                == .nvdimm(.badSectorSize(ByteCount(rawValue: 1000))))
        sector.mode = .raw
        #expect(
            refusal(Self.create(sector), on: host)?.remedies
                == [.sectorSizes([ByteCount(rawValue: 512), .kibibytes(4)])])
        #expect(
            refusal(Self.create(Self.shape(), in: "region9"), on: host)?.cause
                == .nvdimm(.noRegion(Self.name("region9"))))
        #expect(
            refusal(Self.create(Self.shape(), in: nil), on: host)?.cause
                == .nvdimm(.severalRegions([Self.name("region0"), Self.name("region1")])))
        #expect(refusal(Self.create(Self.shape(), in: nil), on: .sample)?.cause == .nvdimm(.none))
        #expect(
            refusal(Self.create(Self.shape()), on: .blankNvdimm)?.cause
                == .nvdimm(.noLabels([Self.name("nmem0")])))
        #expect(refusal(Self.create(Self.shape()), on: .legacyNvdimm)?.cause == .nvdimm(.takesNoLabels))
        var taken = Self.shape(.devdax)
        taken.uuid = Inventory.sampleUUID(0, 1)
        #expect(
            refusal(Self.create(taken), on: host)?.cause
                == .namespace(.uuidTaken(Inventory.sampleUUID(0, 1), by: Self.name("namespace0.1"))))
        var named = Self.shape()
        named.altName = String(repeating: "é", count: 32)
        #expect(refusal(Self.create(named), on: host)?.code == .namespaceLongName)
        named.altName = "x"
        let legacy = NvdimmChange.reconfigure(.name(Self.name("namespace0.0")), named)
        #expect(refusal(legacy, on: .legacyNvdimm, force: true)?.cause == .namespace(.noLabel))
    }

    @Test("say which size or alignment works where one does not, or that none does")
    func unusable() {
        let gibibyte = ByteCount.mebibytes(1024)
        let large = Self.create(Self.shape(.devdax, .size(gibibyte), align: gibibyte), in: "region1")
        var host = Inventory.nvdimms
        #expect(refusal(large, on: host)?.remedies == [.sizes([.mebibytes(2048)])])
        let filling = Self.create(Self.shape(.devdax, align: gibibyte))
        #expect(
            refusal(filling, on: .smallNvdimms)?.remedies == [.otherAlign([.kibibytes(4), .mebibytes(2)])])
        host = .smallNvdimms
        host.nvdimmRegions[0].range = range(4096, 512)
        host.nvdimmRegions[0].size = .mebibytes(512)
        let misfit = refusal(filling, on: host)
        #expect(misfit?.cause == .nvdimm(.badSize(.mebibytes(512), granule: gibibyte)))
        #expect(misfit?.remedies == [.otherAlign([.kibibytes(4), .mebibytes(2)])])
        host.nvdimmRegions[0].range = range(4096, 8)
        host.nvdimmRegions[0].size = .mebibytes(8)
        host.nvdimmRegions[0].align = .kibibytes(4)
        #expect(refusal(filling, on: host)?.remedies == [.chooseRaw])
        let resize = NvdimmChange.reconfigure(
            .name(Self.name("namespace1.0")), Self.shape(.devdax, align: gibibyte))
        #expect(
            refusal(resize, on: .nvdimms, force: true)?.remedies == [
                .otherAlign([.kibibytes(4), .mebibytes(2)])
            ])
    }

    @Test("leave a name that is not UTF-8 to a namespace, since it could not be put back")
    func nameNotText() {
        var host = Inventory.nvdimms
        for index in host.namespaces.indices where host.namespaces[index].altName == "logs" {
            host.namespaces[index].altName = "l\u{fffd}gs"
        }
        let logs = NamespaceReference.name(Self.name("namespace0.1"))
        var renamed = Self.shape()
        renamed.altName = "logs"
        for change in [NvdimmChange.destroy([logs], in: nil), .reconfigure(logs, renamed)] {
            #expect(refusal(change, on: host, force: true)?.cause == .namespace(.nameNotText("l\u{fffd}gs")))
        }
        #expect(refusal(.reconfigure(logs, Self.shape(.raw)), on: host, force: true) == nil)
        #expect(refusal(.disable([logs], in: nil), on: host, force: true) == nil)
    }

    @Test("foresee the size of a sector namespace by the version of the labels")
    func sectorSize() throws {
        var host = Inventory.nvdimms
        let create = Self.create(Self.shape(.sector, .size(.mebibytes(1024))))
        let remake = NvdimmChange.reconfigure(.name(Self.name("namespace1.0")), Self.shape(.sector))
        for (version, size) in [
            (nil, 1_071_616_000), (.v1_2, 1_071_616_000), (.v1_1, 1_071_611_904),
        ] as [(LabelVersion?, UInt64)] {
            for index in host.nvdimmRegions.indices { host.nvdimmRegions[index].labelVersion = version }
            for change in [create, remake] {
                let plan = try Planner(host).plan(Request(.nvdimm(change), force: true))
                guard case .namespace(let state)? = plan.nvdimms.first?.goal else {
                    Issue.record("no namespace in \(plan.nvdimms)")
                    continue
                }
                #expect(state.layout.usable == ByteCount(rawValue: size))
                let cost = ByteCount.mebibytes(1024) - ByteCount(rawValue: size)
                #expect(plan.nvdimms[0].losses.contains(.namespaceMetadata(cost)))
            }
        }
        #expect(create.mayMakeSectors(in: Self.name("region0"), []))
        #expect(!create.mayMakeSectors(in: Self.name("region1"), []))
        #expect(remake.mayMakeSectors(in: Self.name("region1"), host.namespaces))
        let sector = NvdimmChange.reconfigure(.name(Self.name("namespace0.2")), Self.shape())
        #expect(sector.mayMakeSectors(in: Self.name("region0"), host.namespaces))
        #expect(!NvdimmChange.destroy(nil, in: nil).mayMakeSectors(in: Self.name("region0"), host.namespaces))
    }

    @Test("refuse regions that are disabled, read-only, full or without a slot")
    func regions() {
        func host(_ change: (inout Inventory) -> Void) -> Inventory {
            var host = Inventory.nvdimms
            change(&host)
            return host
        }
        let create = Self.create(Self.shape())
        #expect(
            refusal(create, on: host { $0.nvdimmRegions[0].isEnabled = false })?.cause == .nvdimm(.disabled))
        #expect(
            refusal(create, on: host { $0.nvdimmRegions[0].isReadOnly = true })?.cause == .nvdimm(.readOnly))
        #expect(
            refusal(create, on: host { $0.dimms[0].freeSlots = 0 })?.cause
                == .nvdimm(.noSlot(Self.name("nmem0"))))
        let half = host {
            $0.namespaces[0].isEnabled = false
            $0.nvdimmRegions[0].seeds.namespace = $0.namespaces[0].name
        }
        #expect(refusal(create, on: half)?.cause == .nvdimm(.halfMade(half.namespaces[0].name)))
        #expect(refusal(create, on: half)?.remedies == [.destroyNamespaces([half.namespaces[0].name])])
        #expect(refusal(create, on: host { $0.nvdimmRegions[0].range = nil })?.cause == .nvdimm(.unread(nil)))
        #expect(
            refusal(create, on: host { $0.namespaces[0].range = $0.nvdimmRegions[0].range })?.cause
                == .nvdimm(.full))
    }

    @Test("keep what a namespace holds unless that is allowed, and its users in any case")
    func losses() {
        let destroy = NvdimmChange.destroy([.name(Self.name("namespace0.1"))], in: nil)
        #expect(refusal(destroy, on: .nvdimms)?.code == .namespaceHoldsData)
        var mounted = Inventory.nvdimms
        let mount = BlockHolder(device: Self.name("pmem0.1"), use: .mount(at: "/srv"))
        mounted.namespaces[1].contents?.holders = [mount]
        #expect(refusal(destroy, on: mounted, force: true)?.cause == .namespace(.inUse([mount])))
        let memory = NvdimmChange.destroy([.name(Self.name("namespace0.0"))], in: nil)
        let device = DeviceName(region: 0, device: 0)
        #expect(refusal(memory, on: .nvdimmAsRAM)?.cause == .namespace(.systemRAM(device, online: 7)))
        let disable = NvdimmChange.disable(nil, in: nil)
        #expect(
            refusal(disable, on: .nvdimmAsRAM, force: true)?.cause
                == .namespace(.systemRAM(device, online: 7)))
    }

    @Test("rename in place, and lose nothing")
    func rename() throws {
        var named = NamespaceShape()
        named.altName = "data"
        let namespace = Self.name("namespace0.1")
        let plan = try Planner(.nvdimms).plan(Request(.nvdimm(.reconfigure(.name(namespace), named))))
        var label = NamespaceLabel(
            uuid: Inventory.sampleUUID(0, 1), altName: "data", size: .mebibytes(512),
            sectorSize: ByteCount(rawValue: 512), holderClass: .pfn)
        let new = label
        label.altName = "logs"
        #expect(
            plan.steps.map(\.action) == [
                .namespace(namespace, .disable), .namespace(namespace, .setLabel(new)),
                .namespace(namespace, .enable(.fsdax, .ndPmem)),
            ])
        #expect(plan.steps[1].undo == .action(.namespace(namespace, .setLabel(label))))
        #expect(plan.nvdimms.flatMap(\.losses).isEmpty)
    }

    @Test("keep the size of a sector that the label has, whatever the mode")
    func labelSectorSize() throws {
        var host = Inventory.nvdimms
        host.namespaces[2].labelSectorSize = .kibibytes(4)
        let namespace = Self.name("namespace0.2")
        var named = NamespaceShape()
        named.altName = "data"
        let renamed = try Planner(host).plan(Request(.nvdimm(.reconfigure(.name(namespace), named))))
        let destroyed = try Planner(host).plan(
            Request(.nvdimm(.destroy([.name(Self.name("namespace0.2"))], in: nil)), force: true))
        let actions = (renamed.steps + destroyed.steps).flatMap { step -> [Action] in
            if case .action(let undo) = step.undo { [step.action, undo] } else { [step.action] }
        }
        let sizes = actions.compactMap { action -> ByteCount? in
            if case .namespace(_, .setLabel(let label)) = action { label.sectorSize } else { nil }
        }
        #expect(!sizes.isEmpty && sizes.allSatisfy { $0 == .kibibytes(4) })
    }

    @Test("name every namespace whose data new labels would lose")
    func lostByLabels() {
        var host = Inventory.nvdimms
        for index in host.namespaces.indices where host.namespaces[index].contents != nil {
            host.namespaces[index].contents?.signatures = [
                BlockSignature(usage: .filesystem, type: "ext4")
            ]
        }
        for change in [
            NvdimmChange.zeroLabels([Self.name("nmem0")]), .initializeLabels([Self.name("nmem0")]),
        ] {
            do throws(Refusal) {
                _ = try Planner(host).plan(Request(.nvdimm(change)))
                Issue.record("\(change) was planned")
            } catch {
                #expect(
                    error.findings.map(\.object)
                        == ["namespace0.1", "namespace0.2", "namespace0.3"].map { .namespace(Self.name($0)) })
                #expect(Set(error.findings.map(\.code)) == [.namespaceHoldsData])
            }
        }
    }

    @Test("take a device without a driver from device_dax in the undo, where it is on the bus")
    func disabling() throws {
        let namespace = Self.name("namespace0.0")
        let name = DeviceName(region: 0, device: 0)
        for (model, driver, isOnBus) in [
            (.bus, nil, true), (.bus, .deviceDax, false), (.class, .daxPmemCompat, false),
        ] as [(DeviceModel, DriverName?, Bool)] {
            var host = Inventory.nvdimms
            let index = try #require(host.devices.firstIndex { $0.name == name })
            (host.devices[index].model, host.devices[index].driver) = (model, driver)
            let plan = try Planner(host).plan(Request(.nvdimm(.disable([.name(namespace)], in: nil))))
            let release = Action.device(name, .unbind(.deviceDax, blocks: []))
            #expect(
                plan.steps.map(\.action)
                    == (isOnBus ? [release] : []) + [.namespace(namespace, .disable)], "\(model)")
        }
    }

    @Test("can take a destruction back only where the kernel keeps the name and would use the same place")
    func placeOfDestroyed() throws {
        var withSeed = Inventory.nvdimms
        withSeed.nvdimmRegions[0].seeds.namespace = Self.name("namespace0.1")
        var moved = Inventory.nvdimms
        moved.namespaces.removeFirst()
        let index = try #require(moved.namespaces.firstIndex { $0.name == Self.name("namespace0.2") })
        moved.namespaces[index].name = Self.name("namespace0.0")
        for (host, number, isReversible) in [
            (.nvdimms, 0, true), (.nvdimms, 1, false), (withSeed, 1, true), (moved, 0, false),
        ] as [(Inventory, Int, Bool)] {
            let namespace = Self.name("namespace0.\(number)")
            let plan = try Planner(host).plan(
                Request(.nvdimm(.destroy([.name(namespace)], in: nil)), force: true))
            let uuid = try #require(host.namespace(namespace)?.labelUUID)
            #expect(plan.steps.last?.action == .namespace(namespace, .clear(uuid: uuid)))
            #expect((plan.steps.last?.destroys == nil) == isReversible, "\(namespace)")
        }
    }

    @Test("destroy those of several last that can't be taken back")
    func orderOfDestroyed() throws {
        let plan = try Planner(.nvdimms).plan(
            Request(.nvdimm(.destroy(nil, in: Self.name("region1"))), force: true))
        #expect(
            plan.steps.compactMap { step -> String? in
                if case .namespace(let name, .clear) = step.action { name.rawValue } else { nil }
            } == ["namespace1.0", "namespace1.1"])
        #expect(plan.steps.filter { $0.destroys != nil } == plan.steps.suffix(1))
    }

    @Test("take their UUIDs from a series")
    func series() {
        let series = UUIDSeries(seed: 7)
        let uuids = (0..<1000).map(series.uuid)
        #expect(Set(uuids).count == 1000)
        #expect(uuids == (0..<1000).map(UUIDSeries(seed: 7).uuid))
        #expect(uuids[0] != UUIDSeries(seed: 8).uuid(0))
        #expect(uuids.allSatisfy { NamespaceReference(uuid: $0) == .uuid($0) })
    }
}
