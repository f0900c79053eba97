// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SystemPackage
import Testing

extension HostTests {
    @Suite("Between the device models")
    struct Migration {
        @Test("from the class model to the bus, into system RAM and back, with the data where it must be")
        func roundTrip() async throws {
            let guest = try await GuestScript("migrate", host: "nvdimm", kernel: "5.10")
            let start = try KernelState(guest["start"])

            func expect(
                _ step: String, then state: String, _ drivers: [String: String],
                location: SourceLocation = #_sourceLocation
            ) throws {
                let ended = try guest[step]
                #expect(ended.status == 0, "\(step): \(ended.err)", sourceLocation: location)
                #expect(
                    try KernelState(guest[state]).drivers == drivers, "\(state)", sourceLocation: location)
            }
            func expectRefusal(_ step: String, _ status: Int, _ words: String) throws {
                let ended = try guest[step]
                #expect(ended.status == status, "\(step): \(ended)")
                #expect(ended.err.contains(words), "\(step): \(ended.err)")
            }
            func modes(_ step: String) throws -> [JSON?] { try guest[step].json.elements.map { $0["mode"] } }
            let classModel = ["dax0.0": "none", "dax1.0": "none"]
            let bus = ["dax0.0": "device_dax", "dax1.0": "device_dax"]
            let kmem = ["dax0.0": "kmem", "dax1.0": "kmem"]

