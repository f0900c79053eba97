// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import OrderedJSON
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("Under the name of ndctl, searches for errors")
struct NdctlScrubTests {
    /// A command line on a host whose bus has a search, or none.
    private struct Line {
        let status: UInt8
        let output: String
        let lines: [String]
        private(set) var calls: [String] = []

        init(
            _ line: String, on host: SimulatedHost, failing error: Errno? = nil, clearing: Errno? = nil
        ) {
            let inventory = host.inventory
            var calls: [String] = []
            let scrubber = Scrubber { (bus) throws(Errno) in
                calls.append("start \(bus)")
                if let error { throw error }
            } wait: { (bus, seconds) throws(Errno) in
                calls.append("wait \(bus) \(seconds)")
                if let error { throw error }
            } clear: { (range, bus) throws(Errno) in
                let isEnabled = host.inventory.namespaces.contains {
                    $0.isEnabled && $0.range?.contains(range) == true
                }
                calls.append("clear \(range.start >> 20) MiB\(isEnabled ? " in use" : "")")
                if let clearing { throw clearing }
                host.clearErrors()
            }
            let end = DropInEnd(journal: nil, output: Recorder(), diagnostics: Recorder()) {
                context, journal in
                NdctlCommand(context: context, scrubber: scrubber, survey: { _ in inventory }) { _ in
                    .nothingDone
                } labels: { labels in
                    try labels.run(
                        in: context, on: host, supervisor: Unsupervised(), journal: journal,
                        scrubber: scrubber, isRoot: true)
                }
                .run(line.split(separator: " ").map(String.init)[...])
            }
            status = end.status.rawValue
            output = end.output.text
            lines = end.diagnostics.text.split(separator: "\n").map(String.init)
            self.calls = calls
        }

        init(_ line: String, _ inventory: Inventory, failing error: Errno? = nil) {
            self.init(line, on: SimulatedHost(inventory), failing: error)
        }
    }

    /// A host with bad sectors at this offset of `region0`, in sectors.
    private static func searching(_ isScrubbing: Bool?, bad offset: UInt64? = nil) -> Inventory {
        var inventory = Inventory.nvdimms
        inventory.buses[0].isScrubbing = isScrubbing
        if let offset { inventory.nvdimmRegions[0].badSectors = [BadSectors(offset: offset, length: 8)] }
        return inventory
    }

    @Test func `a search begins on the buses that are named, which are printed`() {
        let all = Line("start-scrub", Self.searching(true))
        #expect(all.status == 0 && all.calls == ["start ndbus0"] && all.lines.isEmpty)
        #expect(
            all.output == """
                [
                  {
                    "provider":"ACPI.NFIT",
                    "dev":"ndbus0",
                    "scrub_state":"active"
                  }
                ]

                """)
        let wait = Line("wait-scrub -p 3 ACPI.NFIT", Self.searching(false))
        #expect(wait.status == 0 && wait.calls == ["wait ndbus0 3"])
        #expect(wait.output.contains("\"scrub_state\":\"idle\""))
    }

    private static let refusals: [(Errno, UInt8)] = [
        (.noSuchFileOrDirectory, 254), (.resourceBusy, 240), (.permissionDenied, 243),
    ]

    @Test(arguments: refusals)
    func `what the kernel refuses is the status`(error: Errno, status: UInt8) {
        let run = Line("start-scrub ndbus0", Self.searching(nil), failing: error)
        #expect(run.status == status && run.output.isEmpty)
        #expect(run.lines == ["error starting scrub: \(error)"])
        let wait = Line("wait-scrub 0", Self.searching(nil), failing: error)
        #expect(wait.status == status)
        #expect(wait.lines == ["error waiting for scrub completion: \(error)"])
    }

    @Test func `a bus that is not there ends with 250`() {
        let run = Line("start-scrub foo", Self.searching(false))
        #expect(run.status == 250 && run.calls.isEmpty)
        #expect(run.lines == ["error starting scrub: No such device or address"])
    }

    @Test func `a namespace without errors stays as it is, and is printed`() {
        let host = SimulatedHost(Self.searching(false))
        let one = Line("clear-errors -s namespace0.0", on: host)
        #expect(one.status == 0 && one.lines == ["cleared 1 namespace"])
        #expect(one.calls == ["start ndbus0", "wait ndbus0 1"] && host.performed.isEmpty)
        #expect(one.output.contains("\"dev\":\"namespace0.0\""))
    }

    @Test func `errors are cleared while their namespace is disabled`() {
        // 200 MiB behind the start of namespace0.1.
        let host = SimulatedHost(Self.searching(false, bad: (1024 + 200) << 11))
        let line = Line("clear-errors all", on: host)
        #expect(line.status == 0, "\(line.lines)")
        #expect(line.calls.filter { $0.hasPrefix("clear") } == ["clear 5320 MiB"])
        // The sector namespace clears its own.
        #expect(line.lines == ["cleared 5 namespaces"])
        #expect(!line.output.contains("badblock"))
        let name = KernelName(rawValue: "namespace0.1")
        #expect(
            host.performed == [.namespace(name, .disable), .namespace(name, .enable(.fsdax, .ndPmem))])
        #expect(host.inventory.namespace(name)?.isEnabled == true)
    }

    @Test func `errors that can't be cleared are the status, and the namespace is back`() {
        let host = SimulatedHost(Self.searching(false, bad: (1024 + 200) << 11))
        let line = Line("clear-errors namespace0.1", on: host, clearing: .noSuchAddressOrDevice)
        #expect(line.status == 250 && line.output.isEmpty)
        #expect(line.lines.first?.hasPrefix("  Error: namespace0.1: failed to clear badblock at ") == true)
        #expect(line.lines.last == "cleared 0 namespaces")
        #expect(host.inventory.namespace(KernelName(rawValue: "namespace0.1"))?.isEnabled == true)
    }

    @Test func `errors in what a namespace keeps for itself are left`() {
        var inventory = Self.searching(false, bad: 1024 << 11)
        inventory.namespaces[1].usable = inventory.namespaces[1].range.flatMap {
            PhysicalRange(start: $0.start + (10 << 20), end: $0.end)
        }
        let host = SimulatedHost(inventory)
        let line = Line("clear-errors namespace0.1", on: host)
        #expect(line.status == 0 && line.calls == ["wait ndbus0 1"] && host.performed.isEmpty)
    }

    @Test func `a platform without searches can't clear errors`() {
        let run = Line("clear-errors namespace0.0", Self.searching(nil))
        #expect(run.status == 161)
        #expect(
            run.lines == [
                "  Error: namespace0.0: Unable to determine scrub state: Operation not supported",
                "error clearing namespaces: Operation not supported", "cleared 0 namespaces",
            ])
        #expect(Line("clear-errors namespace9.0", Self.searching(false)).status == 250)
        let none = Line("clear-errors", Self.searching(false))
        #expect(none.status == 129)
        #expect(none.lines.first == "  Error: specify a namespace to clear errors for, or \"all\"")
    }
}
