// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Testing

extension HostTests {
    @Test(
        "what the host has no memory for is refused before the first write",
        arguments: Extent.part("6.12", wholeWith: "6.1"))
    func scarceMemory(kernel: String) async throws {
        let guest = try await GuestScript(
            "scarce", host: "scarce.json", kernel: kernel, append: "memory_hotplug.memmap_on_memory=1")

        #expect(try guest["map-refused"].status == 1)
        #expect(try guest["map-refused"].err.contains("62 MiB of ordinary RAM"))
        #expect(try guest["map-refused-daxctl"].status == 244)
        #expect(try KernelState(guest["few-end"]) == KernelState(guest["few-start"]))
        // Only Linux 6.8 and later can keep the map in the memory itself.
        #expect(try guest["map-refused"].err.contains("--memmap-on-memory") == (kernel == "6.12"))
        #expect(((try? guest["map-in-memory"]) != nil) == (kernel == "6.12"))
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

    @Test(
        "poisoned memory stays offline, and memory that lost its device is shown",
        arguments: Extent.part("6.12", wholeWith: "6.1"))
    func badMemory(kernel: String) async throws {
        let guest = try await GuestScript("bad-memory", host: "small.json", kernel: kernel)
        let block = try #require(Int(guest["block"].out))

        for step in ["to-ram", "offline", "online-rest", "to-devdax"] {
            let ended = try guest[step]
            #expect(ended.status == 0, "\(step): \(ended.err)")
        }
        let online = try guest["online"]
        #expect(online.status == 1)
        for words in ["EHWPOISON", "memory\(block)", "--skip-poisoned", "as it was before"] {
            #expect(online.err.contains(words), "\(online.err)")
        }
        #expect(try KernelState(guest["after-online"]) == KernelState(guest["before-online"]))
        let device = try guest["online-rest"].json["devices"]?.elements.first
        #expect(device?["poisoned_memblocks"] == .array([JSON(block)]))
        let rest = try KernelState(guest["rest"]).blocks
        let blocks = (block..<block + 3).map { rest[$0]?.split(separator: " ").first }
        #expect(blocks == ["offline", "online", "online"])
        #expect(try guest["to-devdax"].err.contains("HardwareCorrupted"))
        #expect(try KernelState(guest["end"]).drivers["dax0.0"] == "device_dax")

        #expect(try guest["owned"].json["unowned_memory"] == nil)
        let unowned = try guest["unowned"].json["unowned_memory"]?.elements ?? []
        #expect(unowned.count == 1)
        #expect(unowned.first?["online_memblocks"] == .integer(3))
    }
}
