// SPDX-License-Identifier: Apache-2.0

import Glibc
import PeerOutput
import SystemPackage
import Testing

/// The commands of `Compared` with the real daxctl or ndctl and with daxshift under its name, on one kernel.
///
/// `make compare` runs all of them on all hosts; otherwise it is a fixed part of those for one.
@Suite("Command by command beside daxctl and ndctl", .inGuests)
struct CompareTests {
    /// What a place must contain for all its commands to run, as in `make compare PLACE=ndctl-legacy`; empty for all.
    private static let wanted = getenv("DAXSHIFT_COMPARE").map { String(cString: $0) }
    private static let all = Result {
        try ComparedTool.allCases.map { ($0, try ComparedCommand.all(in: try GuestScript.text($0.cases))) }
    }
    private static let parameters = "memhp_default_state=offline"
    /// The tools, hosts and kernels of this run, such as `daxctl-nvdimm-6.1`.
    private static let places: [String] =
        if let wanted {
            ((try? all.get()) ?? []).flatMap { tool, commands in
                Set(commands.flatMap(\.places)).sorted().map { "\(tool)-\($0)" }
            }
            .filter { wanted.isEmpty || $0.contains(wanted) }
        } else {
            ["daxctl-nvdimm-6.1", "ndctl-four.json-6.12"]
        }

    @Test(arguments: places)
    func everyDifferenceIsOneThatIsExplained(place: String) async throws {
        let words = place.split(separator: "-", maxSplits: 1).map(String.init)
        let (tool, host) = (try #require(ComparedTool(rawValue: words[0])), words[1].split(separator: "-"))
        let commands = try Self.commands(of: tool).filter { $0.places.contains(words[1]) }.enumerated()
            .filter { Self.wanted != nil || $0.offset % 12 == 0 }
            .map(\.element)
        let guest = try await GuestScript(
            "compare", [tool.rawValue, words[1], commands.map(\.guestLine).joined(separator: "\n")],
            host: String(host[0]), kernel: String(host[1]), append: Self.parameters,
            copying: [GuestScript.package.appending(tool.states).string], minutes: 90)
        for command in commands {
            let (peer, ours) = try (guest["peer \(command.name)"], guest["ours \(command.name)"])
            let found = try differences(of: command.name, under: tool, in: guest)
            #expect(
                found == command.differences,
                """
                \(place), \(command.name) (\(command.state): \(tool) \(command.words))
                \(tool): \(peer)
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
        print("compare: \(place): \(commands.count) commands, \(different) differ as \(tool.page) says")
        #expect(commands.count >= (Self.wanted != nil ? 20 : 10))
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

    @Test(arguments: ComparedTool.allCases)
    func everyReasonStandsInTheDocsAndIsShown(tool: ComparedTool) throws {
        let commands = try Self.commands(of: tool)
        #expect(commands.allSatisfy { $0.reasons.isEmpty == $0.differences.isEmpty })
        #expect(Set(commands.map(\.name)).count == commands.count)
        #expect(commands.count >= 200)
        // Each weakness of the real program names the commands that show it.
        let lines = try GuestScript.text(tool.page).split(separator: "\n")
        let shown = lines.drop { $0 != "## Weaknesses of \(tool) that can't happen here" }
            .flatMap { $0.matches(of: /compared: ([^|;:]*)/) }
            .flatMap { $0.1.split(separator: "`").enumerated().filter { $0.offset % 2 == 0 }.map(\.element) }
        #expect(!shown.isEmpty && Set(shown.map(String.init)).isSubset(of: commands.map(\.name)))
        let explained = try tool.rows
        #expect(Set(explained) == Set(commands.flatMap(\.reasons)))
        #expect(Set(explained).count == explained.count)
    }

    private static func commands(of tool: ComparedTool) throws -> [ComparedCommand] {
        try all.get().first { $0.0 == tool }?.1 ?? []
    }

    private func differences(
        of name: String, under tool: ComparedTool, in guest: GuestScript
    ) throws -> [String] {
        let (peer, ours) = try (guest["peer \(name)"], guest["ours \(name)"])
        var found: [String] = []
        if peer.status != ours.status { found.append("\(peer.status)>\(ours.status)") }
        // What ndctl lists stands in the order of the kernel's folders, which daxshift knows.
        let listed = tool == .daxctl ? PeerOutput.byNumber(peer.out) : peer.out
        if Self.masked(listed) != Self.masked(ours.out) { found.append("out") }
        let matched = [peer, ours].map { Self.masked($0.err).split(separator: "\n").filter(tool.isMatched) }
        if matched[0] != matched[1] { found.append("err") }
        let states = try ["peer", "ours"].map { Self.masked(try guest["\($0) \(name) state"].out) }
        if states[0] != states[1] { found.append("state") }
        return found
    }

    /// The text without the UUIDs that were made at random; those of `Compared/ndctl.bash` and of the commands begin
    /// with the same digits.
    private static func masked(_ text: String) -> String {
        text.replacing(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/) {
            $0.output.hasPrefix("12345678-") ? String($0.output) : "UUID"
        }
    }
}
