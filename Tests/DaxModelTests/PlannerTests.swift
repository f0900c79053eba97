// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

/// The actions of a plan, in order.
private func actions(_ request: Request, on inventory: Inventory) throws(Refusal) -> [Action] {
    try Planner(inventory).plan(request).steps.map(\.action)
}

private func refusal(_ request: Request, on inventory: Inventory) -> Refusal? {
    do throws(Refusal) {
        _ = try Planner(inventory).plan(request)
        return nil
    } catch {
        return error
    }
}

/// The blocks of `dax0.0` in the sample: 1024 MiB from 8 GiB, less the first, which is cut by 66 MiB.
private let blocks: [BlockNumber] = Array(65...71)

@Suite("What could not be read")
struct UnreadTests {
    @Test(
        "is no device that is not there",
        arguments: ["/sys/bus/dax/devices", "/sys/bus/dax/devices/dax0.0", "/sys/class/dax"])
    func unlisted(file: String) {
        var host = Inventory.sample
        host.devices = []
        host.gaps = [Gap(file: file, reason: "Too many open files")]
        for request in [Request(.devdax, .pmem), Request(.devdax), Request(.model(.bus))] {
            let findings = refusal(request, on: host)?.findings
            #expect(findings?.map(\.severity) == [.error])
            #expect(
                findings?.map(\.cause)
                    == [.request(.unlisted(Gap(file: file, reason: "Too many open files")))])
        }
        host.gaps = [Gap(file: "/sys/bus/nd/devices", reason: "Too many open files")]
        #expect(refusal(Request(.devdax, .pmem), on: host)?.findings.map(\.code) == [.requestNoDevice])
    }

    @Test("are no ranges that a device gave up")
    func ranges() {
        let goal = DevicePlan.Goal(driver: nil, memory: .any, ranges: [])
        var device = DaxDevice(name: .hmem, path: "/sample", size: .zero)
        #expect(goal.shortfall(of: device) == nil)
        device.size = nil
        #expect(goal.shortfall(of: device) != nil)
        device.size = ByteCount(rawValue: 1 << 30)
        #expect(goal.shortfall(of: device) != nil)
    }
}

