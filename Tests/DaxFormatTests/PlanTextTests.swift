// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
import SampleHosts
import Testing

@Suite("A plan as text")
struct PlanTextTests {
    @Test(
        "what is written is read back, but for what is told to people",
        arguments: [
            (Inventory.sample, Request(.systemRAM(.movable))), (.sample, Request(.devdax)),
            (.sample.inKmem(.pmem, online: .normal), Request(.disabled, .pmem, force: true)),
            (.cut, Request(.reshaped(DeviceShape(.maximum), then: .systemRAM(nil)), .hmem)),
            (.cut, Request(.destroyed, force: true)),
        ])
    func roundTrip(host: Inventory, request: Request) throws {
        var plan = try Planner(host).plan(request)
        let text = PlanText.text(of: plan)
        plan.notes = []
        for index in plan.devices.indices {
            (plan.devices[index].losses, plan.devices[index].notes) = ([], [])
        }
        #expect(try PlanText.plan(parsing: Array(text.utf8)) == plan)
    }

    @Test("a step of another form is refused, and the place is named")
    func refusal() {
        let text = #"{"schema": "daxshift.steps/1", "devices": [], "steps": ["rm -rf /"]}"#
        let error = #expect(throws: FormatError.self) { try PlanText.plan(parsing: Array(text.utf8)) }
        #expect(error?.path == "steps[0]")
    }
}
