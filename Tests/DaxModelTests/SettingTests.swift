// SPDX-License-Identifier: Apache-2.0

import SampleHosts
import Testing

@testable import DaxModel

private func plan(_ goals: SettingGoal..., besides others: [Goal] = [], on host: Inventory) throws -> Plan {
    try Router(host).plan(for: others + goals.map(Goal.setting))
}

private func findings(_ goals: SettingGoal..., on host: Inventory) -> [Finding] {
    do throws(Refusal) {
        return try Router(host).plan(for: goals.map(Goal.setting)).settings.flatMap(\.notes)
    } catch {
        return error.findings
    }
}

@Suite("Settings of the host")
struct SettingTests {
    @Test("are set by one step each, whose undo gives the former value back")
    func steps() throws {
        let plan = try plan(
            .weights(.explicit([0: 3])), .numaBalancing(2), .demotion(true), .autoOnline(.onlineMovable),
            on: .tieredByHand)
        #expect(
            plan.steps.map(\.action) == [
                .setting(.setWeights(.explicit([0: 3]))), .setting(.setNumaBalancing(2)),
                .setting(.setDemotion(true)), .setting(.setAutoOnline(.onlineMovable)),
            ])
        #expect(
            plan.steps.map(\.undo) == [
                .action(.setting(.setWeights(.explicit([0: 1])))), .action(.setting(.setNumaBalancing(1))),
                .action(.setting(.setDemotion(false))), .action(.setting(.setAutoOnline(.offline))),
            ])
        #expect(plan.settings.map(\.goal.setting) == [.weights, .numaBalancing, .demotion, .autoOnline])
        #expect(plan.settings.allSatisfy { !$0.isUnchanged })
    }

    @Test("take no step where they have their values")
    func unchanged() throws {
        let plan = try plan(
            .demotion(false), .numaBalancing(1), .autoOnline(.offline), .weights(.automatic), on: .tiered)
        #expect(plan.steps.isEmpty)
        #expect(plan.settings.map(\.isUnchanged) == [true, true, true, true])
    }

    @Test("come after devices, which change under a policy of their own, and the policy comes last")
    func order() throws {
        var host = Inventory.tiered
        host.autoOnline = .online
        let devices = try Resolver(host).goals(of: Request(.systemRAM(nil), .pmem))
        let plan = try plan(.autoOnline(.onlineKernel), .demotion(true), besides: devices, on: host)
        let policies = plan.steps.compactMap {
            if case .setting(.setAutoOnline(let policy)) = $0.action { policy } else { nil }
        }
        #expect(policies == [.offline, .online, .onlineKernel])
        #expect(
            plan.steps.suffix(2).map(\.action) == [
                .setting(.setDemotion(true)), .setting(.setAutoOnline(.onlineKernel)),
            ])
        #expect(plan.steps.last?.undo == .action(.setting(.setAutoOnline(.online))))
        #expect(plan.settings.map(\.setting) == [.demotion, .autoOnline])
    }

    @Test("are as a kernel without their files has them, where that is nothing")
    func lacking() throws {
        var host = Inventory.sample
        host.hostSettings = HostSettings()
        #expect(try plan(.demotion(false), .numaBalancing(0), on: host).steps.isEmpty)
        #expect(
            findings(.demotion(true), .numaBalancing(1), .weights(.automatic), on: host).map(\.code)
                == [.settingNotOffered, .settingNotOffered, .settingNotOffered])
        #expect(
            findings(.demotion(true), .weights(.explicit([0: 1])), on: host).map(\.remedies)
                == [[.bootLinux(since: "5.15")], [.bootLinux(since: "6.9")]])
    }

    @Test("are refused where they could not be read, or were not surveyed")
    func unread() {
        #expect(findings(.demotion(false), on: .sample).map(\.cause) == [.setting(.unread(nil))])
        var host = Inventory.tiered
        host.hostSettings?.demotion = nil
        let gap = Gap(file: KernelFile.demotion, reason: "Permission denied")
        host.gaps = [gap]
        #expect(findings(.demotion(false), on: host).map(\.cause) == [.setting(.unread(gap))])
        host.gaps = [Gap(file: KernelFile.weight(of: 0), reason: "Permission denied")]
        #expect(findings(.weights(.explicit([4: 1])), on: host).map(\.code) == [.settingUnread])
    }

    @Test("are refused with a value that they can't have")
    func bad() {
        #expect(findings(.numaBalancing(4), on: .tiered).map(\.code) == [.settingBadMode])
        #expect(findings(.numaBalancing(-1), on: .tiered).map(\.code) == [.settingBadMode])
        var host = Inventory.tiered
        host.hostSettings?.offersPromotion = false
        #expect(findings(.numaBalancing(3), on: host).map(\.code) == [.settingNoPromotion])
        #expect(findings(.numaBalancing(0), on: host).isEmpty)
        host.autoOnline = nil
        #expect(findings(.autoOnline(.online), on: host).map(\.code) == [.memoryNoHotplug])
        #expect(
            findings(.weights(.explicit([0: 256, 4: 0, 7: 3])), on: .tiered).map(\.cause) == [
                .setting(.badWeight(256, 0)), .setting(.badWeight(0, 4)), .setting(.noNode(7)),
            ])
    }

    @Test("are refused twice in one plan")
    func twice() {
        #expect(
            findings(.demotion(true), .demotion(false), on: .tiered).map(\.code) == [.requestSeveralGoals])
    }
}

