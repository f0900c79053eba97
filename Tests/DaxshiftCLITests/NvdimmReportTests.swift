// SPDX-License-Identifier: Apache-2.0

import DaxModel
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("Reports on namespaces, NVDIMM regions and DIMMs")
struct NvdimmReportTests {
    private static let plain = Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true)
    private let report = PlanReport(
        plan: .ofNvdimms, from: Inventory(kernel: KernelRelease(rawValue: "none")))

    @Test("have a line for each object, with the steps that are for it")
    func objects() {
        let lines = report.lines(for: Self.plain).map { $0.rendered(inColor: false) }
        #expect(
            lines.first { $0.hasPrefix("namespace0.0: ") }
                == "namespace0.0: to devdax, 1006 MiB of 1 GiB at 0x140000000-0x17fffffff, alignment 2 MiB, "
                + "map dev, UUID 07bc7573-aca8-406e-90d0-17524d99b28d, name cache in steps 4–5")
        #expect(lines.contains("namespace0.1: destroyed in step 3"))
        #expect(lines.contains("nmem0: with new, empty labels in step 2"))
        #expect(lines.contains { $0.hasPrefix("region0: as asked already") })
    }

    @Test("show every write of a step, with its file and its value")
    func writes() throws {
        let text = report.lines(for: Self.plain).map { $0.rendered(inColor: false) }.joined(separator: "\n")
        for step in Plan.ofNvdimms.steps {
            for write in step.action.written + step.undoWritten { #expect(text.contains(write)) }
        }
        let label = try #require(report.json()["steps"]?.elements[3])
        #expect(label["nvdimm"] == .string("namespace0.0"))
        #expect(label["device"] == .null)
        let writes = try #require(label["writes"]?.elements)
        guard case .writes(let expected) = Plan.ofNvdimms.steps[3].action.effect else {
            Issue.record("a label is written otherwise")
            return
        }
        #expect(writes.map { $0["file"] } == expected.map { .string($0.file) })
        #expect(writes.map { $0["value"] } == expected.map { .string($0.value) })
    }

    @Test("show an empty value as one")
    func emptyValue() {
        let action = Action.namespace(KernelName(rawValue: "namespace0.0"), .clear(uuid: "0f1e-2d"))
        #expect(action.written.count == 2)
        #expect(action.written.allSatisfy { $0.hasPrefix("0 > ") || $0.hasPrefix("'' > ") })
    }

    @Test("have the whole goal of a namespace as JSON")
    func goal() throws {
        let goals = try #require(report.json()["nvdimms"]?.elements).map { $0["goal"] }
        #expect(
            goals.map { $0?["state"] }
                == ["enabled", "enabled", "gone", "labelled", "enabled"].map { .string($0) })
        #expect(goals[0]?["mode"] == .string("devdax"))
        #expect(goals[0]?["size"] == .integer(1006 << 20))
        #expect(goals[0]?["raw_size"] == .integer(1 << 30))
        #expect(goals[0]?["start"] == .integer(0x1_4000_0000))
        #expect(goals[0]?["map"] == .string("dev"))
        #expect(goals[0]?["sector_size"] == nil)
        #expect(goals[1]?["sector_size"] == .integer(4096))
        #expect(goals[1]?["uuid"] == nil)
    }

    @Test("say how each object is after a run")
    func outcome() {
        let report = OutcomeReport(outcome: .ofNvdimms)
        #expect(
            report.lines(for: Self.plain).map { $0.rendered(inColor: false) } == [
                "namespace0.0: changed: 1006 MiB, devdax, enabled, /dev/dax0.0",
                "namespace0.1: changed: gone",
                "region0: unchanged: disabled", "nmem0: changed: labelled",
            ])
        let nvdimms = report.json()["nvdimms"]?.elements ?? []
        #expect(
            nvdimms.map { $0["result"] }
                == ["changed", "changed", "unchanged", "changed"].map { .string($0) })
        #expect(nvdimms.first?["namespace"]?["chardev"] == .string("dax0.0"))
        #expect(nvdimms.dropFirst().allSatisfy { $0["namespace"] == nil })
    }

    @Test("name what is left of a failed run")
    func left() {
        var outcome = Outcome.ofNvdimms
        outcome.failure = .interrupted
        outcome.nvdimms[0].result = .left
        let report = OutcomeReport(outcome: outcome)
        #expect(report.exitCode == .notUndone)
        #expect(
            report.failureLines.contains("namespace0.0 is left 1006 MiB, devdax, enabled, /dev/dax0.0"))
    }
}