@Suite("The way to system RAM")
struct SystemRAMTests {
    @Test("loads kmem, binds, and brings blocks online with a hole kept near the start")
    func plan() throws {
        #expect(
            try actions(Request(.systemRAM(nil), .pmem), on: .sample) == [
                .setting(.load(.kmem)),
                .device(.pmem, .unbind(.deviceDax, blocks: [])),
                .device(.pmem, .bind(.kmem, bystanders: [])),
            ] + [65, 71, 70, 69, 68, 67, 66].map { .block($0, .online(.movable)) })
    }

    @Test("each step but the loading of a module is undone by its opposite")
    func undo() throws {
        let steps = try Planner(.sample).plan(Request(.systemRAM(.kernel), .pmem)).steps
        #expect(
            steps.map(\.undo) == [
                .nothing,
                .action(.device(.pmem, .bind(.deviceDax, bystanders: []))),
                .action(.device(.pmem, .unbind(.kmem, blocks: blocks))),
            ] + [65, 71, 70, 69, 68, 67, 66].map { .action(.block($0, .offline)) })
        #expect(steps.last?.action == .block(66, .online(.kernel)))
    }

    @Test("tells the data and the bytes that alignment cuts off")
    func losses() throws {
        let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem, .hmem))
        #expect(
            plan.devices.map(\.losses) == [
                [
                    .data(ByteCount(rawValue: 958 << 20)),
                    .alignment(ByteCount(rawValue: 62 << 20), blockSize: Inventory.sampleBlockSize),
                ], [],
            ])
    }

    @Test("leaves blocks offline when told to")
    func noOnline() throws {
        let plan = try Planner(.sample).plan(Request(.systemRAMOffline, .pmem))
        #expect(plan.steps.count == 3)
        #expect(plan.devices.first?.goal == .init(driver: .kmem, memory: .offline))
    }

    @Test(
        "holds a policy that would interfere, and lets be the one that does what is asked",
        arguments: [
            (AutoOnlinePolicy.offline, Request.Change.systemRAM(nil), false),
            (.online, .systemRAM(nil), true),
            (.onlineMovable, .systemRAM(nil), false),
            (.onlineMovable, .systemRAM(.kernel), true),
            (.onlineKernel, .systemRAM(.kernel), false),
            (.onlineMovable, .systemRAMOffline, true),
            (.offline, .systemRAMOffline, false),
        ])
    func policy(policy: AutoOnlinePolicy, change: Request.Change, isHeld: Bool) throws {
        var inventory = Inventory.sample
        inventory.autoOnline = policy
        let steps = try actions(Request(change, .pmem), on: inventory)
        let held: [Action] = [.setting(.setAutoOnline(.offline)), .setting(.setAutoOnline(policy))]
        #expect(steps.filter { held.contains($0) } == (isHeld ? held : []))
        guard isHeld else { return }
        let set = try #require(steps.firstIndex(of: held[0]))
        let putBack = try #require(steps.firstIndex(of: held[1]))
        let bind = try #require(steps.firstIndex(of: .device(.pmem, .bind(.kmem, bystanders: []))))
        #expect(set < bind && bind < putBack)
    }

    @Test("loads kmem without letting it take other devices, and names those that new_id could take")
    func bystanders() throws {
        let inventory = Inventory.sample.with(.hmem) { $0.driver = nil }
        let steps = try actions(Request(.systemRAM(nil), .pmem), on: inventory)
        #expect(
            steps.prefix(3) == [
                .setting(.setAutoprobe(.dax, false)), .setting(.load(.kmem)),
                .setting(.setAutoprobe(.dax, true)),
            ])
        #expect(steps.contains(.device(.pmem, .bind(.kmem, bystanders: [.hmem]))))
    }

    @Test("leaves drivers_autoprobe alone where an administrator turned it off")
    func autoprobeOff() throws {
        var inventory = Inventory.sample.with(.hmem) { $0.driver = nil }
        inventory.driversAutoprobe = false
        #expect(try actions(Request(.systemRAM(nil), .pmem), on: inventory).first == .setting(.load(.kmem)))
    }

    @Test("brings the rest online, and leaves the zone of what is online unless one is named")
    func partlyOnline() throws {
        let inventory = Inventory.sample.inKmem(.pmem, online: .normal).with(.pmem) {
            $0.blocks[2] = MemoryBlock(index: 67, state: .offline, zone: nil)
        }
        #expect(
            try actions(Request(.systemRAM(nil), .pmem), on: inventory) == [.block(67, .online(.movable))])
        let refused = try #require(refusal(Request(.onlineMemory(.movable), .pmem), on: inventory))
        #expect(refused.isOnlyLoss)
        let forced = try actions(Request(.onlineMemory(.movable), .pmem, force: true), on: inventory)
        #expect(
            forced.prefix(6) == [
                .block(66, .offline), .block(71, .offline), .block(70, .offline), .block(69, .offline),
                .block(68, .offline), .block(65, .offline),
            ])
        let online = [65, 71, 70, 69, 68, 67, 66].map { Action.block($0, .online(.movable)) }
        #expect(Array(forced.dropFirst(6)) == online)
    }

    @Test("does nothing when it is there already")
    func unchanged() throws {
        let inventory = Inventory.sample.inKmem(.pmem, online: .movable)
        let plan = try Planner(inventory).plan(Request(.systemRAM(.movable), .pmem))
        #expect(plan.steps.isEmpty)
        #expect(plan.devices.map(\.isUnchanged) == [true])
    }

    @Test("takes the blocks of a device's own ranges and no other")
    func severalRanges() throws {
        let mebibyte: UInt64 = 1 << 20
        let inventory = Inventory.sample.with(.hmem) {
            $0.mappings = [(4096, 4352), (4864, 5120)].enumerated().compactMap { index, range in
                PhysicalRange(start: range.0 * mebibyte, end: range.1 * mebibyte - 1).map {
                    Mapping(index: index, range: $0, pageOffset: UInt64(index) * 65536)
                }
            }
        }
        let steps = try actions(Request(.systemRAM(nil), .hmem), on: inventory)
        #expect(Array(steps.suffix(4)) == [32, 39, 38, 33].map { .block($0, .online(.movable)) })
    }
}

