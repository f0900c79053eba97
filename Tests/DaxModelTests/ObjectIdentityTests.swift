// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@Suite("What a device is, whatever its name")
struct ObjectIdentityTests {
    private static let range = Inventory.blocks(1..<2)
    private static let otherRange = Inventory.blocks(2..<3)
    private let own = ObjectIdentity(uuid: "a", provider: "dax0.1", ranges: [range])

    @Test("is another where the UUIDs or the ranges are others, and not where only the provider is")
    func comparison() {
        func isOther(_ change: (inout ObjectIdentity) -> Void) -> Bool {
            var other = own
            change(&other)
            return own.isOther(than: other)
        }
        #expect(!isOther { _ in })
        #expect(!isOther { $0.provider = "dax0.0" })
        #expect(!isOther { $0.provider = nil })
        #expect(isOther { $0.uuid = "b" })
        #expect(!isOther { $0.uuid = nil })
        #expect(isOther { $0.ranges = [Self.otherRange] })
        #expect(isOther { $0.ranges = [] })
        #expect(isOther { $0.ranges = [Self.range, Self.otherRange] })
    }

    @Test("is the same at ranges that it may have by now, and another there with another UUID")
    func given() {
        let moved = ObjectIdentity(uuid: "a", ranges: [Self.otherRange])
        #expect(!own.isOther(than: moved, alsoAt: [[Self.otherRange]]))
        #expect(!own.isOther(than: own, alsoAt: [[Self.otherRange]]))
        #expect(own.isOther(than: moved, alsoAt: [[]]))
        let another = ObjectIdentity(uuid: "b", ranges: [Self.otherRange])
        #expect(own.isOther(than: another, alsoAt: [[Self.otherRange]]))
        #expect(own.hasOtherUUID(than: another) && !own.hasOtherUUID(than: moved))
        #expect(!own.hasOtherUUID(than: ObjectIdentity(ranges: [])))
    }

    @Test("is told by its namespace, its region and its ranges")
    func surveyed() throws {
        let host = Self.host
        let pmem = try #require(host.device(.pmem))
        let hmem = try #require(host.device(.hmem))
        #expect(
            host.identity(of: pmem) == ObjectIdentity(uuid: "a", provider: "dax0.1", ranges: pmem.ranges))
        #expect(host.identity(of: hmem) == ObjectIdentity(provider: "hmem.0", ranges: hmem.ranges))
        let plan = try Planner(host).plan(Request(.model(.bus), .pmem))
        #expect(plan.devices.map(\.identity) == [host.identity(of: pmem)])
    }

    @Test("is known by the UUID alone while a device is on its way between the models")
    func onItsWay() throws {
        let recovery = try recovery()
        var now = Self.host
        #expect(recovery.renamed(in: now) == nil)
        now.devices.removeAll { $0.name == .pmem }
        now.namespaces[0].device = nil
        #expect(recovery.renamed(in: now) == nil)
        now.namespaces[0].uuid = nil
        #expect(recovery.renamed(in: now) == nil)
        now.namespaces[0].uuid = "b"
        #expect(recovery.renamed(in: now) == .pmem)
        now.namespaces = []
        #expect(recovery.renamed(in: now) == nil)
        now.gaps = [Gap(file: "/sys/bus/dax/devices", reason: "Too many open files")]
        #expect(recovery.renamed(in: now) == .pmem)
    }

    @Test("is asked for whole once the device has arrived")
    func arrived() throws {
        let recovery = try recovery()
        let there = Self.host.with(.pmem) { $0 = $0.shown(under: .bus) }
        #expect(recovery.renamed(in: there) == nil)
        #expect(recovery.renamed(in: there.with(.pmem) { $0.mappings = [] }) == .pmem)
        var other = there
        other.namespaces[0].uuid = "b"
        #expect(recovery.renamed(in: other) == .pmem)
        other.namespaces[0].device = nil
        #expect(recovery.renamed(in: other) == .pmem)
    }

    /// A host of the class model whose `dax0.0` is carried by a namespace with a UUID.
    private static var host: Inventory {
        var host = Inventory.classSample
        host.namespaces = [
            Namespace(
                name: KernelName(rawValue: "namespace0.0"), region: KernelName(rawValue: "region0"),
                mode: "devdax", uuid: "a", ndDevice: KernelName(rawValue: "dax0.1"), device: .pmem,
                isEnabled: true)
        ]
        return host
    }

    /// What is made of the journal of a run that was killed while it took the nd device from its driver.
    private func recovery() throws -> Recovery {
        let plan = try Planner(Self.host).plan(Request(.model(.bus), .pmem))
        let last = try #require(
            plan.steps.firstIndex { if case .ndDevice(_, .unbind) = $0.action { true } else { false } })
        var bytes: [UInt8] = []
        let header = JournalHeader(plan: plan, boot: "b", pid: 1, since: "x", command: "y")
        JournalRecord.header(header).write(to: &bytes)
        for device in plan.devices { JournalRecord.device(device).write(to: &bytes) }
        for (index, step) in plan.steps.enumerated() { JournalRecord.step(index, step).write(to: &bytes) }
        for index in 0...last {
            JournalRecord.event(JournalEvent(.begin, step: index), note: "").write(to: &bytes)
        }
        return try Recovery(JournalContents(parsing: bytes))
    }
}
