// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

private let nvdimm = KernelName(rawValue: "dax0.1")
private let otherNvdimm = KernelName(rawValue: "dax0.0")

private func actions(_ request: Request, on inventory: Inventory) throws(Refusal) -> [Action] {
    try Planner(inventory).plan(request).steps.map(\.action)
}

private func refusal(_ request: Request, on inventory: Inventory) -> [Finding] {
    do throws(Refusal) {
        _ = try Planner(inventory).plan(request)
        return []
    } catch {
        return error.findings
    }
}

/// A kernel with these modules, as the sample is, with its NVDIMMs' devices under a model.
private func host(
    compat: DriverModule.State, pmem: DriverModule.State, under model: DeviceModel
) -> Inventory {
    (model == .class ? Inventory.classSample : .sample.onLinux510).withModule(.daxPmemCompat, compat)
        .withModule(.daxPmem, pmem)
}

@Suite("From one device model to the other")
struct MigrationTests {
    @Test("to the bus: the module is loaded while no nd device is offered to it, then each device moves")
    func toBus() throws {
        #expect(
            try actions(Request(.model(.bus)), on: .classSample) == [
                .setting(.setAutoprobe(.nd, false)), .setting(.load(.daxPmem)),
                .setting(.setAutoprobe(.nd, true)),
                .ndDevice(nvdimm, .unbind(.daxPmemCompat, carrying: .pmem)),
                .ndDevice(nvdimm, .bind(.daxPmem)),
                .device(.pmem, .bind(.deviceDax, bystanders: [])),
                .ndDevice(otherNvdimm, .unbind(.daxPmemCompat, carrying: .otherPmem)),
                .ndDevice(otherNvdimm, .bind(.daxPmem)),
                .device(.otherPmem, .bind(.deviceDax, bystanders: [])),
            ])
    }

    @Test("to the class: a device leaves device_dax, and its nd device changes hands")
    func toClass() throws {
        let plan = try Planner(.sample.onLinux510).plan(Request(.model(.class), .pmem))
        #expect(
            plan.steps.map(\.action) == [
                .device(.pmem, .unbind(.deviceDax, blocks: [])),
                .ndDevice(nvdimm, .unbind(.daxPmem, carrying: .pmem)),
                .ndDevice(nvdimm, .bind(.daxPmemCompat)),
            ])
        #expect(
            plan.steps.map(\.undo) == [
                .action(.device(.pmem, .bind(.deviceDax, bystanders: []))),
                .action(.ndDevice(nvdimm, .bind(.daxPmem))),
                .action(.ndDevice(nvdimm, .unbind(.daxPmemCompat, carrying: .pmem))),
            ])
        #expect(plan.devices.map(\.goal.driver) == [.daxPmemCompat])
    }

    // MARK: The initramfs

    private func hostWithImage(_ contents: Initramfs.Contents?) -> Inventory {
        var host = Inventory.sample.onLinux510
        host.nextBoot?.initramfs = Initramfs(
            path: "/boot/image", maker: .initramfsTools, contents: contents)
        return host
    }

    private func atBoot(_ model: DeviceModel) -> Request {
        var request = Request(selection: DeviceSelection(names: []), change: .model(model))
        request.nextBoot = model
        request.makesInitramfs = true
        return request
    }

    @Test("an initramfs is made again behind the file, and in an undo once the file is back")
    func makingInitramfs() throws {
        let steps = try Planner(hostWithImage(.init(hasDrivers: true, hasFile: false))).plan(atBoot(.bus))
            .steps
        func make(hasFile: Bool) -> Action {
            .file(
                .initramfs(
                    .init(
                        path: "/boot/image", command: ["update-initramfs", "-u", "-k", "5.10.0-sample"],
                        hasFile: hasFile)))
        }
        try #require(steps.count == 2)
        #expect(steps[0].object == .setting(.modprobe))
        #expect(steps[1].action == make(hasFile: true) && steps[1].undo == .action(make(hasFile: false)))
        #expect(steps[1].requires == [steps[0].action.after])
        #expect(steps[1].undoRequires == [.file(.modprobe(.absent))])
    }

    @Test("an initramfs that disagrees already is made again, and left so in an undo")
    func mendingInitramfs() throws {
        var host = hostWithImage(.init(hasDrivers: true, hasFile: true))
        let steps = try Planner(host).plan(atBoot(.bus)).steps
        #expect(steps.map(\.object) == [.setting(.modprobe)])
        host.nextBoot?.file = .text("blacklist dax_pmem_compat\n")
        host.nextBoot?.initramfs?.contents?.hasFile = false
        let mending = try Planner(host).plan(atBoot(.bus)).steps.last
        #expect(mending?.object == .setting(.initramfs(path: "/boot/image")))
        #expect(mending?.undo == .nothing && mending?.undoRequires == [])
    }

    @Test("an initramfs that agrees stays, and one that can't be looked into is not made again")
    func keepingInitramfs() throws {
        let agreeing = try Planner(hostWithImage(.init(hasDrivers: false, hasFile: false))).plan(atBoot(.bus))
        #expect(agreeing.steps.map(\.object) == [.setting(.modprobe)])
        let refusal = #expect(throws: Refusal.self) { try Planner(hostWithImage(nil)).plan(atBoot(.bus)) }
        #expect(refusal?.findings.map(\.code) == [.bootInitramfsUnchecked])
        #expect(refusal?.findings.first?.object == .setting(.initramfs(path: "/boot/image")))
    }

    @Test("a device on its way is known by its ranges where it arrives, and asked for its users before")
    func identity() throws {
        let steps = try Planner(.classSample).plan(Request(.model(.bus), .pmem)).steps
        let device = try #require(Inventory.classSample.device(.pmem))
        #expect(
            steps.first { $0.action.subject == .state(.ndDevice(nvdimm)) }?.requires == [
                .device(.pmem, .unused)
            ])
        #expect(
            steps.first { $0.action.subject == .state(.device(.pmem)) }?.requires == [
                .device(.pmem, .ranges(device.ranges))
            ])
    }

    @Test("no nd device leaves dax_pmem while kmem holds what it carries")
    func memory() {
        let action = Action.ndDevice(nvdimm, .unbind(.daxPmem, carrying: .pmem))
        #expect(action.before.contains(.device(.pmem, .notSystemRAM)))
    }

    @Test("memory in use leaves for the class model by --force only, and comes offline first")
    func systemRAM() throws {
        let start = Inventory.sample.inKmem(.pmem, online: .movable).onLinux510
        #expect(refusal(Request(.model(.class), .pmem), on: start).map(\.severity) == [.loss])
        let steps = try actions(Request(.model(.class), .pmem, force: true), on: start)
        #expect(steps.prefix(7).allSatisfy { if case .block(_, .offline) = $0 { true } else { false } })
        #expect(
            steps.suffix(5) == [
                .device(.pmem, .unbind(.kmem, blocks: Array(65...71))),
                .device(.pmem, .bind(.deviceDax, bystanders: [])),
                .device(.pmem, .unbind(.deviceDax, blocks: [])),
                .ndDevice(nvdimm, .unbind(.daxPmem, carrying: .pmem)),
                .ndDevice(nvdimm, .bind(.daxPmemCompat)),
            ])
    }

    @Test("--migrate brings a device to the bus and on, in one plan")
    func migrate() throws {
        let steps = try actions(.migratingToSystemRAM, on: .classSample)
        let arrival = try #require(steps.firstIndex(of: .device(.pmem, .bind(.deviceDax, bystanders: []))))
        #expect(
            steps[(arrival + 1)...].prefix(2) == [
                .device(.pmem, .unbind(.deviceDax, blocks: [])), .device(.pmem, .bind(.kmem, bystanders: [])),
            ])
        #expect(steps.count { if case .block(_, .online) = $0 { true } else { false } } == 7)
        #expect(
            refusal(Request(.systemRAM(nil), .pmem), on: .classSample) == [
                Finding(
                    .device(.classModel(.daxPmemCompat)), about: .device(.pmem), remedies: .migrateToBus)
            ])
    }

    @Test("who uses a device is asked, and may be overruled")
    func users() throws {
        let used = Inventory.classSample.with(.pmem) {
            $0.users = [DeviceUser(pid: 7, command: "db", uses: [.mapped])]
        }
        let refused = refusal(Request(.model(.bus)), on: used)
        #expect(refused.map(\.severity) == [.loss])
        #expect(
            refused.map(\.cause) == [.device(.inUse([DeviceUser(pid: 7, command: "db", uses: [.mapped])]))])
        let forced = try Planner(used).plan(Request(.model(.bus), force: true))
        #expect(forced.steps.allSatisfy { !$0.requires.contains(.device(.pmem, .unused)) })
    }

    @Test("all devices means those of NVDIMMs; another that is named is refused")
    func others() throws {
        #expect(
            try Planner(.classSample).plan(Request(.model(.bus))).devices.map(\.name) == [.pmem, .otherPmem])
        let refused = refusal(Request(.model(.class), .hmem), on: .sample.onLinux510)
        #expect(refused.map(\.object) == [.device(.hmem)])
        #expect(refused.map(\.code) == [.deviceNotOnNvdimm])
    }

    /// The answer to a request on a kernel.
    enum Answer: Equatable {
        case moves(loads: Bool)
        case nothingToDo
        case refused
    }

    @Test(
        "every kernel has an answer to every wish",
        arguments: [
            // Both models, as Linux 5.10 starts.
            (host(compat: .loaded, pmem: .loadable, under: .class), DeviceModel.bus, .moves(loads: true)),
            (host(compat: .loaded, pmem: .loadable, under: .class), .class, .nothingToDo),
            (host(compat: .loaded, pmem: .loaded, under: .class), .bus, .moves(loads: false)),
            (host(compat: .loaded, pmem: .builtIn, under: .class), .bus, .moves(loads: false)),
            // Both models, the bus in use.
            (host(compat: .loadable, pmem: .loaded, under: .bus), .class, .moves(loads: true)),
            (host(compat: .loadable, pmem: .loaded, under: .bus), .bus, .nothingToDo),
            (host(compat: .builtIn, pmem: .loaded, under: .bus), .class, .moves(loads: false)),
            // Linux 5.17 and later.
            (host(compat: .missing, pmem: .loaded, under: .bus), .bus, .nothingToDo),
            (host(compat: .missing, pmem: .loaded, under: .bus), .class, .refused),
            (host(compat: .missing, pmem: .builtIn, under: .bus), .class, .refused),
            // The class model alone.
            (host(compat: .loaded, pmem: .missing, under: .class), .bus, .refused),
            (host(compat: .loaded, pmem: .missing, under: .class), .class, .nothingToDo),
        ] as [(Inventory, DeviceModel, Answer)])
    func answer(start: Inventory, wish: DeviceModel, answer: Answer) throws {
        let refused = refusal(Request(.model(wish)), on: start)
        guard refused.isEmpty else {
            #expect(answer == .refused)
            #expect(refused.map(\.cause) == [.model(.notOffered(wish, start.kernel))])
            return
        }
        let plan = try Planner(start).plan(Request(.model(wish)))
        let loads = plan.steps.contains { if case .setting(.load) = $0.action { true } else { false } }
        #expect(answer == (plan.steps.isEmpty ? .nothingToDo : .moves(loads: loads)))
        #expect(plan.notes.contains { $0.code == .modelReached } == plan.steps.isEmpty)
    }

    @Test("a blacklisted provider can be loaded by name, one that modprobe.d replaces can't")
    func barred() throws {
        var start = Inventory.classSample
        func withPmem(_ module: DriverModule) -> Inventory {
            start.modules = start.modules.map { $0.name == "dax_pmem" ? module : $0 }
            return start
        }
        let blacklisted = withPmem(DriverModule(name: "dax_pmem", state: .loadable, isBlacklisted: true))
        #expect(try !actions(Request(.model(.bus)), on: blacklisted).isEmpty)
        let replaced = withPmem(
            DriverModule(name: "dax_pmem", state: .loadable, installCommand: "/bin/true"))
        #expect(
            refusal(Request(.model(.bus)), on: replaced).first?.cause
                == .driver(.substituted(module: "dax_pmem", command: "/bin/true")))
    }

    @Test("a kernel before 5.1, whose dax_pmem is the class model's driver, is told from others")
    func beforeTheBus() {
        let old = Inventory.classSample.with(.pmem) { $0.driver = .daxPmem }
        #expect(
            refusal(Request(.model(.bus), .pmem), on: old) == [
                Finding(.device(.classModelOnly(.daxPmem)), about: .device(.pmem), remedies: .bootForBus)
            ])
    }

    @Test("a namespace's names and its UUID mean the device that it carries, once")
    func namespaces() throws {
        var start = Inventory.classSample
        let name = KernelName(rawValue: "namespace0.0")
        start.namespaces = [
            Namespace(
                name: name, region: KernelName(rawValue: "region0"), mode: "devdax", uuid: "ABC-1",
                ndDevice: nvdimm, device: .pmem, isEnabled: true)
        ]
        start.namespaces[0].altName = "cache"
        func request(_ names: [DeviceName], _ namespaces: NamespaceReference...) -> Request {
            Request(
                selection: DeviceSelection(names: names, namespaces: namespaces), change: .model(.bus))
        }
        for reference in [NamespaceReference.name(name), .uuid("abc-1"), .altName("cache")] {
            #expect(try Planner(start).plan(request([], reference)).devices.map(\.name) == [.pmem])
        }
        #expect(
            refusal(request([], .uuid("abc-2")), on: start) == [
                Finding(.request(.noNamespace(.uuid("abc-2"))), remedies: .choose(["namespace0.0"]))
            ])
        #expect(
            refusal(request([.pmem], .name(name)), on: start) == [
                Finding(.request(.namedTwice(.name(name))), about: .device(.pmem), remedies: .nameOnce)
            ])
        var copied = start
        copied.namespaces.append(
            Namespace(
                name: KernelName(rawValue: "namespace1.0"), region: KernelName(rawValue: "region1"),
                mode: "devdax", uuid: "abc-1", device: .hmem, isEnabled: true))
        copied.namespaces[1].altName = "cache"
        for reference in [NamespaceReference.uuid("abc-1"), .altName("cache")] {
            #expect(
                refusal(request([], reference), on: copied) == [
                    Finding(
                        .request(.severalNamespaces(reference)), remedies: .choose(["dax0.0", "dax2.0"]))
                ])
        }
        #expect(try Planner(copied).plan(request([], .name(name))).devices.map(\.name) == [.pmem])
    }
}
