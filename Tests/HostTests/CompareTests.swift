// SPDX-License-Identifier: Apache-2.0

import Glibc
import PeerOutput
import SystemPackage
import Testing

/// The commands of `Guest/compare.cases` with the real daxctl and with daxshift under its name, on one
/// kernel.
///
/// `make compare` runs all of them on all hosts; otherwise it is a fixed part of those for one.
@Suite("Command by command beside daxctl", .inGuests)
struct CompareTests {
    private static let takesAll = getenv("DAXSHIFT_COMPARE") != nil
    private static let all = Result {
        try ComparedCommand.all(in: try GuestScript.text("Tests/HostTests/Guest/compare.cases"))
    }
    private static let places = Set((try? all.get())?.flatMap(\.places) ?? []).sorted()

    @Test(arguments: takesAll ? places : ["nvdimm-6.1"])
    func everyDifferenceIsOneThatIsExplained(place: String) async throws {
        let words = place.split(separator: "-")
        let commands = try Self.all.get().filter { $0.places.contains(place) }.enumerated().filter {
            Self.takesAll || $0.offset % 12 == 0
        }
        .map(\.element)
        let guest = try await GuestScript(
            "compare", [place, commands.map(\.guestLine).joined(separator: "\n")], host: String(words[0]),
            kernel: String(words[1]), append: "memhp_default_state=offline", minutes: 60)
        for command in commands {
            let (peer, ours) = try (guest["peer \(command.name)"], guest["ours \(command.name)"])
            let found = try differences(of: command.name, in: guest)
            #expect(
                found == command.differences,
                """
                \(place), \(command.name) (\(command.state): daxctl \(command.words))
                daxctl: \(peer)
                daxshift: \(ours)
                """)
            if !command.told.isEmpty {
                #expect(
                    ours.err.contains(command.told) && !peer.err.contains(command.told),
                    "\(command.name): \(ours)")
            }
        }
        #expect(try guest["lost"].out.isEmpty)
        let different = commands.count { !$0.differences.isEmpty }
        print("compare: \(place): \(commands.count) commands, \(different) differ as docs/daxctl.md says")
        #expect(commands.count >= (Self.takesAll ? 20 : 10))
    }

    @Test
    func malformedLineIsAnError() throws {
        let line = "nothing | devdax | | words out"
        #expect(try ComparedCommand.all(in: "# a | b\n\non a-1\n\(line)\n\(line) | told\n").count == 2)
        for malformed in [
            "nothing | devdax | list", "nothing", "on", " | devdax | | ", "a | | list |", line + " | a | b",
        ] {
            #expect(throws: ComparedCommand.Malformed(line: malformed)) {
                try ComparedCommand.all(in: "on a-1\n\(malformed)\n")
            }
        }
        #expect(throws: ComparedCommand.Malformed.self) { try ComparedCommand.all(in: line) }
    }

    @Test
    func everyReasonStandsInTheDocsAndIsShown() throws {
        let commands = try Self.all.get()
        #expect(commands.allSatisfy { $0.reasons.isEmpty == $0.differences.isEmpty })
        #expect(Set(commands.map(\.name)).count == commands.count)
        #expect(commands.count >= 200)
        let lines = try GuestScript.text("docs/daxctl.md").split(separator: "\n")
        let explained =
            lines.drop { $0 != "| id | case | daxctl 76.1 | here | why |" }.dropFirst(2)
            .prefix { $0.hasPrefix("|") }.map { $0.split(separator: "`")[1] }
        // Each weakness of daxctl names the commands that show it.
        let shown = lines.drop { $0 != "## Weaknesses of daxctl that can't happen here" }
            .flatMap { $0.matches(of: /compared: ([^|;:]*)/) }
            .flatMap { $0.1.split(separator: "`").enumerated().filter { $0.offset % 2 == 0 }.map(\.element) }
        #expect(!shown.isEmpty && Set(shown.map(String.init)).isSubset(of: commands.map(\.name)))
        #expect(Set(explained.map(String.init)) == Set(commands.flatMap(\.reasons)))
        #expect(Set(explained).count == explained.count)
    }

    private func differences(of name: String, in guest: GuestScript) throws -> [String] {
        let (peer, ours) = try (guest["peer \(name)"], guest["ours \(name)"])
        var found: [String] = []
        if peer.status != ours.status { found.append("\(peer.status)>\(ours.status)") }
        if PeerOutput.byNumber(peer.out) != ours.out { found.append("out") }
        if Self.matched(in: peer) != Self.matched(in: ours) { found.append("err") }
        let states = try (
            KernelState(guest["peer \(name) state"]), KernelState(guest["ours \(name) state"])
        )
        if states.0 != states.1 { found.append("state") }
        return found
    }

    /// The lines on standard error that scripts match.
    private static func matched(in step: GuestScript.Step) -> [Substring] {
        step.err.split(separator: "\n").filter { line in
            beginnings.contains(where: line.hasPrefix) || parts.contains(where: line.contains)
        }
    }

    private static let beginnings = [
        "reconfigured ", "created ", "destroyed ", "enabled ", "disabled ", "onlined memory ",
        "offlined memory ",
        "error ", "  Error: ", "Unknown ", "unknown extra parameter ", "specify a device ", " success: ",
    ]
    private static let parts = [
        " was already in ", " memory sections (", " already online", " already offline",
        "WARNING: detected a race", "error: kernel policy will auto-online memory, aborting",
        " are not applicable in ", " are only applicable in ", " is active, specify --force for deletion",
        "unknown mode requested: 0", "--no-online is incompatible with ",
    ]
}
