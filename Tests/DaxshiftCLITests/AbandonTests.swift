// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import Glibc
import OrderedJSON
import SampleHosts
import Testing

@testable import DaxshiftCLI

@Suite("recover --abandon")
struct AbandonTests {
    /// Leaves a journal of a run that was killed in its third step, and returns its file.
    private func kill(in folder: String) throws -> String {
        let place = JournalFolder(in: folder)
        let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
        let journal = try Journal.create(
            in: place, plan: plan, command: "reconfigure-device")
        for index in 0..<3 {
            try journal.begin(index, plan.steps[index])
            if index < 2 { try journal.record(JournalEvent(.done, step: index), note: "") }
        }
        return place.journal
    }

    /// Replaces the journal's bytes.
    private func write(_ bytes: [UInt8], to path: String) {
        let file = open(path, O_WRONLY | O_TRUNC)
        _ = Glibc.write(file, bytes, bytes.count)
        close(file)
    }

    private func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

    @Test("says which steps are left with what undoes them, and puts the journal aside")
    func told() throws {
        try withTemporaryFolder { folder in
            let journal = try kill(in: folder)
            let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
            let host = SimulatedHost(.sample)
            let dry = try Run("recover", "--abandon", "--dry-run", "--json", on: host, in: folder)
            #expect(dry.failure == nil && isThere(journal))
            #expect(dry.json?["schema"] == .string("daxshift.abandon/1"))
            #expect(dry.json?["command"] == .string("reconfigure-device"))
            #expect(dry.json?["kept"] == .null && dry.json?["doubt"] == .null)
            let steps = dry.json?["steps"]?.elements ?? []
            #expect(steps.map { $0["first"] } == [.integer(1), .integer(2), .integer(3)])
            for (told, step) in zip(steps, plan.steps) {
                #expect(told["what"] == .string(step.action.description))
                #expect(told["file"] == step.action.effect.write.map { .string($0.file) })
                if let value = step.action.effect.write?.value {
                    #expect(told["value"] == .string(value))
                }
                if case .action(let undo) = step.undo {
                    #expect(told["undo"]?["value"] == undo.effect.write.map { .string($0.value) })
                }
            }
            let run = try Run("recover", "--abandon", "--force", "--json", on: host, in: folder)
            #expect(run.failure == nil && !isThere(journal))
            #expect(run.json?["kept"] == .string(journal + "-abandoned") && isThere(journal + "-abandoned"))
            #expect(run.json?["steps"] == dry.json?["steps"])
            #expect(host.performed.isEmpty)
            #expect(try Run("disable-device", "dax0.0", on: host, in: folder).failure == nil)
            let none = try Run("recover", "--abandon", on: host, in: folder)
            #expect(none.failure == nil && none.json?["journal"] == .null)
            #expect(none.json?["steps"] == .array([]))
        }
    }

    @Test("asks, and takes nothing but yes")
    func asks() throws {
        try withTemporaryFolder { folder in
            let journal = try kill(in: folder)
            let host = SimulatedHost(.sample)
            for answer in [nil, "", "no", "y"] {
                let run = try Run("recover", "--abandon", on: host, in: folder, answer: answer)
                #expect(run.failure?.code == .refused && isThere(journal))
                #expect(run.failure?.lines.contains { $0.contains("--force") } == (answer == nil))
                #expect(run.diagnostics.text.contains("/sys/bus/dax/drivers/device_dax/unbind"))
            }
            let run = try Run("recover", "--abandon", "--table", on: host, in: folder, answer: "yes")
            #expect(run.failure == nil && !isThere(journal))
            #expect(run.output.text.contains(journal + "-abandoned"))
            #expect(!run.output.text.contains("/sys/"))
        }
    }

    @Test("takes no earlier one's place")
    func keepsAll() throws {
        try withTemporaryFolder { folder in
            for name in ["abandoned", "abandoned-2", "abandoned-3"] {
                let journal = try kill(in: folder)
                let run = try Run(
                    "recover", "--abandon", "-f", "--json", on: SimulatedHost(.sample), in: folder)
                #expect(run.json?["kept"] == .string(journal + "-" + name))
            }
        }
    }

    @Test("is a way out of any bytes, and of what is no file", arguments: 0..<5)
    func garbage(case number: Int) throws {
        try withTemporaryFolder { folder in
            let journal = try kill(in: folder)
            switch number {
            case 0: write([], to: journal)
            case 1: write(Array("x\n".utf8), to: journal)
            case 2: write((0..<5000).map { UInt8(truncatingIfNeeded: $0 * 37 + 10) }, to: journal)
            case 3:
                unlink(journal)
                mkfifo(journal, 0o600)
            default:
                unlink(journal)
                symlink("/proc/self/mem", journal)
            }
            let host = SimulatedHost(.sample)
            if number > 0 {
                #expect(try Run("disable-device", "dax0.0", on: host, in: folder).failure?.code == .notUndone)
                let recover = try Run("recover", on: host, in: folder)
                #expect(recover.failure?.code == .notUndone)
                #expect(recover.failure?.lines.contains { $0.contains("recover --abandon") } == true)
            }
            let run = try Run("recover", "--abandon", "-f", "--json", on: host, in: folder)
            #expect(run.failure == nil)
            #expect(run.json?["command"] == .null && run.json?["steps"] == .array([]))
            #expect((run.json?["doubt"] == .null) == (number == 0))
            #expect(try Run("disable-device", "dax0.0", on: host, in: folder).failure == nil)
        }
    }

    @Test("says which steps it knows of where a record is damaged")
    func damaged() throws {
        try withTemporaryFolder { folder in
            let journal = try kill(in: folder)
            let file = open(journal, O_RDWR)
            pwrite(file, "x", 1, 0)
            close(file)
            let run = try Run(
                "recover", "--abandon", "--dry-run", "--json", on: SimulatedHost(.sample), in: folder)
            #expect(run.json?["command"] == .null && run.json?["doubt"] != .null)
            #expect(
                run.json?["steps"]?.elements.map { $0["first"] } == [.integer(1), .integer(2), .integer(3)])
        }
    }
}
