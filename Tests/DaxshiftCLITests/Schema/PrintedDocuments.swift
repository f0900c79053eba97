// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxFormat
import DaxHost
import DaxModel
import Glibc
import OrderedJSON
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

/// The JSON that commands print on sample hosts and on hosts that were captured, with the command line of each.
struct PrintedDocuments {
    private(set) var all: [(name: String, json: JSON)] = []

    init() throws {
        try addWhatIsShown()
        try addPlans()
        try addOutcomes()
        try addFailures()
        try addNvdimmsAndSettings()
        try addRecoveries()
        try addMistakes()
    }

    private mutating func add(_ name: String, _ text: String) throws {
        all.append((name, try #require(try? JSON(parsing: text), "\(name) prints no JSON: \(text)")))
    }

    @discardableResult
    private mutating func run(
        _ words: [String], on host: SimulatedHost, in folder: String? = nil, isRoot: Bool = true
    ) throws -> DaxshiftCLI.ExitCode {
        guard let folder else {
            return try withTemporaryFolder { try run(words, on: host, in: $0, isRoot: isRoot) }
        }
        let ended = try Run(words + ["--json"], on: host, JournalFolder(in: folder), isRoot: isRoot)
        try add(words.joined(separator: " "), ended.output.text)
        return ended.failure?.code ?? .success
    }

    // MARK: What lists and maps show

    private mutating func addWhatIsShown() throws {
        for host in TripleTests.hosts {
            for words in [
                ["list"], ["list", "--mappings", "--idle"], ["list", "--regions"], ["list", "--namespaces"],
                ["list", "--devices"], ["list", "--region", "99"], ["list", "--device", "99.9"],
                ["list", "--namespace", "99.9"], ["map"], ["map", "--region", "99"],
            ] { try show(words + ["--from", host]) }
            try add("list --snapshot", Snapshot.text(of: SnapshotFile(path: host).read()))
            try showModels(SnapshotFile(path: host).read())
        }
        for words in [["list"], ["map"], ["list", "--capture", "/no/file"]] {
            try show(words + (words.count == 1 ? ["--from", "/no/file"] : []))
        }
        for host in [
            MadeUpHost.empty, MadeUpHost.mixed, MadeUpHost.compat, MadeUpHost.ailing, .divided,
            .classSample.withInitramfs,
        ] {
            try add("list --snapshot", Snapshot.text(of: host))
            for showsMappings in [true, false] {
                let listing = Listing(of: host, kinds: Set(ListedKind.allCases), showsMappings: showsMappings)
                try add("list", listing.json().text())
            }
            try add("map", Picture(of: host).json().text())
            try showModels(host)
        }
    }

    private mutating func show(_ words: [String]) throws {
        let output = Recorder()
        let context = CommandContext(
            output: output, diagnostics: Recorder(), terminal: MadeUpHost.screen)
        do {
            switch try Daxshift.parseAsRoot(words + ["--json"]) {
            case let list as List: try list.run(in: context)
            case let map as Map: try map.run(in: context)
            default: Issue.record("\(words) shows nothing")
            }
        } catch is CommandFailure {}
        try add(words.joined(separator: " "), output.text)
    }

    private mutating func showModels(_ host: Inventory) throws {
        let output = Recorder()
        let context = CommandContext(
            output: output, diagnostics: Recorder(), terminal: MadeUpHost.screen)
        let command = try Daxshift.parseAsRoot(["migrate-device-model", "--json"])
        let migrate = try #require(command as? MigrateDeviceModel)
        try withTemporaryFolder {
            try migrate.showModels(of: SimulatedHost(host), in: context, journal: JournalFolder(in: $0))
        }
        try add("migrate-device-model", output.text)
    }

    // MARK: What commands that change devices print

    private static let changes: [(words: [String], host: Inventory)] = [
        (["reconfigure-device", "--mode", "system-ram", "all"], .sample),
        (["reconfigure-device", "--mode", "system-ram", "--migrate", "all"], .classSample),
        (["reconfigure-device", "--size", "128M", "--force", "dax2.1"], .cut),
        (["create-device"], .cut),
        (["destroy-device", "--force", "all"], .cut),
        (["enable-device", "all"], .sample),
        (["disable-device", "all"], .sample),
        (["online-memory", "all"], Inventory.sample.inKmem(.pmem, online: nil)),
        (["offline-memory", "all"], Inventory.sample.inKmem(.pmem, online: .movable)),
        (["migrate-device-model", "--to", "bus", "--now", "--at-boot"], .classSample.withInitramfs),
    ]

    private mutating func addPlans() throws {
        for plan in TripleTests.plans {
            let (_, words, host) = try TripleTests.command(of: plan)
            try run(
                words + ["--from", host],
                on: SimulatedHost(Inventory(kernel: KernelRelease(rawValue: "none"))))
        }
        for (words, host) in Self.changes {
            try run(words + ["--dry-run"], on: SimulatedHost(host), isRoot: false)
        }
        for (host, request) in [
            (Inventory.sample, Request(.systemRAM(nil), .pmem)), (.classSample.withInitramfs, .toBusForGood),
        ] {
            try add("PlanText", PlanText.text(of: Planner(host).plan(request)))
        }
    }

    private mutating func addOutcomes() throws {
        for (words, host) in Self.changes {
            let machine = SimulatedHost(host)
            #expect(try run(words, on: machine) == .success)
            let count = machine.performed.count
            if words[0].hasSuffix("-memory") || words[0] == "disable-device" {
                #expect(try run(words, on: SimulatedHost(machine.inventory)) == .success)
            }
            for step in 1...max(1, count) {
                try run(words, on: SimulatedHost(host, fault: .refused(at: step, .busy)))
                try run(words, on: SimulatedHost(host, fault: .allRefused(from: step)))
            }
        }
        let poisoned = SimulatedHost(
            Inventory.sample.inKmem(.pmem, online: nil), fault: .refusedForGood(at: 1, .poisoned))
        try run(["online-memory", "--skip-poisoned", "dax0.0"], on: poisoned)
    }

    private mutating func addFailures() throws {
        let busy = Inventory.sample.with(.pmem) {
            $0.users = [DeviceUser(pid: 17, command: "qemu", uses: [.open])]
        }
        for options in [[], ["--dry-run"]] {
            #expect(try run(["disable-device", "dax0.0"] + options, on: SimulatedHost(busy)) == .refused)
            #expect(try run(["disable-device", "dax9.0"] + options, on: SimulatedHost(busy)) == .failure)
            #expect(
                try run(
                    ["disable-device", "dax0.0", "--dry-run", "--from", "/no/file"], on: SimulatedHost(busy))
                    == .failure)
        }
        for words in [
            ["disable-device", "all"], ["recover"], ["recover", "--dry-run"], ["recover", "--abandon"],
        ] {
            #expect(try run(words, on: SimulatedHost(.sample), isRoot: false) == .failure)
            try withTemporaryFolder { folder in
                let lock = try HostLock.acquire(
                    in: JournalFolder(in: folder).folder, command: "other", timeout: .zero)
                try withExtendedLifetime(lock) {
                    let held = words + ["--lock-timeout", "0"]
                    let code = try run(held, on: SimulatedHost(.sample), in: folder)
                    #expect(code == .lockHeld)
                }
            }
            try withTemporaryFolder { folder in
                close(open(folder + "/daxshift", O_CREAT | O_WRONLY, 0o600))
                let code = try run(words, on: SimulatedHost(.sample), in: folder)
                #expect(code == .failure)
            }
        }
    }

    // MARK: NVDIMMs and settings of the host

    private mutating func addNvdimmsAndSettings() throws {
        let none = Inventory(kernel: KernelRelease(rawValue: "none"))
        try add("plan of NVDIMMs", PlanReport(plan: .ofNvdimms, from: none).json().text())
        try add("outcome of NVDIMMs", OutcomeReport(outcome: .ofNvdimms).json().text())
        let weights: [InterleaveWeights] = [.automatic, .explicit([0: 3])]
        for host in [Inventory.tiered, .tieredByHand] {
            for weights in weights {
                let goals: [SettingGoal] = [
                    .autoOnline(.online), .demotion(true), .numaBalancing(2), .weights(weights),
                ]
                let plan = try Router(host).plan(for: goals.map(Goal.setting))
                let outcome = Executor(host: SimulatedHost(host)).run(plan, basis: host)
                try add("plan of settings", PlanReport(plan: plan, from: host).json().text())
                try add("outcome of settings", OutcomeReport(outcome: outcome).json().text())
                try add("snapshot of settings", Snapshot.text(of: host))
            }
        }
        var area = LabelAreaSample(.v1_2)
        area.add(1, name: "cache")
        area.sign()
        let labels = LabelReport(areas: [(KernelName(rawValue: "nmem0"), LabelArea(parsing: area.bytes))])
        try add("read-labels", labels.json().text())
    }

    // MARK: Recovery

    /// Leaves a journal of a run that could not be undone, and returns the host.
    private func leave(in folder: String) throws -> SimulatedHost {
        let host = SimulatedHost(.sample, fault: .allRefused(from: 5))
        let words = ["reconfigure-device", "-m", "system-ram", "dax0.0"]
        #expect(try Run(words, on: host, JournalFolder(in: folder)).failure?.code == .notUndone)
        return SimulatedHost(host.inventory)
    }

    private mutating func addRecoveries() throws {
        for words in [["recover"], ["recover", "--finish"], ["recover", "--abandon"]] {
            for options in [[], ["--dry-run"]] {
                #expect(try run(words + options, on: SimulatedHost(.sample)) == .success)
            }
        }
        for words in [["recover"], ["recover", "--abandon", "--force"]] {
            try withTemporaryFolder { folder in
                let host = try leave(in: folder)
                #expect(try run(["disable-device", "dax0.1"], on: host, in: folder) == .notUndone)
                #expect(try run(["recover", "--finish"], on: host, in: folder) == .notUndone)
                #expect(try run(["recover", "--abandon"], on: host, in: folder) == .refused)
                #expect(try run(words + ["--dry-run"], on: host, in: folder) == .success)
                #expect(try run(words, on: host, in: folder) == .success)
            }
        }
        try withTemporaryFolder { folder in
            let host = try leave(in: folder)
            let file = open(JournalFolder(in: folder).journal, O_WRONLY)
            pwrite(file, "x", 1, 0)
            close(file)
            #expect(try run(["recover"], on: host, in: folder) == .notUndone)
            #expect(try run(["recover", "--abandon", "--dry-run"], on: host, in: folder) == .success)
        }
    }

    // MARK: Mistakes in the command line

    private mutating func addMistakes() throws {
        for words in [
            ["list", "--frobnicate", "--json"], ["lst", "--json"], ["disable-device", "--json=short"],
            ["map", "--json=long"], ["recover", "--json", "--table"], ["list", "--device", "x", "--json"],
        ] {
            let output = Recorder()
            let context = CommandContext(
                output: output, diagnostics: Recorder(), terminal: MadeUpHost.screen)
            #expect(throws: (any Error).self) { try Daxshift.parse(["daxshift"] + words, in: context) }
            try add(words.joined(separator: " "), output.text)
        }
    }
}
