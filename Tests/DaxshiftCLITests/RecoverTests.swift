// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxHost
import DaxModel
import Glibc
import OrderedJSON
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("The lock, the journal and recover")
struct RecoverTests {
    /// Creates the state after a kill at a number of records, and returns the machine.
    private func kill(
        after events: Int, in folder: String, boot: String? = nil, over isThere: Bool = false
    ) throws -> Inventory {
        let place = JournalFolder(in: folder)
        if isThere { unlink(place.journal) }
        let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
        let journal = try Journal.create(
            in: place, plan: plan, command: "reconfigure-device")
        let host = SimulatedHost(.sample)
        for event in 0..<events {
            if event % 2 == 0 {
                try journal.begin(event / 2, plan.steps[event / 2])
                try host.perform(plan.steps[event / 2].action)
            } else {
                try journal.record(JournalEvent(.done, step: event / 2), note: "")
            }
        }
        if let boot {
            var contents: [UInt8] = []
            var header = JournalHeader(plan: plan, boot: boot, pid: 1, since: "then", command: "old")
            header.stepCount = 0
            header.deviceCount = 0
            JournalRecord.header(header).write(to: &contents)
            truncate(place.journal, 0)
            let file = open(place.journal, O_WRONLY)
            write(file, contents, contents.count)
            close(file)
        }
        return host.inventory
    }

