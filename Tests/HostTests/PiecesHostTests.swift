// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Testing

extension HostTests {
    @Suite("Several namespaces in a region, in crossed order")
    struct Pieces {
        @Test(
            "each has its own device, to which its section applies",
            arguments: Extent.part("6.12", wholeWith: "7.2"))
        func links(kernel: String) async throws {
            let guest = try await GuestScript(
                "pieces", host: "pieces", kernel: kernel, append: "memhp_default_state=offline")
            let links = try guest["links"].out.split(separator: "\n").map {
                $0.split(separator: " ").map(String.init)
            }
            #expect(links.count == 3 && links.allSatisfy { $0.count == 4 && $0[0] != $0[1] })
            let list = try guest["list"].json
            let map = try guest["map"].out
            for link in links {
                let (device, provider, namespace) = (link[0], link[1], link[2])
                let named = list["namespaces"]?.elements.first { $0["dev"] == .string(namespace) }
                #expect(named?["chardev"] == .string(device) && named?["uuid"] == .string(link[3]))
                let region = list["regions"]?.elements.first {
                    $0["path"]?.string?.hasSuffix("/region0/\(provider)") == true
                }
                #expect(region?["devices"] == .array([.string(device)]))
                #expect(map.split(separator: "\n").count { $0.hasPrefix("| \(device) ") } == 1)

                let others = links.map { $0[0] }.filter { $0 != device } + ["dax1.0"]
                for way in ["native", "daxctl"] {
                    #expect(try guest["\(way) \(device)"].status == 0, "\(way) \(device)")
                    let drivers = try KernelState(guest["\(way) \(device) state"]).drivers
                    #expect(drivers[device] == "kmem", "\(way) \(device): \(drivers)")
                    #expect(others.allSatisfy { drivers[$0] == "device_dax" }, "\(way) \(device): \(drivers)")
                }
            }
        }

        @Test("under the class model each goes to the bus alone, and no other is taken from who uses it")
        func classModel() async throws {
            let guest = try await GuestScript("pieces-class", host: "pieces", kernel: "5.10")
            let links = try guest["links"].out.split(separator: "\n").map {
                $0.split(separator: " ").map(String.init)
            }
            let devices = links.map { $0[0] }
            #expect(devices == ["dax0.0", "dax0.1", "dax0.3", "dax1.0"])
            #expect(
                links.contains { $0[0] == "dax0.1" && $0[1] == "dax0.0" }, "the numbers are crossed: \(links)"
            )
            let namespaces = try guest["list"].json["namespaces"]?.elements ?? []
            for link in links {
                #expect(namespaces.first { $0["dev"] == .string(link[2]) }?["chardev"] == .string(link[0]))
            }

            let start = try KernelState(guest["start"])
            func expect(_ step: String, _ onBus: [String]) throws {
                let drivers = try KernelState(guest[step]).drivers
                for device in devices {
                    #expect(drivers[device] == (onBus.contains(device) ? "device_dax" : "none"), "\(step)")
                }
            }
            #expect(try guest["beside"].status == 0)
            try expect("beside-state", ["dax0.0"])
            #expect(try guest["own"].status == 4)
            #expect(try KernelState(guest["own-state"]) == KernelState(guest["beside-state"]))
            #expect(try guest["back"].status == 0)
            #expect(try KernelState(guest["back-state"]) == start)
            for device in devices.dropLast() {
                #expect(try guest["alone \(device)"].status == 0 && guest["home \(device)"].status == 0)
                try expect("alone \(device) state", [device])
            }
            #expect(try KernelState(guest["home-state"]) == start)
            #expect(try guest["killed"].status != 0)
            #expect(try guest["recover"].status == 0)
            #expect(try KernelState(guest["recovered"]) == start)
        }
    }
}
