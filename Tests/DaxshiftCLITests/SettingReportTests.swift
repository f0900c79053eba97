// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("Reports on settings of the host")
struct SettingReportTests {
    private static let plain = Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true)
    private static let goals: [SettingGoal] = [
        .autoOnline(.online), .demotion(false), .numaBalancing(2), .weights(.automatic),
    ]
    private let plan: Plan

    init() throws {
        plan = try Router(.tieredByHand).plan(for: Self.goals.map(Goal.setting))
    }

    @Test("have a line for each setting, with its former value and the step that is for it")
    func lines() {
        let lines = PlanReport(plan: plan, from: .tieredByHand).lines(for: Self.plain)
            .map { $0.rendered(inColor: false) }
        #expect(
            Array(lines.prefix(4)) == [
                "demotion_enabled: as asked already", "numa_balancing: from 1 to 2 in step 1",
                "weighted_interleave: from 1 for node0, 2 for node4 to 10 for node0, 21 for node4 in step 2",
                "the auto-online policy: from offline to online in step 3",
            ])
        for step in plan.steps {
            for write in step.action.written + step.undoWritten {
                #expect(lines.contains { $0.contains(write) })
            }
        }
    }

    @Test("have the former value and the goal as JSON")
    func json() throws {
        let settings = try #require(
            PlanReport(plan: plan, from: .tieredByHand).json()["settings"]?.elements)
        #expect(
            settings.map { $0["setting"] }
                == [
                    KernelFile.demotion, KernelFile.numaBalancing, KernelFile.weightedInterleave,
                    KernelFile.autoOnlineBlocks,
                ].map { .string($0) })
        #expect(settings.map { $0["unchanged"] } == [true, false, false, false].map { .bool($0) })
        #expect(settings[0]["goal"] == .bool(false))
        #expect(settings[1]["from"] == .integer(1) && settings[1]["goal"] == .integer(2))
        #expect(settings[2]["goal"]?.elements.map { $0["weight"] } == [.integer(10), .integer(21)])
        #expect(settings[3]["from"] == .string("offline"))
    }

    @Test("say what each setting is after a run")
    func outcome() {
        let outcome = Executor(host: SimulatedHost(.tieredByHand)).run(plan, basis: .tieredByHand)
        let report = OutcomeReport(outcome: outcome)
        #expect(report.exitCode == .success)
        #expect(
            report.lines(for: Self.plain).map { $0.rendered(inColor: false) } == [
                "demotion_enabled: unchanged: false", "numa_balancing: changed: 2",
                "weighted_interleave: changed: 10 for node0, 1 for node1, 21 for node4",
                "the auto-online policy: changed: online",
            ])
        let settings = report.json()["settings"]?.elements ?? []
        #expect(
            settings.map { $0["result"] }
                == ["unchanged", "changed", "changed", "changed"].map { .string($0) })
        #expect(settings.map { $0["value"] }[1] == .integer(2))
    }

    @Test("name what is left of a failed run")
    func left() {
        let host = SimulatedHost(.tieredByHand, fault: .allRefused(from: 2))
        let report = OutcomeReport(outcome: Executor(host: host).run(plan, basis: .tieredByHand))
        #expect(report.exitCode == .notUndone)
        #expect(report.failureLines.contains("numa_balancing is left 2"))
    }
}