    @Test("a run that ends well, or is undone, leaves no journal")
    func closed() throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(.sample)
            #expect(try Run("disable-device", "dax0.0", on: host, in: folder).failure == nil)
            #expect(access(folder + "/daxshift/journal", F_OK) != 0)
            let failing = SimulatedHost(.sample, fault: .refused(at: 6, .inputOutput))
            let run = try Run("reconfigure-device", "-m", "system-ram", "dax0.0", on: failing, in: folder)
            #expect(run.failure?.code == .failure)
            #expect(access(folder + "/daxshift/journal", F_OK) != 0)
        }
    }

    @Test("a run that can't be undone leaves a journal, which recover closes")
    func left() throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(.sample, fault: .allRefused(from: 5))
            let run = try Run("reconfigure-device", "-m", "system-ram", "dax0.0", on: host, in: folder)
            #expect(run.failure?.code == .notUndone)
            #expect(run.failure?.lines.last?.contains("daxshift recover") == true)

            let next = SimulatedHost(host.inventory)
            let refused = try Run("disable-device", "dax0.0", on: next, in: folder)
            #expect(refused.failure?.code == .notUndone)
            #expect(refused.failure?.lines.first?.contains("'daxshift recover'") == true)
            #expect(refused.failure?.lines.first?.contains("reconfigure-device, begun ") == true)
            #expect(next.performed.isEmpty)
            for isRoot in [true, false] {
                let dry = try Run(
                    "disable-device", "--dry-run", "dax0.1", on: next, in: folder, isRoot: isRoot)
                #expect(dry.failure == refused.failure && dry.json == refused.json)
                #expect(dry.json?.column("code", of: "findings") == ["start.open-journal"])
            }

            let recovered = try Run("recover", on: next, in: folder)
            #expect(recovered.failure == nil)
            #expect(recovered.json?["schema"] == .string("daxshift.outcome/1"))
            #expect(recovered.json?.column("result", of: "devices") == ["rolled-back"])
            #expect(next.inventory.devices == Inventory.sample.devices)
            #expect(try Run("disable-device", "dax0.0", on: next, in: folder).failure == nil)
        }
    }

    @Test("recover says when it could not put everything back, and can be tried again")
    func stuck() throws {
        try withTemporaryFolder { folder in
            let machine = try kill(after: 9, in: folder)
            let host = SimulatedHost(machine, fault: .allRefused(from: 2))
            let run = try Run("recover", on: host, in: folder)
            #expect(run.failure?.code == .notUndone)
            #expect(run.json?.column("result", of: "devices") == ["left"])
            let again = SimulatedHost(host.inventory)
            #expect(try Run("recover", on: again, in: folder).failure == nil)
            #expect(again.inventory.devices == Inventory.sample.devices)
        }
    }

    @Test("recover --finish carries on, and --dry-run shows either")
    func finish() throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(try kill(after: 5, in: folder))
            let undo = try Run("recover", "--dry-run", on: host, in: folder)
            #expect(undo.json?["schema"] == .string("daxshift.plan/1"))
            #expect(
                undo.json?.column("what", of: "steps").prefix(2) == [
                    "take the id of dax0.0 from kmem", "take dax0.0 from kmem",
                ])
            let goals = undo.json?["devices"]?.elements.map { $0["goal"]?["driver"] }
            #expect(goals == [.string("device_dax")])
            let rest = try Run("recover", "--dry-run", "--finish", on: host, in: folder)
            #expect(
                rest.json?.column("what", of: "steps").prefix(2) == [
                    "take the id of dax0.0 from kmem", "give dax0.0 to kmem",
                ])
            #expect(host.performed.isEmpty)
            let run = try Run("recover", "--finish", on: host, in: folder)
            #expect(run.failure == nil)
            #expect(run.json?.column("result", of: "devices") == ["changed"])
            #expect(host.inventory.device(.pmem)?.blocks.allSatisfy { $0.state == .online } == true)
            let idle = try Run("recover", on: host, in: folder)
            #expect(
                idle.failure == nil && idle.json?["devices"] == .array([]) && idle.json?["error"] == .null)
            #expect(idle.diagnostics.text.contains("nothing to recover"))
            let dry = try Run("recover", "--dry-run", on: host, in: folder)
            #expect(dry.failure == nil && dry.json?["steps"] == .array([]))
            let table = try Run("recover", "--table", on: host, in: folder)
            #expect(table.failure == nil && table.output.text.isEmpty)
        }
    }

    @Test("a journal of an earlier boot is put aside, and nothing is done")
    func earlierBoot() throws {
        try withTemporaryFolder { folder in
            _ = try kill(after: 3, in: folder, boot: "another")
            let host = SimulatedHost(.sample)
            #expect(try Run("recover", "--dry-run", on: host, in: folder).failure == nil)
            let run = try Run("recover", on: host, in: folder)
            #expect(run.failure == nil && host.performed.isEmpty)
            #expect(run.diagnostics.text.contains("journal-another"))
            _ = try kill(after: 3, in: folder, boot: "other")
            let next = try Run("disable-device", "dax0.0", on: host, in: folder)
            #expect(next.failure == nil)
            #expect(next.diagnostics.text.contains("journal-other"))
        }
    }

    @Test("a damaged journal is named by its record, and changes nothing unless that is safe")
    func damaged() throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(try kill(after: 5, in: folder))
            let file = open(folder + "/daxshift/journal", O_RDWR)
            write(file, "x", 1)
            let run = try Run("recover", on: host, in: folder)
            #expect(run.failure?.code == .notUndone)
            #expect(run.failure?.lines.first?.hasPrefix("record 1 of the journal is damaged") == true)
            #expect(run.failure?.lines.contains { $0.contains(folder + "/daxshift/journal") } == true)
            #expect(host.performed.isEmpty)
            #expect(try Run("disable-device", "dax0.0", on: host, in: folder).failure?.code == .notUndone)
            pwrite(file, "d", 1, 0)
            pwrite(file, "x", 1, lseek(file, 0, SEEK_END) - 4)
            close(file)
            #expect(try Run("recover", "--finish", on: host, in: folder).failure?.code == .notUndone)
            let safe = try Run("recover", on: host, in: folder)
            #expect(safe.failure == nil)
            #expect(safe.diagnostics.text.contains("is damaged"))
            #expect(host.inventory.devices == Inventory.sample.devices)
        }
    }

    @Test("a held lock ends with a code of its own, and names the holder")
    func lockHeld() throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(.sample)
            let lock = try HostLock.acquire(
                in: JournalFolder(in: folder).folder, command: "online-memory", timeout: .zero)
            for words in ["disable-device", "recover"] {
                let run =
                    words == "recover"
                    ? try Run(words, "--lock-timeout", "0", on: host, in: folder)
                    : try Run(words, "--lock-timeout", "0.02", "dax0.0", on: host, in: folder)
                #expect(run.failure?.code == .lockHeld)
                #expect(run.failure?.lines.first?.contains("process \(getpid()) (online-memory)") == true)
                #expect(run.failure?.lines.first?.contains("--lock-timeout") == true)
                #expect(host.performed.isEmpty)
            }
            #expect(try Run("disable-device", "--dry-run", "dax0.0", on: host, in: folder).failure == nil)
            withExtendedLifetime(lock) {}
        }
    }

    @Test("a boot that is not known is taken for this one, and none is begun in it")
    func unknownBoot() throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(try kill(after: 5, in: folder))
            let nameless = JournalFolder(
                in: JournalFolder(in: folder).folder, bootFile: folder + "/none")
            let dry = try Run("recover", "--dry-run", on: host, journal: nameless)
            #expect(dry.json?["schema"] == .string("daxshift.plan/1"))
            #expect(try Run("recover", on: host, journal: nameless).failure == nil)
            #expect(host.inventory.devices == Inventory.sample.devices)

            let refused = try Run("disable-device", "dax0.0", on: host, journal: nameless)
            #expect(refused.failure?.code == .failure)
            #expect(refused.failure?.lines.first?.hasPrefix(folder + "/none ") == true)
            #expect(host.inventory.devices == Inventory.sample.devices)
            #expect(access(folder + "/daxshift/journal", F_OK) != 0)

            _ = try kill(after: 3, in: folder, boot: "unknown")
            let old = try Run("recover", "--dry-run", on: host, in: folder)
            #expect(old.json?["schema"] == .string("daxshift.plan/1"))
            #expect(try Run("recover", on: host, in: folder).json?["error"] == .null)
        }
    }

    @Test(
        "notes that can't be written decide nothing",
        arguments: [SimulatedHost.Fault.none, .allRefused(from: 5)])
    func noDiagnostics(fault: SimulatedHost.Fault) throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(.sample, fault: fault)
            let run = try Run(
                "reconfigure-device", "-m", "system-ram", "dax0.0", on: host, in: folder,
                diagnostics: Recorder(isFull: true))
            #expect(run.failure?.code == (fault == .none ? nil : .notUndone))
            #expect(run.json?.column("result", of: "devices") == [fault == .none ? "changed" : "left"])
            #expect((access(folder + "/daxshift/journal", F_OK) == 0) == (fault != .none))
            let next = SimulatedHost(host.inventory)
            let recovered = try Run(
                "recover", on: next, in: folder, diagnostics: Recorder(isFull: true))
            #expect(recovered.failure == nil)
            #expect(access(folder + "/daxshift/journal", F_OK) != 0)
            _ = try kill(after: 5, in: folder, boot: "another")
            #expect(
                try Run(
                    "disable-device", "-f", "dax0.0", on: next, in: folder,
                    diagnostics: Recorder(isFull: true)
                )
                .failure == nil)
        }
    }

    @Test("a result that can't be written leaves no journal open, and hides no failure")
    func noOutput() throws {
        try withTemporaryFolder { folder in
            let host = SimulatedHost(.sample)
            let run = try Run(
                "disable-device", "dax0.0", on: host, in: folder, output: Recorder(isFull: true))
            #expect(run.outputError?.underlyingError == .noSpace && run.failure == nil)
            #expect(access(folder + "/daxshift/journal", F_OK) != 0)
            for (fault, code) in [
                (SimulatedHost.Fault.refused(at: 6, .inputOutput), DaxshiftCLI.ExitCode.failure),
                (.allRefused(from: 5), .notUndone),
            ] {
                let failing = SimulatedHost(.sample, fault: fault)
                let run = try Run(
                    "reconfigure-device", "-m", "system-ram", "dax0.0", on: failing, in: folder,
                    output: Recorder(isFull: true))
                #expect(run.failure?.code == code)
                #expect(run.failure?.lines.last?.hasPrefix("could not write to standard output") == true)
            }
        }
    }

    @Test("a journal that can't be closed is no success")
    func unclosed() throws {
        var outcome = Outcome(devices: [.init(name: .pmem, result: .changed)], inventory: .sample)
        outcome.unclosed = "/run/daxshift/journal can't be removed"
        #expect(OutcomeReport(outcome: outcome).exitCode == .notUndone)
        #expect(OutcomeReport(outcome: outcome).failureLines.count == 1)
        #expect(
            OutcomeReport(outcome: outcome).json()["error"]
                == .string("/run/daxshift/journal can't be removed"))
        outcome.failure = .interrupted
        outcome.devices[0].result = .rolledBack
        #expect(OutcomeReport(outcome: outcome).exitCode == .notUndone)
        #expect(OutcomeReport(outcome: outcome).failureLines.count == 2)
    }

    @Test("a run that destroyed something for good is carried on, and is never said to be as it was")
    func irreversible() throws {
        try withTemporaryFolder { folder in
            let inside = DeviceName(region: 2, device: 1)
            let plan = try Planner(.cut).plan(Request(.destroyed, inside, force: true)).withoutWayBack
            let first = try #require(plan.steps.firstIndex { $0.destroys != nil })
            let journal = try Journal.create(
                in: JournalFolder(in: folder), plan: plan, command: "destroy-device")
            let host = SimulatedHost(.cut)
            for index in 0..<first {
                try journal.begin(index, plan.steps[index])
                try host.perform(plan.steps[index].action)
                try journal.record(JournalEvent(.done, step: index), note: "")
            }
            try journal.begin(first, plan.steps[first])
            let other = try Run("disable-device", "dax0.0", on: host, in: folder)
            #expect(other.failure?.code == .notUndone)
            #expect(
                other.failure?.lines.first?.hasSuffix("'daxshift recover' carries out the rest of it") == true
            )
            let dry = try Run("recover", "--dry-run", "--json", on: host, in: folder)
            #expect(dry.json?["steps"]?.elements.count == plan.steps.count - first)
            #expect(
                dry.json?["steps"]?.elements.first?["undo"]?["irreversible"]?["kind"] == .string("contents"))

            let failing = SimulatedHost(host.inventory, fault: .refused(at: 1, .inputOutput))
            let failed = try Run("recover", on: failing, in: folder)
            #expect(failed.failure?.code == .notUndone)
            #expect(failed.diagnostics.text.contains("step \(first + 1) of that run can't be undone"))
            #expect(
                failed.failure?.lines.contains { $0.hasPrefix("may have been done, and can't be undone") }
                    == true)
            #expect(failed.failure?.lines.contains { $0.contains("as it was before") } == false)
            #expect(failed.failure?.lines.last?.contains("carries out the rest") == true)

            let run = try Run("recover", "--json", on: host, in: folder)
            #expect(run.failure == nil && host.inventory.device(inside) == nil)
            let gone = run.json?["gone"]?.elements ?? []
            #expect(gone.count == plan.steps.count - first)
            #expect(gone.allSatisfy { $0["object"] == .string("dax2.1") && $0["certain"] == .bool(true) })
            #expect(run.diagnostics.text.contains("can't be undone: dax2.1"))
        }
    }

    @Test("an open journal is told by what only looks, unless its run is still going")
    func warnings() throws {
        try withTemporaryFolder { folder in
            let journal = JournalFolder(in: folder)
            #expect(journal.warnings.isEmpty)
            let host = SimulatedHost(try kill(after: 5, in: folder))
            #expect(journal.warnings.count == 1)
            #expect(journal.warnings.first?.contains("'daxshift recover'") == true)
            let list = DaxctlLine(["list"], on: host, journal: journal)
            #expect(list.status == 0 && list.devices.count == 3)
            #expect(list.lines == journal.warnings.map { "warning: \($0)" })
            do {
                let lock = try HostLock.acquire(in: journal.folder, command: "other", timeout: .zero)
                #expect(journal.warnings.isEmpty)
                #expect(
                    try Run("disable-device", "--dry-run", "dax0.1", on: host, in: folder).failure == nil)
                withExtendedLifetime(lock) {}
            }
            _ = try kill(after: 3, in: folder, boot: "another", over: true)
            #expect(journal.warnings.isEmpty)
            truncate(journal.journal, 0)
            unlink(journal.journal)
            symlink("nowhere", journal.journal)
            #expect(journal.warnings.isEmpty)
            unlink(journal.journal)
            mkdir(journal.journal, 0o700)
            #expect(journal.warnings.first?.contains("'daxshift recover --abandon'") == true)
        }
    }

    @Test("recover is for root, and takes no devices")
    func usage() throws {
        let run = try Run("recover", on: SimulatedHost(.sample), isRoot: false)
        #expect(run.failure?.code == .failure)
        for words in [
            ["recover", "dax0.0"], ["recover", "--lock-timeout", "-1"], ["recover", "--lock-timeout", "1s"],
            ["recover", "--abandon", "--finish"], ["recover", "--force"],
        ] {
            #expect(throws: (any Error).self) { try Daxshift.parseAsRoot(words) }
        }
    }
}
