// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Testing

extension HostTests {
    @Suite("Several namespaces in a region, in crossed order")
    struct Pieces {
        @Test("each has its own device, by which what is written down about it is found", arguments: ["6.12"])
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
    }
}
