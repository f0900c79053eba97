// SPDX-License-Identifier: Apache-2.0

import Testing

extension HostTests {
    @Test("what the host has no memory for is refused before the first write", arguments: ["6.1", "6.12"])
    func scarceMemory(kernel: String) async throws {
        let guest = try await GuestScript(
            "scarce", host: "scarce.json", kernel: kernel, append: "memory_hotplug.memmap_on_memory=1")

        #expect(try guest["map-refused"].status == 1)
        #expect(try guest["map-refused"].err.contains("62 MiB of ordinary RAM"))
        #expect(try guest["map-refused-daxctl"].status == 244)
        #expect(try KernelState(guest["few-end"]) == KernelState(guest["few-start"]))
        // Only Linux 6.8 and later can keep the map in the memory itself.
        #expect(try guest["map-refused"].err.contains("--memmap-on-memory") == (kernel == "6.12"))
        #expect(guest.names.contains("map-in-memory") == (kernel == "6.12"))
        if kernel == "6.12" {
            #expect(try guest["map-in-memory"].status == 0)
            #expect(try guest["map-in-memory"].err.contains("62 MiB of its own memory"))
            #expect(try guest["map-back"].status == 0)
            #expect(
                try KernelState(guest["map-back-state"]).drivers == KernelState(guest["few-start"]).drivers)
        }

        #expect(try guest["to-ram"].status == 0)
        for verb in ["offline-memory", "disable-device", "reconfigure-device", "online-memory"] {
            let refused = try guest["refused \(verb)"]
            #expect(refused.status == 4 && refused.err.contains("--allow-oom"), "\(verb): \(refused.err)")
        }
        #expect(try guest["refused-daxctl"].status == 244)
        #expect(try KernelState(guest["full-end"]) == KernelState(guest["full-start"]))
        #expect(try guest["to-devdax"].status == 0)
        #expect(try KernelState(guest["end"]).drivers == KernelState(guest["few-start"]).drivers)
    }
}