@Suite("The way back")
struct DevdaxTests {
    @Test("takes memory offline only when told to")
    func force() throws {
        let inventory = Inventory.sample.inKmem(.pmem, online: .movable)
        let refused = try #require(refusal(Request(.devdax, .pmem), on: inventory))
        #expect(refused.isOnlyLoss)
        #expect(
            refused.findings == [
                Finding(
                    .blocks(.online(7, of: 7)), about: .device(.pmem), remedies: .force(.offlineFirst(.pmem)))
            ])
        #expect(
            try actions(Request(.devdax, .pmem, force: true), on: inventory)
                == [66, 71, 70, 69, 68, 67, 65].map { .block($0, .offline) } + [
                    .device(.pmem, .unbind(.kmem, blocks: blocks)),
                    .device(.pmem, .bind(.deviceDax, bystanders: [])),
                ])
    }

    @Test("undone, brings each block back into its zone, under a policy that does not interfere")
    func undo() throws {
        var inventory = Inventory.sample.inKmem(.pmem, online: .normal).with(.pmem) {
            $0.blocks[0] = MemoryBlock(index: 65, state: .online, zone: .movable)
        }
        inventory.autoOnline = .online
        let steps = try Planner(inventory).plan(Request(.devdax, .pmem, force: true)).steps
        #expect(steps.first?.undo == .action(.block(66, .online(.kernel))))
        #expect(steps[6].undo == .action(.block(65, .online(.movable))))
        #expect(
            steps.dropFirst(7).map(\.action) == [
                .setting(.setAutoOnline(.offline)), .device(.pmem, .unbind(.kmem, blocks: blocks)),
                .device(.pmem, .bind(.deviceDax, bystanders: [])), .setting(.setAutoOnline(.online)),
            ])
        #expect(steps.last?.undo == .action(.setting(.setAutoOnline(.offline))))
    }

    @Test("needs no force when all blocks are offline")
    func offline() throws {
        let inventory = Inventory.sample.inKmem(.pmem, online: nil)
        #expect(try actions(Request(.devdax, .pmem), on: inventory).count == 2)
        #expect(try actions(Request(.disabled, .pmem), on: inventory).count == 1)
    }

    @Test("gives a device without driver to device_dax, and one with a driver to nobody else")
    func enable() throws {
        let inventory = Inventory.sample.with(.hmem) { $0.driver = nil }
        #expect(
            try actions(Request(.enabled), on: inventory) == [
                .device(.hmem, .bind(.deviceDax, bystanders: []))
            ])
        #expect(try actions(Request(.disabled, .hmem), on: inventory).isEmpty)
    }
}

@Suite("Memory")
struct MemoryTests {
    @Test("of all devices means of those that are system RAM")
    func all() throws {
        let inventory = Inventory.sample.inKmem(.hmem, online: nil)
        let plan = try Planner(inventory).plan(Request(.onlineMemory(nil)))
        #expect(plan.devices.map(\.isUnchanged) == [true, true, false])
        #expect(plan.devices[0].notes.map(\.code) == [.devicePassedOver])
        #expect(plan.steps.map(\.action) == [32, 35, 34, 33].map { .block($0, .online(.movable)) })
    }

    @Test("goes offline with a hole kept near the start")
    func offline() throws {
        let inventory = Inventory.sample.inKmem(.hmem, online: .movable)
        #expect(
            try actions(Request(.offlineMemory, .hmem), on: inventory)
                == [33, 35, 34, 32].map { .block($0, .offline) })
    }
}

@Suite("Refusals")
struct RefusalTests {
    private struct Case: CustomTestStringConvertible {
        var testDescription: String
        var request: Request
        var inventory: Inventory
        var cause: Finding.Cause
        var remedies: [Finding.Remedy]
        var object: DeviceName? = .pmem
        var severity = Finding.Severity.error
    }

