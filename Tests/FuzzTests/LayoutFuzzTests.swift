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
        let hosts: [Inventory] = [
            .nvdimms, .nvdimmAsRAM, .blankNvdimm, .legacyNvdimm, .smallNvdimms, .divided, .sample, .cut,
        ]
        Fuzz("layouts of hosts", ["0"]).run(dividedBy: 10) { _, random in
            let host = hosts[random.below(hosts.count)]
            var layouts = RandomLayout(seed: UInt64(random.below(1 << 30)))
            let layout = layouts.layout(for: host)
            var request = Request(layout, force: true)
            request.overwritesData = true
            guard let plan = try? Planner(host).plan(request) else { return .refused }
            let machine = SimulatedHost(host)
            let outcome = Executor(host: machine).run(plan, basis: host)
            if let failure = outcome.failure {
                return .wrong("\(failure) of \(plan.steps.map(\.action)) for \(LayoutText.text(of: layout))")
            }
            do throws(Refusal) {
                let again = try Planner(machine.inventory).plan(Request(layout)).steps
                guard again.isEmpty else {
                    return .wrong("\(again.map(\.action)) is left of \(LayoutText.text(of: layout))")
                }
                return .taken
            } catch {
                return .wrong(
                    "\(error.findings.map { "\($0.code.rawValue) \($0.entry?.name ?? "")" }) after \(LayoutText.text(of: layout))"
                )
            }
        }
    }

    private static func file(_ bytes: [UInt8]) -> Layout.File {
        Layout.File(path: "layout.yaml", text: .success(bytes))
    }
}
