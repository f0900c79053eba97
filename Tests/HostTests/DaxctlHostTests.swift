// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import PeerOutput
import Testing

/// daxshift under the name of daxctl, compared with the real one on the same kernel.
@Suite("Under the name of daxctl", .inGuests)
struct DaxctlHostTests {
    @Test("what scripts rely on is the same, and what goes wrong there does not here", arguments: ["6.1"])
    func besideDaxctl(kernel: String) async throws {
        let guest = try await GuestScript("daxctl", host: "mixed", kernel: kernel)
        let name = try String(guest["name"].out.dropLast())

        #expect(try guest["ours-list"].status == 0)
        let listed = try guest["ours-list"].json.elements
        #expect(try listed.count == 3 && Set(listed) == Set(guest["peer-list"].json.elements))
        // daxctl's order is that in which the kernel hashes the names.
        let printed = try (guest["ours-list"].out, guest["peer-list"].out)
        #expect(PeerOutput.byNumber(printed.1) == printed.0 && printed.1 != printed.0)

        // daxctl enables all three by new_id.
        let (ours, peer) = try (guest["ours-enable"].err, guest["peer-enable"].err)
        #expect(ours == "enabled 1 device\n" && peer == ours)
        #expect(try KernelState(guest["ours-enabled"]).drivers.values.count { $0 == "device_dax" } == 1)
        #expect(try KernelState(guest["ours-enabled"]).drivers[name] == "device_dax")
        #expect(try KernelState(guest["peer-enabled"]).drivers.values.count { $0 == "device_dax" } == 3)

        #expect(try guest["ours-policy"].status == 0)
        #expect(try guest["peer-policy"].status == 240)
        #expect(try KernelState(guest["ours-with-policy"]).drivers[name] == "kmem")
        #expect(try KernelState(guest["ours-with-policy"]).lines.contains("policy online_movable"))
        #expect(try guest["ours-in-use"].status == 240)
        #expect(
            try guest["ours-in-use"].err.hasSuffix(
                "error reconfiguring devices: Device or resource busy\nreconfigured 0 devices\n"))
        #expect(try guest["ours-again"].status == 1)
        #expect(try guest["ours-again"].err.hasSuffix(" already online\nonlined memory for 0 devices\n"))

        for who in ["ours", "peer"] {
            let all = try guest["\(who)-all"]
            #expect(all.status == 0 && all.err.hasSuffix("reconfigured 3 devices\n"), "\(all)")
            #expect(try all.json.elements.count == (who == "ours" ? 3 : 1))
        }
        #expect(try KernelState(guest["ours-end"]) == KernelState(guest["peer-end"]))
    }
}