@Suite("The weights of nodes")
struct WeightTests {
    /// The bandwidths in MiB/s, and the weights that Linux 7.2 shows for them.
    @Test(
        arguments: [
            ([8192, 16384], [10, 21]), ([8192, 16384, 2048], [9, 19, 2]), ([1000, 1000], [1, 1]),
            ([3000, 1000], [3, 1]), ([1_000_000, 1], [31, 1]), ([5000, nil], [32, 1]), ([nil, nil], nil),
            ([UInt64.max, UInt64.max], [1, 1]),
        ] as [([UInt64?], [Int]?)])
    func `follow from bandwidths as in the kernel`(bandwidths: [UInt64?], weights: [Int]?) {
        let interleave = WeightedInterleave(
            nodes: bandwidths.enumerated().map {
                .init(id: NodeNumber(rawValue: $0.offset), bandwidth: $0.element)
            } + [.init(id: 99, hasMemory: false)])
        let expected = weights?.enumerated().map { (NodeNumber(rawValue: $0.offset), $0.element) }
        #expect(
            interleave.automaticWeights == expected.map { Dictionary($0) { first, _ in first } })
    }

    @Test func `are computed where the kernel does not`() throws {
        let plan = try plan(.weights(.automatic), on: .tieredByHand)
        #expect(plan.steps.map(\.action) == [.setting(.setWeights(.explicit([0: 10, 4: 21])))])
        #expect(plan.steps.map(\.undo) == [.action(.setting(.setWeights(.explicit([0: 1, 4: 2]))))])
        var host = Inventory.tieredByHand
        host.hostSettings?.interleave?.nodes[0].weight = 10
        host.hostSettings?.interleave?.nodes[2].weight = 21
        #expect(try DaxModelTests.plan(.weights(.automatic), on: host).steps.isEmpty)
    }

    @Test func `of a node whose memory the plan brings online are told to need another plan`() throws {
        let devices = try Resolver(.tieredByHand).goals(of: Request(.systemRAM(nil), .pmem))
        let plan = try plan(.weights(.automatic), besides: devices, on: .tieredByHand)
        #expect(plan.settings.flatMap(\.notes).map(\.cause) == [.setting(.laterBandwidth([1]))])
    }

    @Test func `are left to the kernel again, or all given back`() throws {
        var host = Inventory.tiered
        #expect(
            try plan(.weights(.explicit([0: 10])), on: host).steps.map(\.undo)
                == [.action(.setting(.setWeights(.automatic)))])
        host.hostSettings?.interleave?.isAutomatic = false
        let plan = try plan(.weights(.automatic), on: host)
        #expect(plan.steps.map(\.action) == [.setting(.setWeights(.automatic))])
        #expect(plan.steps.map(\.undo) == [.action(.setting(.setWeights(.explicit([0: 10, 4: 21]))))])
        #expect(findings(.weights(.automatic), on: .tieredWithoutBandwidth).isEmpty)
    }

    @Test func `that were the kernel's go back to 1 where it could not compute them again`() throws {
        var host = Inventory.tieredWithoutBandwidth
        #expect(
            try plan(.weights(.explicit([4: 5])), on: host).steps.map(\.undo)
                == [.action(.setting(.setWeights(.explicit([4: 1]))))])
        #expect(try plan(.weights(.explicit([0: 1, 4: 1])), on: host).steps.isEmpty)
        host.hostSettings?.interleave?.isAutomatic = false
        #expect(findings(.weights(.automatic), on: host).map(\.code) == [.settingNoBandwidth])
    }

    @Test func `can be given to a node whose memory the plan brings online`() throws {
        let goal = SettingGoal.weights(.explicit([1: 7]))
        #expect(findings(goal, on: .tiered).map(\.cause) == [.setting(.noNode(1))])
        let devices = try Resolver(.tiered).goals(of: Request(.systemRAM(nil), .pmem))
        let plan = try plan(goal, besides: devices, on: .tiered)
        #expect(plan.steps.last?.action == .setting(.setWeights(.explicit([1: 7]))))
    }

    @Test func `of a node whose memory has gone are 1 again`() {
        var host = Inventory.tiered
        host.hostSettings?.interleave?.isAutomatic = false
        #expect(SettingGoal.weights(.explicit([0: 10, 1: 1])).isReached(in: host))
        #expect(!SettingGoal.weights(.explicit([1: 2])).isReached(in: host))
        #expect(findings(.weights(.explicit([1: 1])), on: host).map(\.code) == [.settingNoNode])
    }

    @Test func `are written one by one`() {
        #expect(
            Action.setting(.setWeights(.explicit([4: 21, 0: 10]))).effect
                == .writes([
                    FileWrite(KernelFile.weight(of: 0), "10"), FileWrite(KernelFile.weight(of: 4), "21"),
                ]))
        #expect(
            Action.setting(.setWeights(.automatic)).effect
                == .writes([FileWrite(KernelFile.automaticWeights, "true")]))
    }
}
