// SPDX-License-Identifier: Apache-2.0

import Testing

/// `list` under the name of ndctl, compared with the real one on the same kernel, byte for byte.
@Suite("The list under the name of ndctl", .inGuests)
struct NdctlListHostTests {
    private static let names = [
        "none", "all", "human", "-vvv", "-vvvu", "-RN", "-RNi", "-DRN", "-D", "-R", "-c", "-iu", "-NX",
        "-m sector",
        "disabled-RN", "disabled-RNi", "disabled-BDRNi",
    ]

    @Test("the order is that of the kernel's folders", arguments: ["5.10", "7.2"])
    func besideNdctl(kernel: String) async throws {
        let guest = try await GuestScript("ndctl-list", host: "nvdimm", kernel: kernel)
        for name in Self.names {
            let (ours, peer) = try (guest["ours-\(name)"], guest["peer-\(name)"])
            #expect(ours.out == peer.out && ours.status == peer.status, "list \(name)")
        }
        #expect(try guest["ours--DRN"].out.contains("\"dimms\""))
    }
}
