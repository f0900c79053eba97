// SPDX-License-Identifier: Apache-2.0

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

        init(_ line: String, _ inventory: Inventory, failing error: Errno? = nil) {
            let (output, diagnostics) = (Recorder(), Recorder())
            let context = CommandContext(
                output: output, diagnostics: diagnostics,
                terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
            var calls: [String] = []
            let scrubber = Scrubber { (bus) throws(Errno) in
                calls.append("start \(bus)")
                if let error { throw error }
            } wait: { (bus, seconds) throws(Errno) in
                calls.append("wait \(bus) \(seconds)")
                if let error { throw error }
            }
            status =
                NdctlCommand(
                    context: context, scrubber: scrubber, survey: { _ in inventory }
                ) { _ in
                    .nothingDone
                } labels: { _ in
                    .nothingDone
                }
                .run(line.split(separator: " ").map(String.init)[...]).rawValue
            self.output = output.text
            lines = diagnostics.text.split(separator: "\n").map(String.init)
            self.calls = calls
        }
    }

    private static func searching(_ isScrubbing: Bool?, bad: Bool = false) -> Inventory {
        var inventory = Inventory.nvdimms
        inventory.buses[0].isScrubbing = isScrubbing
        if bad, let range = inventory.namespaces[1].range {
            inventory.namespaces[1].badRanges = [PhysicalRange(start: range.start, end: range.start + 511)]
                .compactMap(\.self)
        }
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

    @Test func `errors are cleared where there are none, and else it is said who can`() {
        let run = Line("clear-errors all", Self.searching(false, bad: true))
        #expect(run.status == 161)
        #expect(run.lines.first?.hasPrefix("  Error: namespace0.1: 512 B can't be read") == true)
        #expect(
            run.lines.suffix(2) == [
                "error clearing namespaces: Operation not supported", "cleared 5 namespaces",
            ])
        let one = Line("clear-errors -s namespace0.0", Self.searching(false))
        #expect(one.status == 0 && one.lines == ["cleared 1 namespace"])
        #expect(one.calls == ["start ndbus0", "wait ndbus0 1"])
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
