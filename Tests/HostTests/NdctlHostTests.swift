// SPDX-License-Identifier: Apache-2.0

import Testing

/// daxshift under the names of ndctl and daxctl, compared with the real ones on the same kernel.
@Suite("Under the names of ndctl and daxctl", .inGuests)
struct NdctlHostTests {
    @Test(
        "what scripts and guides run ends alike, prints the same and leaves the same",
        arguments: Extent.part("6.12", wholeWith: "5.10", "6.1", "7.2"))
    func scripts(kernel: String) async throws {
        let guest = try await GuestScript("ndctl", host: "blank.json", kernel: kernel, minutes: 20)
        let names = try guest["lines"].out.split(separator: "\n").map(String.init)
        #expect(names.count == 37)
        for name in names {
            let (ours, peer) = try (guest["ours-\(name)"], guest["peer-\(name)"])
            #expect(ours.status == peer.status, "\(name): \(ours.err)")
            #expect(Self.lines(ours.out) == Self.lines(peer.out), "\(name)")
            let (left, leftByPeer) = try (guest["ours-\(name)-then"], guest["peer-\(name)-then"])
            #expect(Self.lines(left.out) == Self.lines(leftByPeer.out), "\(name)")
            for word in Self.words where peer.err.contains(word) {
                #expect(ours.err.contains(word), "\(name)")
            }
        }
    }

    /// What scripts look for on standard error.
    private static let words = [
        "failed to create namespace", "failed to reconfigure namespace", "error destroying namespaces",
        "is active, specify --force for re-configuration", "destroyed 0 namespaces", "destroyed 1 namespace",
        "destroyed 2 namespaces", "disabled 1 namespace", "disabled 1 region", "enabled 1 region",
        "initialized 1 nmem", "zeroed 1 nmem", "reconfigured 1 device",
    ]

    /// The lines of a text in any order, without what is random and the size of sectors that a label has: in sector mode
    /// the btt device has its own.
    private static func lines(_ text: String) -> [String] {
        text.replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "UUID")
            .replacing(/sector_size=(\[512\] 4096|512 \[4096\])/, with: "")
            .split(separator: "\n").map { $0.trimmingSuffix { $0 == "," } }.map(String.init).sorted()
    }
}

extension Substring {
    /// The text without the characters at its end that meet a condition.
    fileprivate func trimmingSuffix(_ condition: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, condition(last) { text.removeLast() }
        return text
    }
}