    private static let cases = [
        Case(
            testDescription: "an unknown device", request: Request(.devdax, DeviceName(region: 7, device: 0)),
            inventory: .sample, cause: .request(.noDevice(DeviceName(region: 7, device: 0))),
            remedies: [.choose(["dax0.0", "dax0.1", "dax2.0"])], object: nil),
        Case(
            testDescription: "an unknown region",
            request: Request(selection: DeviceSelection(names: nil, regions: [9]), change: .devdax),
            inventory: .sample, cause: .request(.noRegion(9)), remedies: [.choose(["0", "2"])],
            object: nil),
        Case(
            testDescription: "a device of another region",
            request: Request(selection: DeviceSelection(names: [.pmem], regions: [2]), change: .devdax),
            inventory: .sample, cause: .request(.otherRegion([2])), remedies: [.nameRegion(0)]),
        Case(
            testDescription: "no device at all", request: Request(.devdax),
            inventory: Inventory(kernel: KernelRelease(rawValue: "6.1")),
            cause: .request(.nothingMeant(inDynamicRegions: false)), remedies: [.listAll], object: nil),
        Case(
            testDescription: "the class model", request: Request(.systemRAM(nil), .pmem),
            inventory: .sample.with(.pmem) {
                $0.model = .class
                $0.driver = .daxPmemCompat
            }, cause: .device(.classModel(.daxPmemCompat)), remedies: [.migrateToBus]),
        Case(
            testDescription: "no target node", request: Request(.systemRAM(nil), .pmem),
            inventory: .sample.with(.pmem) { $0.targetNode = nil }, cause: .device(.noTargetNode),
            remedies: [.updateFirmware]),
        Case(
            testDescription: "no whole block", request: Request(.systemRAM(nil), .pmem),
            inventory: .sample.with(.pmem) {
                $0.mappings =
                    PhysicalRange(start: 1, end: 200 << 20).map {
                        [Mapping(index: 0, range: $0, pageOffset: 0)]
                    } ?? []
            },
            cause: .device(
                .noWholeBlock(ByteCount(rawValue: 958 << 20), blockSize: Inventory.sampleBlockSize)),
            remedies: [.largerDevice(blockSize: Inventory.sampleBlockSize)]),
        Case(
            testDescription: "unreadable ranges", request: Request(.systemRAM(nil), .pmem),
            inventory: .sample.with(.pmem) { $0.mappings = [] }, cause: .device(.rangesUnread),
            remedies: [.readAsRoot]),
        Case(
            testDescription: "no size", request: Request(.systemRAM(nil), .hmem),
            inventory: .sample.with(.hmem) {
                $0.size = .zero
                $0.mappings = []
            }, cause: .device(.noSize), remedies: [.giveSize], object: .hmem),
        Case(
            testDescription: "a block of unknown state", request: Request(.offlineMemory, .pmem),
            inventory: .sample.inKmem(.pmem, online: .movable).with(.pmem) {
                $0.blocks[1] = MemoryBlock(index: 66, state: nil, zone: nil)
            }, cause: .blocks(.stateUnread(66)), remedies: [.waitForOthers]),
        Case(
            testDescription: "a block on its way out", request: Request(.devdax, .pmem, force: true),
            inventory: .sample.inKmem(.pmem, online: .movable).with(.pmem) {
                $0.blocks[1] = MemoryBlock(index: 66, state: .goingOffline, zone: nil)
            }, cause: .blocks(.goingOffline(66)), remedies: [.waitForOthers]),
        Case(
            testDescription: "memory that was unbound while online", request: Request(.systemRAM(nil), .pmem),
            inventory: .sample.with(.pmem) {
                $0.driver = nil
                $0.leakedRanges = leaked
            }, cause: .device(.leakedRanges(leaked)), remedies: [.reboot]),
        Case(
            testDescription: "such memory, as a character device", request: Request(.enabled, .pmem),
            inventory: .sample.with(.pmem) {
                $0.driver = nil
                $0.leakedRanges = leaked
            }, cause: .device(.leakedRanges(leaked)), remedies: [.reboot]),
        Case(
            testDescription: "a device in use", request: Request(.systemRAM(nil), .pmem),
            inventory: .sample.with(.pmem) {
                $0.users = [DeviceUser(pid: 17, command: "qemu", uses: [.mapped, .open])]
            },
            cause: .device(.inUse([DeviceUser(pid: 17, command: "qemu", uses: [.mapped, .open])])),
            remedies: [.endUsers, .force(.takeFromUsers)], severity: .loss),
        Case(
            testDescription: "a device whose users can't be seen for want of a capability",
            request: Request(.systemRAM(nil), .pmem),
            inventory: .sample.with(.pmem) { $0.unseenUsers = .withoutPtrace },
            cause: .device(.usersUnseen(.withoutPtrace)),
            remedies: [.letSee(.withoutPtrace), .force(.takeFromUsers)], severity: .loss),
        Case(
            testDescription: "a device whose users can't be seen from another PID namespace",
            request: Request(.disabled, .pmem),
            inventory: .sample.with(.pmem) { $0.unseenUsers = .otherNamespace },
            cause: .device(.usersUnseen(.otherNamespace)),
            remedies: [.letSee(.otherNamespace), .force(.takeFromUsers)], severity: .loss),
        Case(
            testDescription: "a device whose users can't be seen for a file that can't be read",
            request: Request(.famfs, .pmem),
            inventory: .sample.with(.pmem) { $0.unseenUsers = unreadable },
            cause: .device(.usersUnseen(unreadable)),
            remedies: [.letSee(unreadable), .force(.takeFromUsers)], severity: .loss),
        Case(
            testDescription: "memory of a device that has none", request: Request(.onlineMemory(nil), .pmem),
            inventory: .sample, cause: .device(.notSystemRAM), remedies: [.makeSystemRAM(.pmem)]),
    ]