            // The status.
            let status = try guest["status"].json
            #expect(status["schema"] == .string("daxshift.model/1"))
            #expect(
                status["models"]?.elements.map { $0["state"] } == [.string("loaded"), .string("loadable")])
            #expect(
                status["devices"]?.elements.map { $0["model"] } == [.string("class"), .string("class")])
            #expect(status["next_boot"]?["models"]?.elements == [.string("class")])
            #expect(status["obstacles"]?["bus"]?.elements == [])
            #expect(start.drivers == classModel)
            try expectRefusal("unsaid", 64, "--now, --at-boot or both")
            try expectRefusal("under-class", 1, "'daxshift migrate-device-model --to bus --now'")

            // A device in use stays.
            let pid = try guest["opener"].out.dropLast()
            try expectRefusal("used", 4, "dax0.0: a process uses /dev/dax0.0: \(pid) (sleep, open)")
            let obstacle = try guest["used-status"].json["obstacles"]?["bus"]?.elements.first?.string
            #expect(obstacle?.contains("\(pid) (sleep, open)") == true)
            #expect(try KernelState(guest["after-used"]) == start)
            #expect(try guest["dry-run"].json["steps"]?.elements.count == 9)
            #expect(try KernelState(guest["after-dry-run"]) == start)

            // To the bus, one by its UUID and then the other.
            try expect("one", then: "mixed", ["dax0.0": "device_dax", "dax1.0": "none"])
            try expect("rest", then: "on-bus", bus)
            for step in ["daxctl-mixed", "daxctl-class", "daxctl-ram"] {
                #expect(try guest[step].json.elements.count == 2, "\(step)")
            }
            let list = try guest["on-bus-list"].json
            #expect(list["model"] == .string("bus"))
            for region in try guest["daxctl-bus"].json.elements {
                let same = list["regions"]?.elements.first { $0["id"] == region["id"] }
                #expect(same?["path"] == region["path"] && same?["size"] == region["size"])
                for device in region["devices"]?.elements ?? [] {
                    let same = list["devices"]?.elements.first { $0["chardev"] == device["chardev"] }
                    for key in ["mode", "size", "align", "target_node", "mappings"] {
                        #expect(same?[key] == device[key], "\(key) of \(device)")
                    }
                }
            }
            #expect(try guest["read-on-bus"].out == "0x5A5AA5A5\n")
            #expect(try guest["again"].err.contains("nothing to do"))

            // Into system RAM and out, and back under the class model.
            try expectRefusal("ram-refused", 4, "dax0.0: its persistent memory holds data")
            #expect(try KernelState(guest["after-ram-refused"]) == KernelState(guest["on-bus"]))
            try expect("ram", then: "in-ram", kmem)
            #expect(try modes("daxctl-ram") == [.string("system-ram"), .string("system-ram")])
            try expectRefusal("from-ram-refused", 4, "--force")
            #expect(try KernelState(guest["after-refused"]) == KernelState(guest["in-ram"]))
            #expect(try guest["devdax"].status == 0)
            try expect("back", then: "back", classModel)
            #expect(try modes("daxctl-class") == [.string("devdax"), .string("devdax")])
            #expect(try guest["read-under-class"].out == "0x12344321\n")
            #expect(try KernelState(guest["back"]) == start)

            // Both in one plan.
            try expectRefusal("migrate-refused", 4, "dax0.0: its persistent memory holds data")
            try expect("migrate", then: "migrated", ["dax0.0": "kmem", "dax1.0": "none"])
            try expect("from-ram", then: "end", classModel)
            #expect(try KernelState(guest["end"]) == start)
            #expect(try guest["autoprobe"].out == "1\n")

            let failure = try guest["failure"]
            #expect(failure.status == 1, "\(failure)")
            #expect(
                failure.err.contains("ENOMEM") && failure.err.contains("as it was before"), "\(failure.err)")
            #expect(try KernelState(guest["after-failure"]) == start)
        }

        @Test("the choice for the next boot is what the next boot gives, both ways")
        func nextBoot() async throws {
            try await inFolder { try await chooseNextBoots(in: $0.string) }
        }

        private func chooseNextBoots(in state: String) async throws {
            let file = state + "/daxctl.conf"

            func boot(_ wish: String, with file: String?) async throws -> GuestScript {
                let guest = try await GuestScript(
                    "next-boot", [wish], host: "nvdimm", kernel: "5.10", state: state,
                    copying: file.map { ["\($0):/etc/modprobe.d/daxctl.conf"] } ?? [])
                let chosen = try guest["choose"]
                #expect(chosen.status == 0, "\(chosen.err)")
                #expect(try guest["chosen"].json["next_boot"]?["models"]?.elements == [.string(wish)])
                #expect(try guest["again"].err.contains("the next boot brings up the \(wish) model already"))
                #expect(try live(guest["end"]) == live(guest["start"]))
                #expect(try guest["held"].status == 75)
                let recovered = try guest["recovered"]
                #expect(recovered.status == 0, "\(recovered.err)")
                let boot = try guest["initramfs-recovered"].json["next_boot"]
                #expect(boot?["models"]?.elements == [.string(wish)])
                #expect(boot?["initramfs"]?["disagrees"] == .bool(false))
                #expect(try guest["file-recovered"].out == guest["file"].out)
                return guest
            }
            // The lines that modprobe reads come last, and only they change with the choice.
            func live(_ step: GuestScript.Step) -> [String] {
                KernelState(step).lines.prefix { !$0.hasPrefix("modprobe ") }.map(\.self)
            }
            func uuids(_ guest: GuestScript) throws -> [JSON?]? {
                try guest["list"].json["namespaces"]?.elements.map { $0["uuid"] }
            }

            let first = try await boot("bus", with: nil)
            #expect(try first["list"].json["model"] == .string("class"))
            let initramfs = try first["initramfs"].json["next_boot"]?["initramfs"]
            #expect(initramfs?["maker"] == .string("initramfs-tools"))
            #expect(initramfs?["disagrees"] == .bool(true))
            #expect(try first["not-updated"].status == 1)
            #expect(try first["not-updated"].err.contains("ended with status 1"))
            #expect(try first["updated"].status == 0)
            let after = try first["initramfs-after"].json["next_boot"]?["initramfs"]
            #expect(after?["disagrees"] == .bool(false))
            let text = try first["file"].out
            print("next boot: chosen on a host of the class model:\n\(text)", terminator: "")
            let descriptor = try FileDescriptor.open(
                FilePath(file), .writeOnly, options: [.create, .exclusiveCreate],
                permissions: .ownerReadWrite)
            try descriptor.closeAfter { _ = try descriptor.writeAll(text.utf8) }

            let second = try await boot("class", with: file)
            #expect(try second["list"].json["model"] == .string("bus"))
            #expect(try second["status"].json["next_boot"]?["statements"]?.elements.count == 2)
            #expect(try second["file"].status != 0)
            #expect(try uuids(second) == uuids(first))

            let third = try await boot("bus", with: nil)
            #expect(try third["list"].json["model"] == .string("class"))
            #expect(try uuids(third) == uuids(first))
            print("next boot: class, then with the file bus, then without it class again")
        }

        @Test(
            "where the kernel has the bus alone there is nothing to do",
            arguments: Extent.part("7.2", wholeWith: "6.1", "6.12"))
        func oneModel(kernel: String) async throws {
            let guest = try await GuestScript("one-model", host: "nvdimm", kernel: kernel)
            let status = try guest["status"].json
            #expect(status["models"]?.elements.map { $0["offered"] } == [.bool(false), .bool(true)])
            #expect(status["next_boot"]?["models"]?.elements == [.string("bus")])
            let bus = try guest["to-bus"]
            #expect(bus.status == 0, "\(bus)")
            #expect(bus.err.contains("nothing to do") && bus.err.contains("no other model"), "\(bus.err)")
            for step in ["to-class", "to-class-at-boot"] {
                #expect(try guest[step].status == 1, "\(step)")
                #expect(try guest[step].err.contains("Linux 5.17 removed the class model"), "\(step)")
            }
            #expect(try guest["file"].status != 0)
            #expect(try KernelState(guest["end"]) == KernelState(guest["start"]))
        }
    }
}
