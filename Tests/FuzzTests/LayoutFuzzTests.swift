// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxHost
import DaxModel
import OrderedJSON
import SampleHosts
import Testing

extension FuzzTests {
    @Test("layouts")
    func layouts() {
        var layouts = RandomLayout(seed: 5)
        let seeds = (0..<40).flatMap { _ in
            let layout = layouts.layout()
            return [LayoutText.text(of: layout), LayoutText.json(of: layout).line()]
        }
        Fuzz("layouts", seeds).run(dividedBy: 10) { input, random in
            let other = seeds[random.below(seeds.count)]
            let files = random.below(4) > 0 ? [input] : [input, Array(other.utf8)]
            guard let layout = try? LayoutText.layout(parsing: files.map(Self.file)).layout else {
                return .refused
            }
            let text = LayoutText.text(of: layout)
            let again = try? LayoutText.layout(parsing: [Self.file(Array(text.utf8))]).layout
            return again?.withoutPlaces == layout.withoutPlaces ? .taken : .wrong("it is written otherwise")
        }
    }

    /// Whatever a layout asks of a host: it is refused, or it is reached, and then nothing differs.
    @Test("layouts of hosts")
    func layoutsOfHosts() {
        Fuzz("layouts of hosts", ["0"]).run(dividedBy: 10) { _, random in
            let host = Self.hosts[random.below(Self.hosts.count)]
            return Self.verdict { () throws(Unreached) in
                let layout = Self.layout(for: host, &random)
                return try Self.applied(layout, to: host, &random)
            }
        }
    }

    /// A layout, another one, and the first one again: where that is not refused, the host is as the first one says.
    @Test("layouts in turn")
    func layoutsInTurn() {
        Fuzz("layouts in turn", ["0"]).run(dividedBy: 200) { _, random in
            let host = Self.hosts[random.below(Self.hosts.count)]
            let layout = Self.layout(for: host, &random)
            return Self.verdict { () throws(Unreached) in
                guard let reached = try Self.applied(layout, to: host, &random) else { return nil }
                let other = Self.layout(for: reached, &random)
                guard let changed = try Self.applied(other, to: reached, &random) else { return nil }
                return try Self.applied(layout, to: changed, &random)
            }
        }
    }

    private static let hosts: [Inventory] = [
        .nvdimms, .nvdimmAsRAM, .blankNvdimm, .legacyNvdimm, .smallNvdimms, .divided, .sample, .cut,
    ]

    private static func layout(for host: Inventory, _ random: inout Mutator) -> Layout {
        var layouts = RandomLayout(seed: UInt64(random.below(1 << 30)))
        return layouts.layout(for: host)
    }

    /// Why a layout that was planned was not reached.
    private struct Unreached: Error {
        let reason: String
    }

    private static func verdict(
        _ body: () throws(Unreached) -> Inventory?
    ) -> Fuzz.Verdict {
        do throws(Unreached) {
            return try body() == nil ? .refused : .taken
        } catch {
            return .wrong(error.reason)
        }
    }

    /// The host as a layout has made it, of which it has nothing to change any more; nil where it was refused.
    private static func applied(
        _ layout: Layout, to host: Inventory, _ random: inout Mutator
    ) throws(Unreached) -> Inventory? {
        var request = Request(layout, force: true)
        request.overwritesData = true
        request.uuids = UUIDSeries(seed: UInt64(random.below(1 << 30)))
        guard let plan = try? Planner(host).plan(request) else { return nil }
        let machine = SimulatedHost(host)
        let outcome = Executor(host: machine).run(plan, basis: host)
        let text = LayoutText.text(of: layout)
        if let failure = outcome.failure {
            throw Unreached(reason: "\(failure) of \(plan.steps.map(\.action)) for \(text)")
        }
        let again: Plan
        do throws(Refusal) {
            again = try Planner(machine.inventory).plan(Request(layout))
        } catch {
            let findings = error.findings.map { "\($0.code.rawValue) \($0.entry?.name ?? "")" }
            throw Unreached(reason: "\(findings) after \(text)")
        }
        guard again.steps.isEmpty else {
            throw Unreached(reason: "\(again.steps.map(\.action)) is left of \(text)")
        }
        return machine.inventory
    }

    private static func file(_ bytes: [UInt8]) -> Layout.File {
        Layout.File(path: "layout.yaml", text: .success(bytes))
    }
}