    private static let leaked = [PhysicalRange(start: 65 << 27, end: (72 << 27) - 1)].compactMap(\.self)
    private static let unreadable = UnseenUsers.unreadable(
        Gap(file: "/proc/7/fd/3", reason: "Permission denied"))

    @Test("name the device, the reason and a way out", arguments: cases)
    private func refused(_ testCase: Case) throws {
        let refused = try #require(refusal(testCase.request, on: testCase.inventory))
        let finding = try #require(refused.findings.first)
        #expect(refused.findings.count == 1)
        #expect(finding.cause == testCase.cause)
        #expect(finding.object == testCase.object.map { .device($0) })
        #expect(finding.severity == testCase.severity)
        #expect(finding.remedies == testCase.remedies)
    }

    @Test("name each device that stands in the way")
    func several() throws {
        let inventory = Inventory.sample.with(.pmem) { $0.targetNode = nil }.with(.hmem) {
            $0.targetNode = nil
        }
        let refused = try #require(refusal(Request(.systemRAM(nil)), on: inventory))
        #expect(refused.findings.map(\.object) == [.device(.pmem), .device(.hmem)])
    }

    @Test(
        "of a driver that can't be had",
        arguments: [
            (
                DriverModule(name: "kmem", state: .missing),
                .missing(module: "kmem", KernelRelease(rawValue: "6.12.0-sample"))
            ),
            (
                DriverModule(name: "kmem", state: .loadable, isBlacklisted: true),
                .blacklisted(module: "kmem")
            ),
            (
                DriverModule(name: "kmem", state: .loadable, installCommand: "/bin/false"),
                .substituted(module: "kmem", command: "/bin/false")
            ),
        ] as [(DriverModule, Finding.DriverCause)])
    func modules(module: DriverModule, cause: Finding.DriverCause) throws {
        var inventory = Inventory.sample
        inventory.modules = [module]
        let refused = try #require(refusal(Request(.systemRAM(nil), .pmem), on: inventory))
        #expect(refused.findings.map(\.cause) == [.driver(cause)])
        #expect(refusal(Request(.disabled, .pmem), on: inventory) == nil)
    }

    @Test("of a module that a command of modprobe.d does load are none")
    func installCommand() {
        var inventory = Inventory.sample
        let command = "/sbin/modprobe --ignore-install kmem && logger kmem"
        inventory.modules = [DriverModule(name: "kmem", state: .loadable, installCommand: command)]
        #expect(refusal(Request(.systemRAM(nil), .pmem), on: inventory) == nil)
    }

    @Test("of a device in use end with force, and without it the step asks again")
    func users() throws {
        func unbind(_ inventory: Inventory, force: Bool) throws -> Step? {
            try Planner(inventory).plan(Request(.disabled, .pmem, force: force)).steps.first
        }
        let inUse = Inventory.sample.with(.pmem) {
            $0.users = [DeviceUser(pid: 17, command: "qemu", uses: [.open])]
        }
        #expect(try unbind(inUse, force: true)?.requires == [])
        let unseen = Inventory.sample.with(.pmem) { $0.unseenUsers = .otherNamespace }
        #expect(try unbind(unseen, force: true)?.requires == [])
        #expect(try unbind(.sample, force: false)?.requires == [.device(.pmem, .unused)])
        #expect(try unbind(.sample.inKmem(.pmem, online: nil), force: false)?.requires == [])
    }
}
